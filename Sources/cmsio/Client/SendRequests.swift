import JSONText

/// A content event that an operator asks to send.
package struct EmitRequest: Sendable, Equatable {
    let type: String
    let action: String
    /// A JSON text.
    let data: [UInt8]
    let idempotencyKey: String?

    package init(type: String, action: String, data: [UInt8], idempotencyKey: String? = nil) {
        self.type = type
        self.action = action
        self.data = data
        self.idempotencyKey = idempotencyKey
    }

    /// The arguments of the operator's event, a JSON text each.
    var arguments: [[UInt8]] {
        var head = JSONWriter()
        head.beginObject()
        head.member("type", self.type)
        head.member("action", self.action)
        if let key = self.idempotencyKey { head.member("idempotencyKey", key) }
        head.endObject()
        return [head.bytes, self.data]
    }
}

/// An event that an operator asks to send as it is.
struct RawRequest: Sendable {
    let event: String
    /// A JSON text; nil for none.
    let data: [UInt8]?
    /// Empty for everyone.
    let rooms: [String]
    let except: [String]
    let idempotencyKey: String?

    /// The id of the one socket that it is for.
    var socket: String? {
        let prefix = "socket:"
        return self.rooms.count == 1 && self.rooms[0].hasPrefix(prefix)
            ? String(self.rooms[0].dropFirst(prefix.count)) : nil
    }

    /// The arguments of the operator's event, a JSON text each.
    var arguments: [[UInt8]] {
        var head = JSONWriter()
        head.beginObject()
        head.member("event", self.event)
        head.member("rooms", self.rooms)
        head.member("except", self.except)
        if let key = self.idempotencyKey { head.member("idempotencyKey", key) }
        head.endObject()
        return [head.bytes] + (self.data.map { [$0] } ?? [])
    }
}
