import ContentEvents
import JSONText
import SocketIONIO

/// What an operator that watches learns of an event besides its view: `{event, id, offset, at, audiences?}`.
struct WatchedEvent {
    private let details: [UInt8]

    /// - Parameter audiences: Who gets the event; nil for an operator that watches as one of them.
    init(_ event: OutgoingEvent, audiences: [ExactString]? = nil) {
        self.init(name: event.name, id: event.id, offset: event.offset, at: event.at, audiences: audiences)
    }

    init(_ event: OutgoingRawEvent) {
        self.init(name: event.view.name, id: event.id, offset: event.offset, at: event.at, audiences: nil)
    }

    private init(name: ExactString, id: String, offset: Int, at: Int64, audiences: [ExactString]?) {
        var writer = JSONWriter(capacity: 160)
        writer.beginObject()
        writer.key("event")
        writer.string(name.string)
        writer.key("id")
        writer.string(id)
        writer.key("offset")
        writer.integer(offset)
        writer.key("at")
        writer.integer(Int(at))
        if let audiences {
            writer.key("audiences")
            writer.beginArray()
            for audience in audiences { writer.string(audience.string) }
            writer.endArray()
        }
        writer.endObject()
        self.details = writer.bytes
    }

    func packet(with view: EncodedView) -> SocketIOEvent {
        SocketIOEvent("event", arguments: [self.details, view.argument])
    }
}
