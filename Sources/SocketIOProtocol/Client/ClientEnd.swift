/// Why a connection of a client ended, or an attempt to connect failed.
package enum ClientEnd: Hashable, Sendable {
    /// Nobody answered.
    case unreachable(String)
    /// Something answered that is no Socket.IO server, or will not serve this client.
    case notServed(String)
    /// What answered did not begin as an Engine.IO 4 server does.
    case noHandshake(String)
    case closed(code: UInt16?, reason: String)
    /// No ping came in time.
    case silent
    case protocolError(String)
    /// The connection broke under the session.
    case broken(String)
}
