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
        writer.beginObject()
        self.copy("id", of: node, to: &writer)
        if form == .entry {
            if self.hoistsDocumentID { self.copy("documentId", of: node, to: &writer) }
            writer.key("attributes")
            writer.beginObject()
        }
        for member in self.document.members(node) where !self.isElsewhere(member.key) {
            writer.copyKey(member.key, from: self.document)
            try self.writeValue(member, model, to: &writer)
        }
        if form == .entry { writer.endObject() }
        writer.endObject()
    }

    private func copy(_ key: ExactString, of node: JSONNode, to writer: inout JSONWriter) {
        guard let value = self.document.value(key, in: node) else { return }
        writer.key(key)
        writer.copy(value, from: self.document)
    }

    /// Whether a key does not stand among the attributes. In the reference a key called `__proto__` is lost: it sets the
    /// prototype of the object being built.
    private func isElsewhere(_ key: JSONNode) -> Bool {
        self.document.matches(key, "id") || self.document.matches(key, "__proto__")
            || self.hoistsDocumentID && self.document.matches(key, "documentId")
    }

    private func writeValue(
        _ member: JSONDocument.Member,
        _ model: Int?,
        to writer: inout JSONWriter
    ) throws(ViewError) {
        let table = model.map { self.tables[$0] }
        let index = table?.names.index(of: member.key, in: self.document)
        guard let table, let index, self.isEntryLike(member.value) else {
            writer.copy(member.value, from: self.document)
            return
        }
        switch table.fields[index] {
        case .relation(let target, _), .inverseMorph(let target, _), .usersOfRole(let target), .morphTo(let target?):
            try self.writeData(member.value, self.contentType(target), to: &writer)
        case .entries(let model) where model == self.tables.file:
            try self.writeData(member.value, model, to: &writer)
        case .entries(let model):
            try self.write(member.value, .component, model, to: &writer)
        case .zone where self.document.kind(member.value) == .array:
            try self.writeZone(member.value, to: &writer)
        case .plain, .hidden, .morphTo, .zone, .marker, .ownLocalizations, .lostSecret:
            writer.copy(member.value, from: self.document)
        }
    }

    private func isEntryLike(_ node: JSONNode) -> Bool {
        switch self.document.kind(node) {
        case .object, .array, .null: true
        case .string, .number, .bool: false
        }
    }

    private func contentType(_ target: Int) -> Int? {
        self.tables.model(of: target).flatMap { self.tables[$0].isComponent ? nil : $0 }
    }

    private func writeData(_ value: JSONNode, _ model: Int?, to writer: inout JSONWriter) throws(ViewError) {
        writer.beginObject()
        writer.key("data")
        try self.write(value, .entry, model, to: &writer)
        writer.endObject()
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
