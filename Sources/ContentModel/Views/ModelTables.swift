import JSONText

/// The models of a catalog as the sanitizer and the transform walk them: attributes found by key, references as numbers.
///
/// Built once with the catalog. It holds no rights, so all audiences share it.
struct ModelTables: Sendable {
    /// What is done with the value of a key.
    enum Field: Sendable {
        /// Copied whatever it holds.
        case plain
        case hidden(DropRule)
        /// Media and components.
        case entries(of: Int?)
        case relation(to: Int, Gate)
        /// `morphOne` and `morphMany`.
        case inverseMorph(to: Int, Gate)
        /// `morphToOne` and `morphToMany`.
        case morphTo(target: Int?)
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

    /// Who sees a relation.
    enum Gate: Sendable {
        case whoeverFindsTarget
        /// `createdBy` and `updatedBy` where the type's options say so.
        case everyone
    }

    struct Table: Sendable {
        /// Of ``fields``, by key.
        let names: JSONNameTable
        let fields: [Field]
        let keys: [ExactString]
        let isComponent: Bool

        /// Whether Strapi's first pass takes away what says the type of an entry, so that later passes do not know it.
        let hidesType: Bool
        let hidesComponent: Bool

        /// The number of the first of ``keys`` among the keys of all tables.
        let firstKey: Int
    }

    private let tables: [Table]

    /// The uids that relations can point to: those of the models, in the order of the tables, then those without a schema.
    let targets: [ExactString]
    private let numbers: [ExactString: Int]
    let file: Int?

    init(types: [Model], components: [Model]) {
        var compiler = ModelTableCompiler(models: types + components, typeCount: types.count)
        self.tables = compiler.compile()
        self.targets = compiler.targets
        self.numbers = compiler.numbers
        self.file = compiler.numbers[ModelTableCompiler.file]
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
        self.models.indices.map { self.table($0) }
    }

    private mutating func table(_ index: Int) -> ModelTables.Table {
        let model = self.models[index]
        var keys = model.attributes.map(\.name)
        var fields = model.attributes.map { self.field($0, of: model) }
        let known = Set(keys)
        for name in StrictRules.markers where !known.contains(name) {
            keys.append(name)
            fields.append(name == StrictRules.localizations && index < self.typeCount ? .ownLocalizations : .marker)
        }
        for attribute in model.lostSecrets {
            keys.append(attribute.name)
            fields.append(.lostSecret)
        }
        defer { self.keyCount += keys.count }
        return ModelTables.Table(
            names: JSONNameTable(keys),
            fields: fields,
            keys: keys,
            isComponent: index >= self.typeCount,
            hidesType: self.hides("__type", in: model),
            hidesComponent: self.hides("__component", in: model),
            firstKey: self.keyCount
        )
    }

    private func hides(_ name: ExactString, in model: Model) -> Bool {
        model.attributes.contains { $0.name == name && ($0.kind == .password || model.hides($0)) }
    }

    private mutating func field(_ attribute: Attribute, of model: Model) -> ModelTables.Field {
        if attribute.kind == .password { return .hidden(.password) }
        if model.hides(attribute) { return .hidden(.privateAttribute) }
        switch attribute.kind {
        case .value, .password: return .plain
        case .media: return .entries(of: self.numbers[Self.file])
        case .component(let uid): return .entries(of: self.model(uid))
        case .dynamicZone: return .zone
        case .relation(let kind, let target): return self.relation(attribute.name, kind, target, of: model)
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
        if kind.namesTypeInEntries { return .morphTo(target: uid.map { self.number(of: $0) }) }
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
