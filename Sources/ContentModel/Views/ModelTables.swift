import JSONText

/// The models of a catalog as the sanitizer and the transform walk them: attributes found by key, references as numbers.
///
/// Built once with the catalog. It holds no rights, so all audiences share it; a class, so that a plan and each walk hold
/// one reference to it.
final class ModelTables: Sendable {
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

    /// The keys of all tables, a table after the other.
    let keys: [ExactString]

    init(types: [Model], components: [Model]) {
        var compiler = ModelTableCompiler(models: types + components, typeCount: types.count)
        self.tables = compiler.compile()
        self.keys = self.tables.flatMap(\.keys)
        self.untyped = compiler.untyped()
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
}
