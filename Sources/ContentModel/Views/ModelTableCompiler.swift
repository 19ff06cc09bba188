import JSONText

/// Makes ``ModelTables``.
struct ModelTableCompiler {
    static let file: ExactString = "plugin::upload.file"
    private static let role: ExactString = "plugin::users-permissions.role"
    private static let user: ExactString = "plugin::users-permissions.user"

    private let models: [Model]
    private let typeCount: Int
    private(set) var targets: [ExactString]
    private(set) var numbers: [ExactString: Int] = [:]
    private var keyCount = 0

    init(models: [Model], typeCount: Int) {
        self.models = models
        self.typeCount = typeCount
        self.targets = models.map(\.uid)
        for (number, uid) in self.targets.enumerated() { self.numbers[uid] = number }
    }

    mutating func compile() -> [ModelTables.Table] {
        self.models.enumerated().map { (index, model) in self.table(model, isComponent: index >= self.typeCount) }
    }

    mutating func untyped() -> ModelTables.Table {
        let model = Model(
            uid: "",
            attributes: [],
            privateNames: [],
            populatesCreatorFields: false,
            lostSecrets: []
        )
        return self.table(model, isComponent: true)
    }

    private mutating func table(_ model: Model, isComponent: Bool) -> ModelTables.Table {
        var keys = model.attributes.map(\.name)
        var fields = model.attributes.map { self.field($0, of: model) }
        var forms = model.attributes.map { Self.forms[$0.name] ?? self.form(of: $0.kind) }
        let known = Set(keys)
        for name in StrictRules.markers + ["__proto__"] where !known.contains(name) {
            keys.append(name)
            fields.append(name == StrictRules.localizations && !isComponent ? .ownLocalizations : .marker)
            forms.append(Self.forms[name] ?? .asIs)
        }
        for attribute in model.lostSecrets {
            keys.append(attribute.name)
            fields.append(.lostSecret)
            forms.append(.asIs)
        }
        defer { self.keyCount += keys.count }
        return ModelTables.Table(
            keys: keys,
            fields: fields,
            forms: forms,
            isComponent: isComponent,
            hidesType: self.hides("__type", in: model),
            hidesComponent: self.hides("__component", in: model),
            firstKey: self.keyCount
        )
    }

    /// The keys that have a form whatever the model says of them.
    private static let forms: [ExactString: ModelTables.Form] = [
        "id": .id, "documentId": .documentID, "__proto__": .nothing,
    ]

    private func hides(_ name: ExactString, in model: Model) -> Bool {
        model.attributes.contains { $0.name == name && ($0.kind == .password || model.hides($0)) }
    }

    private mutating func field(_ attribute: Attribute, of model: Model) -> ModelTables.Field {
        if attribute.kind == .password { return .password }
        if model.hides(attribute) { return .privateAttribute }
        switch attribute.kind {
        case .value, .password: return .plain
        case .media: return .entries(of: self.numbers[Self.file])
        case .component(let uid): return .entries(of: self.model(uid))
        case .dynamicZone: return .zone
        case .relation(let kind, let target): return self.relation(attribute.name, kind, target, of: model)
        }
    }

    private func form(of kind: AttributeKind) -> ModelTables.Form {
        switch kind {
        case .value, .password, .relation(_, target: nil): .asIs
        case .media: .data(of: self.numbers[Self.file])
        case .component(let uid): .component(of: self.model(uid))
        case .dynamicZone: .zone
        case .relation(_, let target?): .data(of: self.model(target).flatMap { $0 < self.typeCount ? $0 : nil })
        }
    }

    private func model(_ uid: ExactString) -> Int? {
        self.numbers[uid].flatMap { $0 < self.models.count ? $0 : nil }
    }

    private mutating func relation(
        _ name: ExactString,
        _ kind: RelationKind,
        _ uid: ExactString?,
        of model: Model
    ) -> ModelTables.Field {
        if kind.namesTypeInEntries { return .morphTo }
        let target = self.number(of: uid ?? "")
        if model.uid == Self.role, uid == Self.user { return .usersOfRole(target) }
        let isCreator = name == "createdBy" || name == "updatedBy"
        let gate = isCreator && model.populatesCreatorFields ? ModelTables.Gate.everyone : .whoeverFindsTarget
        return kind.isMorph ? .inverseMorph(to: target, gate) : .relation(to: target, gate)
    }

    private mutating func number(of uid: ExactString) -> Int {
        if let number = self.numbers[uid] { return number }
        self.numbers[uid] = self.targets.count
        self.targets.append(uid)
        return self.targets.count - 1
    }
}
