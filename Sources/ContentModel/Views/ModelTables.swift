import JSONText

/// The models of a catalog as the sanitizer and the transform walk them: attributes found by key, references as numbers.
///
/// Built once with the catalog. It holds no rights, so all audiences share it.
struct ModelTables: Sendable {
    /// What is done with the value of a key.
    enum Field: Sendable {
        /// Copied whatever it holds.
        case plain
        case password
        case privateAttribute
        /// Media and components.
        case entries(of: Int?)
        case relation(to: Int, Gate)
        /// `morphOne` and `morphMany`.
        case inverseMorph(to: Int, Gate)
        /// `morphToOne` and `morphToMany`.
        case morphTo
        case zone
        /// The relation from a role to its users.
        case usersOfRole(Int)
        /// `id` and its like where they are no attributes.
        case marker
        /// `localizations` where it is no attribute: other entries of the same model.
        case ownLocalizations
        /// See ``Model/lostSecrets``.
        case lostSecret
    }

    /// What the value of a key becomes in an ``Envelope``. It does not matter here whether the field is hidden: where Strapi
    /// looks into an entry without cleaning it, hidden fields come this far.
    enum Form: Sendable {
        case asIs
        case id
        case documentID
        /// `__proto__`: in the reference it sets the prototype of the object being built, and is lost.
        case nothing
        /// Relations with a target, and media.
        case data(of: Int?)
        case component(of: Int?)
        case zone
    }

    /// Who sees a relation.
    enum Gate: Sendable {
        case whoeverFindsTarget
        /// `createdBy` and `updatedBy` where the type's options say so.
        case everyone
    }

    /// A class, so that the walk retains one thing an object and not four.
    final class Table: Sendable {
        /// Of ``fields``, by key.
        let names: JSONNameTable
        let fields: [Field]
        /// By the same numbers.
        let forms: [Form]
        let keys: [ExactString]
        let isComponent: Bool

        /// Whether Strapi's first pass takes away what says the type of an entry, so that later passes do not know it.
        let hidesType: Bool
        let hidesComponent: Bool

        /// The number of the first of ``keys`` among the keys of all tables.
        let firstKey: Int

        init(
            keys: [ExactString],
            fields: [Field],
            forms: [Form],
            isComponent: Bool,
            hidesType: Bool,
            hidesComponent: Bool,
            firstKey: Int
        ) {
            self.names = JSONNameTable(keys)
            self.fields = fields
            self.forms = forms
            self.keys = keys
            self.isComponent = isComponent
            self.hidesType = hidesType
            self.hidesComponent = hidesComponent
            self.firstKey = firstKey
        }
    }

    private let tables: [Table]

    /// For entries whose model is not known: it has no attributes.
    let untyped: Table

    /// The uids that relations can point to: those of the models, in the order of the tables, then those without a schema.
    let targets: [ExactString]
    private let numbers: [ExactString: Int]

    init(types: [Model], components: [Model]) {
        var compiler = ModelTableCompiler(models: types + components, typeCount: types.count)
        self.untyped = compiler.untyped()
        self.tables = compiler.compile()
        self.targets = compiler.targets
        self.numbers = compiler.numbers
    }

    subscript(model: Int) -> Table {
        @inline(__always) get { self.tables[model] }
    }

    /// - Returns: The number among ``targets``.
    func target(_ uid: ExactString) -> Int? { self.numbers[uid] }

    /// The model of a target; `nil` when it has no schema.
    func model(of target: Int) -> Int? { target < self.tables.count ? target : nil }

    /// The model with this uid.
    func model(_ uid: ExactString) -> Int? { self.numbers[uid].flatMap { self.model(of: $0) } }

    /// The key with this number among the keys of all tables.
    func key(_ number: Int) -> ExactString {
        let table = self.tables.last { $0.firstKey <= number }
        return table.map { $0.keys[number - $0.firstKey] } ?? ""
    }
}

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
