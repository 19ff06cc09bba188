public import JSONText

/// What is known of a client from its first request and its CONNECT.
public struct SocketIOHandshake: Sendable {
    /// The request that opened the connection, shared by its sockets.
    let request: EngineIORequest

    /// The object that the client sent with its CONNECT, or `nil` for none, which means `{}`. None either after
    /// ``SocketIOSocket/forgetAuth()``.
    public internal(set) var auth: JSONDocument?

    /// The header fields of the request that opened the connection.
    public var headers: SocketIOHeaders { self.request.headers }
    /// The names and values in that request's query, decoded.
    public var query: [(name: ExactString, value: ExactString)] { self.request.query }
    /// That request's path and query, as sent.
    public var url: String { self.request.url }
    /// The peer's IP address; a proxy's own when there is one.
    public var address: String { self.request.address }
    /// When the connection was opened, in milliseconds since 1970.
    public var issued: Int64 { self.request.issued }
}
