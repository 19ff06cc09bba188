package import JSONText

/// What a client's command is answered with, as the plugin answers it: `{success: true, …}` or `{success: false, error}`.
///
/// Source: DESIGN section 3, "the plugin's client events".
package enum ClientAnswer: Equatable, Sendable {
    case done
    case room(ExactString)
    case rooms([ExactString])
    case entity(type: ExactString, id: ExactString)
    case subscriptions([Subscription])
    case refused(String)

    /// The one argument of the acknowledgement.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        writer.key("success")
        if case .refused(let error) = self {
            writer.bool(false)
            writer.key("error")
            writer.string(error)
        } else {
            writer.bool(true)
            self.writeDetails(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    private func writeDetails(to writer: inout JSONWriter) {
        switch self {
        case .done, .refused:
            break
        case .room(let name):
            writer.key("room")
            writer.string(name.string)
        case .rooms(let names):
            writer.key("rooms")
            writer.beginArray()
            for name in names { writer.string(name.string) }
            writer.endArray()
        case .entity(let type, let id):
            Self.write(type: type, id: id, to: &writer)
        case .subscriptions(let subscriptions):
            writer.key("subscriptions")
            writer.beginArray()
            for subscription in subscriptions { Self.write(subscription, to: &writer) }
            writer.endArray()
        }
    }

    private static func write(_ subscription: Subscription, to writer: inout JSONWriter) {
        switch subscription {
        case .events(let pattern):
            writer.string(pattern.string)
        case .entity(let type, let id):
            writer.beginObject()
            Self.write(type: type, id: id, to: &writer)
            writer.endObject()
        }
    }

    private static func write(type: ExactString, id: ExactString, to writer: inout JSONWriter) {
        writer.key("room")
        writer.string("\(type):\(id)")
        writer.key("uid")
        writer.string(type.string)
        writer.key("id")
        if let number = Int(id.string), String(number) == id.string {
            writer.integer(number)
        } else {
            writer.string(id.string)
        }
    }
}
