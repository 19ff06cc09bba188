import JSONText
package import SocketIONIO

/// The events that the server itself sends to clients of `/`.
package enum ClientEvent {
    /// Says why a socket is sent away, just before it is: `auth:ended`, `{code, message}`.
    package static func ended(_ refusal: AuthenticationRefusal) -> SocketIOEvent {
        self.ended(code: refusal.rawValue, message: refusal.message)
    }

    /// The same with a code and a sentence of an operator's.
    package static func ended(code: String, message: String) -> SocketIOEvent {
        var writer = JSONWriter(capacity: 96)
        writer.beginObject()
        writer.key("code")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        writer.endObject()
        return SocketIOEvent("auth:ended", arguments: [writer.bytes])
    }
}
