public import JSONText

/// What is known of an HTTP request for Engine.IO: one that opens a connection, or is refused.
public final class EngineIORequest: Sendable {
    private let fields: PackedFields
    /// The path and query, as sent.
    public let url: String
    /// The peer's IP address; a proxy's own when there is one.
    public let address: String
    /// When the request came, in milliseconds since 1970.
    public let issued: Int64

    /// - Parameter neighbour: Another request, with which it shares what is the same.
    init(
        headers: SocketIOHeaders,
        url: String,
        address: String,
        issued: Int64,
        sharingWith neighbour: EngineIORequest?
    ) {
        self.fields = PackedFields(headers)
        self.url = neighbour.map { $0.url == url ? $0.url : url } ?? url
        self.address = neighbour.map { $0.address == address ? $0.address : address } ?? address
        self.issued = issued
    }

    /// The header fields.
    public var headers: SocketIOHeaders { self.fields.headers }

    /// The names and values in the query, decoded.
    public var query: [(name: ExactString, value: ExactString)] { RequestTarget(self.url).query }
}

/// Header fields in one piece of memory: a connection keeps them as long as it lives, and hardly anybody asks for them.
private struct PackedFields: Sendable {
    /// Names and values in turn, each ended by a line feed, which neither can contain.
    private let text: String

    init(_ headers: SocketIOHeaders) {
        var text = ""
        text.reserveCapacity(headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 2 })
        for (name, value) in headers {
            text += name
            text += "\n"
            text += value
            text += "\n"
        }
        self.text = text
    }

    var headers: SocketIOHeaders {
        var headers = SocketIOHeaders()
        var parts = self.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).makeIterator()
        while let name = parts.next(), let value = parts.next() {
            headers.add(String(Substring(name)), String(Substring(value)))
        }
        return headers
    }
}
