package import ContentModel
import JSONText

/// The entry in an answer of Strapi's REST API, flat.
package struct RESTAnswer: Sendable {
    /// A JSON object.
    package let entry: [UInt8]

    /// - Returns: `nil` for what is no answer with one entry.
    package init?(_ body: [UInt8], to query: EntryQuery, in catalog: ContentCatalog) {
        // What is wrong with it matters no more than that it is no answer.
        guard let document = try? JSONDocument(parsing: body),
            let data = document.value("data", in: document.root), document.kind(data) == .object
        else { return nil }
        switch query.key {
        case .documentID: self.entry = document.text(data)
        case .id:
            guard document.value("attributes", in: data).map(document.kind) == .object else { return nil }
            var flattening = Flattening(document: document, catalog: catalog)
            flattening.write(entry: data, query.type.model)
            self.entry = flattening.writer.bytes
        }
    }
}

/// Takes an entry out of Strapi 4's envelopes, `{id, attributes}` and `{data}`, where the schema has them.
///
/// Source: spec/strapi.md c.1, read backwards.
private struct Flattening {
    private static let data: ExactString = "data"
    private static let attributes: ExactString = "attributes"
    private static let component: ExactString = "__component"

    let document: JSONDocument
    let catalog: ContentCatalog
    var writer = JSONWriter()

    /// Writes `{id, attributes}` as one object.
    mutating func write(entry: JSONNode, _ model: Model?) {
        guard let attributes = self.document.value(Self.attributes, in: entry) else {
            self.writer.copy(entry, from: self.document)
            return
        }
        self.writer.beginObject()
        for member in self.document.members(entry) where !self.document.matches(member.key, Self.attributes) {
            self.writer.copy(member, from: self.document)
        }
        self.writeMembers(of: attributes, model)
        self.writer.endObject()
    }

    private mutating func write(component: JSONNode, _ model: Model?) {
        self.writer.beginObject()
        self.writeMembers(of: component, model)
        self.writer.endObject()
    }

    private mutating func writeMembers(of object: JSONNode, _ model: Model?) {
        for member in self.document.members(object) {
            self.writer.copyKey(member.key, from: self.document)
            let attribute = model?.attributes.first { self.document.matches(member.key, $0.name) }
            self.write(member.value, attribute?.kind)
        }
    }

    private mutating func write(_ value: JSONNode, _ kind: AttributeKind?) {
        switch kind {
        case .relation, .media:
            let entries = self.document.value(Self.data, in: value)
            let model = kind?.entryModel.flatMap { self.catalog.contentType(named: $0)?.model }
            self.writeEach(in: entries ?? value) { $0.write(entry: $1, model) }
        case .component(let uid):
            let model = self.catalog.component(uid: uid)
            self.writeEach(in: value) { $0.write(component: $1, model) }
        case .dynamicZone:
            self.writeEach(in: value) { flattening, entry in
                let document = flattening.document
                let uid = document.value(Self.component, in: entry).flatMap(document.exactString)
                flattening.write(component: entry, uid.flatMap { flattening.catalog.component(uid: $0) })
            }
        case .value, .password, nil: self.writer.copy(value, from: self.document)
        }
    }

    /// Writes the objects there are, one or an array of them, and copies what is none.
    private mutating func writeEach(in value: JSONNode, _ write: (inout Flattening, JSONNode) -> Void) {
        switch self.document.kind(value) {
        case .array:
            self.writer.beginArray()
            for element in self.document.elements(value) { self.writeEach(in: element, write) }
            self.writer.endArray()
        case .object: write(&self, value)
        case .string, .number, .bool, .null: self.writer.copy(value, from: self.document)
        }
    }
}
