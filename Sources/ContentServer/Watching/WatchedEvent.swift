import ContentEvents
import JSONText
import SocketIONIO

/// What an operator that watches learns of an event besides its view: `{event, type, action, ids, id, offset, at}`, for
/// raw events without `type`, `action` and `ids`, and `audiences` or `denied` behind.
///
/// `type` is the uid, and `ids` has each `documentId` and `id` of the data as text.
struct WatchedEvent {
    private let head: JSONWriter

    init(_ event: OutgoingEvent) {
        self.head = Self.head(event.name, content: event, id: event.id, offset: event.offset, at: event.at)
    }

    init(_ event: OutgoingRawEvent) {
        self.head = Self.head(event.view.name, content: nil, id: event.id, offset: event.offset, at: event.at)
    }

    /// With its view.
    func arguments(_ view: EncodedView) -> [[UInt8]] { [self.ended { _ in }, view.argument] }

    /// With its view, and who gets the event.
    func arguments(_ view: EncodedView, audiences: [ExactString]) -> [[UInt8]] {
        let details = self.ended { writer in
            writer.key("audiences")
            writer.beginArray()
            for audience in audiences { writer.string(audience.string) }
            writer.endArray()
        }
        return [details, view.argument]
    }

    /// Without a view, and why.
    func arguments(_ denial: Denial, of audience: ExactString) -> [[UInt8]] {
        let details = self.ended { writer in
            writer.key("denied")
            writer.beginObject()
            for (key, value) in [
                ("audience", audience.string), ("rule", denial.rule.rawValue), ("reason", denial.reason),
            ] {
                writer.key(key)
                writer.string(value)
            }
            writer.endObject()
        }
        return [details]
    }

    private static func head(
        _ name: ExactString,
        content: OutgoingEvent?,
        id: String,
        offset: Int,
        at: Int64
    ) -> JSONWriter {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("event")
        writer.string(name.string)
        if let content {
            writer.key("type")
            writer.string(content.uid.string)
            writer.key("action")
            writer.string(content.action.string)
            writer.key("ids")
            writer.beginArray()
            for id in content.entityIDs { writer.string(id.string) }
            writer.endArray()
        }
        writer.key("id")
        writer.string(id)
        writer.key("offset")
        writer.integer(offset)
        writer.key("at")
        writer.integer(Int(at))
        return writer
    }

    private func ended(_ more: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = self.head
        more(&writer)
        writer.endObject()
        return writer.bytes
    }
}
