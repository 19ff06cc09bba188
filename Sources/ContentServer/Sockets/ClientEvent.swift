import JSONText
package import SocketIONIO

/// The events that the server itself sends to clients of `/`.
package enum ClientEvent {
    /// Says why a socket is sent away, just before it is: `auth:ended`, `{code, message}`.
    package static func ended(_ refusal: AuthenticationRefusal) -> SocketIOEvent {
        var writer = JSONWriter(capacity: 96)
        writer.beginObject()
        writer.key("code")
        writer.string(refusal.rawValue)
        writer.key("message")
        writer.string(refusal.message)
        writer.endObject()
        return SocketIOEvent("auth:ended", arguments: [writer.bytes])
    }
}
