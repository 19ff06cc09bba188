import JSONText

struct JSONTextParse: JSONJob {
    let library = "JSONText"
    let job = "parse"

    func run(_ document: [UInt8]) throws -> Int {
        let document = try JSONDocument(parsing: document)
        return document.count(document.root)
    }
}

/// Walks every member and copies what stays, as the sanitizer does.
struct JSONTextView: JSONJob {
    let library = "JSONText"
    let job = "parse, drop, wrap"

    private let names = JSONNameTable((KnownFields.dropped + KnownFields.kept).map { ExactString($0) })
    private let firstKept = KnownFields.dropped.count

    func run(_ document: [UInt8]) throws -> Int {
        let document = try JSONDocument(parsing: document)
        var writer = JSONWriter(capacity: document.bytes.count + 32)
        writer.beginObject()
        writer.key("data")
        self.write(document.root, of: document, to: &writer)
        writer.key("meta")
        writer.beginObject()
        writer.endObject()
        writer.endObject()
        return writer.bytes.count
    }

    private func write(_ node: JSONNode, of document: JSONDocument, to writer: inout JSONWriter) {
        switch document.kind(node) {
        case .object:
            writer.beginObject()
            for member in document.members(node) {
                if let name = self.names.index(of: member.key, in: document), name < self.firstKept { continue }
                switch document.kind(member.value) {
                case .object, .array:
                    writer.copyKey(member.key, from: document)
                    self.write(member.value, of: document, to: &writer)
                case .string, .number, .bool, .null:
                    writer.copy(member, from: document)
                }
            }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in document.elements(node) { self.write(element, of: document, to: &writer) }
            writer.endArray()
        case .string, .number, .bool, .null:
            writer.copy(node, from: document)
        }
    }
}
