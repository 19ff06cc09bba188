public import JSONText

/// What is known of an HTTP request for Engine.IO: one that opens a connection, or is refused.
public final class EngineIORequest: Sendable {
    /// The header fields.
    public let headers: SocketIOHeaders
    /// The path and query, as sent.
    public let url: String
    /// The peer's IP address; a proxy's own when there is one.
    public let address: String
    /// When the request came, in milliseconds since 1970.
    public let issued: Int64

    init(headers: SocketIOHeaders, url: String, address: String, issued: Int64) {
        self.headers = headers
        self.url = url
        self.address = address
        self.issued = issued
    }

    /// The names and values in the query, decoded.
    public var query: [(name: ExactString, value: ExactString)] { RequestTarget(self.url).query }
}
