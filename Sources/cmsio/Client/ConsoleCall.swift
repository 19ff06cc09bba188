import JSONText

/// What the console asks of a server beside what commands do.
enum ConsoleCall: Sendable {
    case status
    case sockets(room: String?, audience: String?, limit: Int)
    case rooms(limit: Int)
    case join(room: String, ChosenSockets)
    case leave(room: String, ChosenSockets)
    case sendAway(ChosenSockets, code: String?, message: String?)
    /// - type: The content type whose fields are wanted.
    case names(type: String?)

    /// The name of the event.
    var name: ExactString {
        switch self {
        case .status: "status"
        case .sockets: "sockets"
        case .rooms: "rooms"
        case .join: "join"
        case .leave: "leave"
        case .sendAway: "send-away"
        case .names: "names"
        }
    }

    /// Its one argument.
    var request: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .status:
            break
        case .sockets(let room, let audience, let limit):
            writer.member("room", room)
            writer.member("audience", audience)
            writer.key("limit")
            writer.integer(limit)
        case .rooms(let limit):
            writer.key("limit")
            writer.integer(limit)
        case .join(let room, let sockets), .leave(let room, let sockets):
            writer.member("room", room)
            sockets.write(to: &writer)
        case .sendAway(let sockets, let code, let message):
            sockets.write(to: &writer)
            writer.member("code", code)
            writer.member("message", message)
        case .names(let type):
            writer.member("type", type)
        }
        writer.endObject()
        return writer.bytes
    }
}

/// Which sockets are meant.
enum ChosenSockets: Sendable {
    case ids([String])
    case room(String)
    case audience(String)

    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .ids(let ids): writer.member("sockets", ids)
        case .room(let name): writer.member("room", name)
        case .audience(let label): writer.member("audience", label)
        }
    }
}

extension JSONWriter {
    /// Writes a string, unless it is nil.
    fileprivate mutating func member(_ key: String, _ value: String?) {
        guard let value else { return }
        self.key(key)
        self.string(value)
    }
}
