import JSONText

/// Puts sanitized entries into the form of the REST API of Strapi 4: `{id, attributes}`, with relations and media as `{data}`.
///
/// Source: spec/strapi.md c.1 (as of 4.22) and c.2.
struct Envelope {
    private let document: JSONDocument
    private let tables: ModelTables

    /// Whether `documentId` stands beside `id`, and components lose it.
    private let hoistsDocumentID: Bool

    init(_ document: JSONDocument, tables: ModelTables, hoistsDocumentID: Bool) {
        self.document = document
        self.tables = tables
        self.hoistsDocumentID = hoistsDocumentID
    }

    /// What entries become.
    private enum Form {
        case entry
        /// Flat, as components stay.
        case component
    }

    func argument(of model: Int?) throws(ViewError) -> [UInt8] {
        var writer = JSONWriter(capacity: self.document.bytes.count * 5 / 4)
        writer.beginObject()
        writer.key("data")
        try self.write(self.document.root, .entry, model, to: &writer)
        writer.key("meta")
        writer.beginObject()
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private func write(
        _ node: JSONNode,
        _ form: Form,
        _ model: Int?,
        to writer: inout JSONWriter
    ) throws(ViewError) {
        switch self.document.kind(node) {
        case .null:
            writer.null()
        case .array:
            writer.beginArray()
            for element in self.document.elements(node) { try self.write(element, form, model, to: &writer) }
            writer.endArray()
        case .object:
            try self.writeEntry(node, form, model, to: &writer)
        case .string, .number, .bool:
            throw ViewError(reason: .scalarEntry, path: "")
        }
    }

    private func writeEntry(
        _ node: JSONNode,
        _ form: Form,
        _ model: Int?,
        to writer: inout JSONWriter
    ) throws(ViewError) {
        let table = model.map { self.tables[$0] } ?? self.tables.untyped
        writer.beginObject()
        self.copy("id", of: node, to: &writer)
        if form == .entry {
            if self.hoistsDocumentID { self.copy("documentId", of: node, to: &writer) }
            writer.key("attributes")
            writer.beginObject()
        }
        for member in self.document.members(node) {
            let index = table.names.index(of: member.key, in: self.document)
            try self.write(member, index.map { table.forms[$0] } ?? .asIs, to: &writer)
        }
        if form == .entry { writer.endObject() }
        writer.endObject()
    }

    private func copy(_ key: ExactString, of node: JSONNode, to writer: inout JSONWriter) {
        guard let value = self.document.value(key, in: node) else { return }
        writer.key(key)
        writer.copy(value, from: self.document)
    }

    /// Writes a member among the attributes, if that is its place.
    private func write(
        _ member: JSONDocument.Member,
        _ form: ModelTables.Form,
        to writer: inout JSONWriter
    ) throws(ViewError) {
        switch form {
        case .id, .nothing: return
        case .documentID where self.hoistsDocumentID: return
        default: writer.copyKey(member.key, from: self.document)
        }
        switch form {
        case .data(let model) where self.isEntryLike(member.value):
            writer.beginObject()
            writer.key("data")
            try self.write(member.value, .entry, model, to: &writer)
            writer.endObject()
        case .component(let model) where self.isEntryLike(member.value):
            try self.write(member.value, .component, model, to: &writer)
        case .zone where self.document.kind(member.value) == .array:
            try self.writeZone(member.value, to: &writer)
        default:
            writer.copy(member.value, from: self.document)
        }
    }

    private func isEntryLike(_ node: JSONNode) -> Bool {
        switch self.document.kind(node) {
        case .object, .array, .null: true
        case .string, .number, .bool: false
        }
    }

    private func writeZone(_ value: JSONNode, to writer: inout JSONWriter) throws(ViewError) {
        writer.beginArray()
        for entry in self.document.elements(value) {
            if self.document.kind(entry) == .null { throw ViewError(reason: .nullEntry, path: "") }
            let uid = self.document.value("__component", in: entry).flatMap { self.document.exactString($0) }
            let model = uid.flatMap { self.tables.model($0) }.flatMap { self.tables[$0].isComponent ? $0 : nil }
            try self.write(entry, .component, model, to: &writer)
        }
        writer.endArray()
    }
}
