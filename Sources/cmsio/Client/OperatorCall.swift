import ContentEvents
import Foundation
import JSONText

/// What an operator asks of a server: an event of the operator namespace, answered by an acknowledgement.
enum OperatorCall: Sendable {
    case emit(type: String, action: String, data: [UInt8])
    case raw(event: String, data: [UInt8]?, rooms: [String], except: [String])
    case perms(RightsCommand)
    case mint(user: String, expiresIn: Duration)
    /// From then on the server sends what the operator, or somebody else, gets.
    case watch(as: String?)
    case console(ConsoleCall)

    /// The name of the event.
    var name: ExactString {
        switch self {
        case .emit: "emit"
        case .raw: "raw"
        case .perms: "perms"
        case .mint: "mint"
        case .watch: "watch"
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
        case .emit(let type, let action, let data):
            head.object([("type", type), ("action", action)])
            return [head.bytes, data]
        case .raw(let event, let data, let rooms, let except):
            head.beginObject()
            head.member("event", event)
            head.member("rooms", rooms)
            head.member("except", except)
            head.endObject()
            return [head.bytes] + (data.map { [$0] } ?? [])
        case .mint(let user, let expiresIn):
            head.beginObject()
            head.member("user", user)
            head.key("expiresIn")
            head.integer(Int(expiresIn.wholeSeconds))
            head.endObject()
            return [head.bytes]
        case .watch(let audience):
            head.object(audience.map { [("as", $0)] } ?? [])
            return [head.bytes]
        case .console(let call):
            return [call.request]
        }
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
