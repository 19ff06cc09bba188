package import ContentEvents
import Foundation
import JSONText

// A view is no string in the JSON of a preview but stands there as it is, byte for byte, which no encoder can do.
extension Preview {
    /// `{event, fromSchema, sockets?, audiences: […], views: [{audiences, view?, dropped, fields?}]}`.
    ///
    /// - Parameter diffs: Lines to add as `diff` to each view.
    package func json(diffs: [[String]] = []) throws -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("event")
        writer.string(self.event)
        writer.key("fromSchema")
        writer.bool(self.isFromSchema)
        if let sockets {
            writer.key("sockets")
            writer.integer(sockets)
        }
        writer.key("audiences")
        writer.raw(try OperatorAnswer.json(self.audiences))
        writer.key("views")
        writer.beginArray()
        for (number, view) in self.views.enumerated() {
            try view.write(diff: diffs.indices.contains(number) ? diffs[number] : nil, to: &writer)
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// - Throws: `DecodingError` or `JSONError` for what ``json(diffs:)`` did not write.
    package init(json: [UInt8]) throws {
        let document = try JSONDocument(parsing: json)
        let head = try JSONDecoder().decode(Head.self, from: Data(json))
        let views = document.value("views", in: document.root).map { Array(document.elements($0)) } ?? []
        self.init(
            event: head.event,
            isFromSchema: head.fromSchema,
            sockets: head.sockets,
            audiences: head.audiences,
            views: zip(head.views, views).map { view, node in
                ViewPreview(
                    audiences: view.audiences,
                    argument: document.value("view", in: node).map(document.text),
                    dropped: view.dropped,
                    fields: view.fields ?? []
                )
            }
        )
    }

    /// All but the views themselves.
    private struct Head: Decodable {
        struct View: Decodable {
            let audiences: [String]
            let dropped: [DroppedReceipt]
            let fields: [FieldPreview]?
        }

        let event: String
        let fromSchema: Bool
        let sockets: Int?
        let audiences: [AudiencePreview]
        let views: [View]
    }
}

extension ViewPreview {
    fileprivate func write(diff: [String]?, to writer: inout JSONWriter) throws {
        writer.beginObject()
        writer.key("audiences")
        writer.raw(try OperatorAnswer.json(self.audiences))
        if let argument {
            writer.key("view")
            writer.raw(argument)
        }
        writer.key("dropped")
        writer.raw(try OperatorAnswer.json(self.dropped))
        if !self.fields.isEmpty {
            writer.key("fields")
            writer.raw(try OperatorAnswer.json(self.fields))
        }
        if let diff {
            writer.key("diff")
            writer.raw(try OperatorAnswer.json(diff))
        }
        writer.endObject()
    }
}
