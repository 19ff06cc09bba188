import ContentEvents
import Foundation
import JSONText

/// What an operator asks of a server: an event of the operator namespace, answered by an acknowledgement.
enum OperatorCall: Sendable {
    case emit(EmitRequest)
    /// An emit that is refused if an earlier one of this kind was refused on the same connection.
    case emitNext(EmitRequest)
    case raw(RawRequest)
    case preview(PreviewQuestion)
    case perms(RightsCommand)
    /// Who would receive an event, with the sockets of each.
    case who(type: String, action: String)
    case mint(user: String, expiresIn: Duration)
    /// From then on the server sends what is watched.
    case watch(ListenerIdentity.Watched)
    /// What was before an offset of what is watched; nil for the newest.
    case recent(ListenerIdentity.Watched, before: Int?)
    case console(ConsoleCall)

    /// The name of the event.
    var name: ExactString {
        switch self {
        case .emit: "emit"
        case .emitNext: "emit-next"
        case .raw: "raw"
        case .preview: "preview"
        case .perms: "perms"
        case .who: "who"
        case .mint: "mint"
        case .watch: "watch"
        case .recent: "recent"
        case .console(let call): call.name
        }
    }

    /// What opens the operator namespace.
    static func auth(key: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object([("key", key)])
        return writer.bytes
    }

    /// Its arguments, a JSON text each.
    func arguments() throws -> [[UInt8]] {
        var head = JSONWriter()
        switch self {
        case .perms(let command):
            return [[UInt8](try JSONEncoder().encode(command))]
        case .who(let type, let action):
            head.object([("type", type), ("action", action)])
            return [head.bytes]
        case .emit(let request), .emitNext(let request):
            return request.arguments
        case .raw(let request):
            return request.arguments
        case .preview(let question):
            return question.arguments
        case .mint(let user, let expiresIn):
            head.beginObject()
            head.member("user", user)
            head.key("expiresIn")
            head.integer(Int(expiresIn.wholeSeconds))
            head.endObject()
            return [head.bytes]
        case .watch(let watched): return [Self.head(watched, before: nil)]
        case .recent(let watched, let before): return [Self.head(watched, before: before)]
        case .console(let call): return [call.request]
        }
    }
}

extension OperatorCall {
    private static func head(_ watched: ListenerIdentity.Watched, before: Int?) -> [UInt8] {
        var head = JSONWriter()
        head.beginObject()
        if let audience = watched.audience { head.member("as", audience) }
        if watched.isDenied {
            head.key("denied")
            head.bool(true)
        }
        if let before {
            head.key("before")
            head.integer(before)
        }
        head.endObject()
        return head.bytes
    }
}

extension JSONWriter {
    /// Writes an object whose values are strings.
    mutating func object(_ members: [(key: String, value: String)]) {
        self.beginObject()
        for member in members { self.member(member.key, member.value) }
        self.endObject()
    }

    mutating func member(_ key: String, _ value: String) {
        self.key(key)
        self.string(value)
    }

    /// Writes an array of strings, unless it is empty.
    mutating func member(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        self.key(key)
        self.beginArray()
        for value in values { self.string(value) }
        self.endArray()
    }
}
