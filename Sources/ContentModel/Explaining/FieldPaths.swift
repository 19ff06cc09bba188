import JSONText

/// The fields that an entry has, by path, as far as the sanitizer tells them apart: into components, relations and
/// whatever else has a model, and not into values that are copied whatever they hold.
struct FieldPaths {
    /// In the order met, each once.
    private(set) var paths = SmallIndex<ExactString>()
    private let document: JSONDocument
    private let tables: ModelTables

    init(of document: JSONDocument, _ model: Int, tables: ModelTables) {
        self.document = document
        self.tables = tables
        self.entries(document.root, "") { _ in model }
    }

    /// An entry, or an array of entries.
    private mutating func entries(_ node: JSONNode, _ path: String, model: (JSONNode) -> Int?) {
        switch self.document.kind(node) {
        case .object:
            self.entry(node, path, model(node))
        case .array:
            for element in self.document.elements(node) { self.entries(element, path + "[]", model: model) }
        case .string, .number, .bool, .null:
            break
        }
    }

    private mutating func entry(_ node: JSONNode, _ path: String, _ model: Int?) {
        let table = model.map { self.tables[$0] } ?? self.tables.untyped
        for member in self.document.members(node) {
            guard let key = self.document.exactString(member.key) else { continue }
            let field = table.names.index(of: member.key, in: self.document).map { table.fields[$0] }
            if case .marker = field, Self.typeMarkers.contains(key) { continue }
            let inner = Drops.path(path, key)
            _ = self.paths.insert(ExactString(inner))
            if let field { self.value(member.value, inner, field, of: model) }
        }
    }

    /// What says of which type an entry is, which is no field of it.
    private static let typeMarkers: Set<ExactString> = ["__type", "__component"]

    private mutating func value(_ node: JSONNode, _ path: String, _ field: ModelTables.Field, of model: Int?) {
        switch field {
        case .plain, .password, .privateAttribute, .marker, .lostSecret:
            break
        case .entries(let inner):
            self.entries(node, path) { _ in inner }
        case .relation(let target, _), .usersOfRole(let target):
            let inner = self.tables.model(of: target)
            self.entries(node, path) { _ in inner }
        case .inverseMorph(let target, _):
            let inner = self.tables.model(of: target)
            self.elements(node, path) { _ in inner }
        case .ownLocalizations:
            self.entries(node, path) { _ in model }
        case .morphTo:
            self.elements(node, path, namedBy: "__type")
        case .zone:
            self.elements(node, path, namedBy: "__component")
        }
    }

    private mutating func elements(_ node: JSONNode, _ path: String, namedBy key: ExactString) {
        let (document, tables) = (self.document, self.tables)
        self.elements(node, path) { entry in
            document.value(key, in: entry).flatMap { document.exactString($0) }.flatMap { tables.model($0) }
        }
    }

    /// Entries of an array that the sanitizer may drop one by one, which makes the array's place a field.
    private mutating func elements(_ node: JSONNode, _ path: String, model: (JSONNode) -> Int?) {
        if self.document.kind(node) == .array { _ = self.paths.insert(ExactString(path + "[]")) }
        self.entries(node, path, model: model)
    }
}
