import NIOCore
import NIOHTTP1
import SocketIOProtocol

/// A response before it is written; the connection adds its own fields and those of CORS.
struct HTTPResponse: Sendable {
    let status: Int
    var headers: [(name: String, value: String)] = []
    var body = ByteBuffer()
    /// Whether the connection is closed after it, whatever the client would like.
    var isLast = false
    /// Whether and how its body may be compressed.
    var compression = Compression.none

    enum Compression {
        case none
        /// For this response alone.
        case ofBody
        /// The body is this message and nothing else, which all its receivers share.
        case shared(OutgoingMessage)
    }

    /// The packets of a POST were processed.
    static let ok = HTTPResponse(
        status: 200,
        headers: [("Content-Type", "text/html"), ("Cache-Control", "no-store")],
        body: ByteBuffer(string: "ok")
    )

    static func empty(status: Int) -> HTTPResponse { HTTPResponse(status: status) }

    /// - Parameter message: Said instead of the refusal's own.
    static func refusal(_ refusal: EngineRefusal, saying message: String? = nil) -> HTTPResponse {
        HTTPResponse(
            status: refusal.status,
            headers: [("Content-Type", "application/json")],
            body: ByteBuffer(string: refusal.json(saying: message))
        )
    }

    /// The server has as many connections as it may.
    static let serverIsFull = HTTPResponse(
        status: 503,
        headers: [("Content-Type", "application/json"), ("Retry-After", "5")],
        body: ByteBuffer(string: #"{"code":4,"message":"Server is full"}"#)
    )

    /// The connection becomes a WebSocket.
    ///
    /// Source: RFC 6455, section 4.2.2.
    static func switchingProtocols(accept: String, deflates: Bool) -> HTTPResponse {
        var headers = [
            (name: "Upgrade", value: "websocket"), (name: "Connection", value: "Upgrade"),
            (name: "Sec-WebSocket-Accept", value: accept),
        ]
        if deflates { headers.append(("Sec-WebSocket-Extensions", PerMessageDeflate.answer)) }
        return HTTPResponse(status: 101, headers: headers)
    }

    /// A refused upgrade: the message alone, as the reference server sends it; only who is forbidden gets the same
    /// status and JSON as by polling.
    static func upgradeRefusal(_ refusal: EngineRefusal, saying message: String? = nil) -> HTTPResponse {
        guard refusal != .forbidden else {
            var response = HTTPResponse.refusal(refusal, saying: message)
            response.isLast = true
            return response
        }
        return HTTPResponse(
            status: 400,
            headers: [("Content-Type", "text/html")],
            body: ByteBuffer(string: refusal.message),
            isLast: true
        )
    }
}

extension HTTPResponse {
    /// The status line and header fields as they go out, up to and with the empty line.
    ///
    /// Fields with control characters are left out: they would end their line early.
    func head(keepsAlive: Bool, isHTTP10: Bool) -> ByteBuffer {
        var head = ByteBuffer()
        head.reserveCapacity(256)
        head.writeString("HTTP/1.1 \(self.status) \(Self.reason(self.status))\r\n")
        for (name, value) in self.headers where Self.isPlain(name) && Self.isPlain(value) {
            head.writeString(name)
            head.writeString(": ")
            head.writeString(value)
            head.writeString("\r\n")
        }
        if self.status != 101 {
            head.writeString("Content-Length: \(self.body.readableBytes)\r\n")
            if !keepsAlive {
                head.writeString("Connection: close\r\n")
            } else if isHTTP10 {
                head.writeString("Connection: keep-alive\r\n")
            }
        }
        head.writeString("\r\n")
        return head
    }

    /// Compresses the body for a client that likes that, when it is long enough.
    ///
    /// - Parameter request: The fields of the request.
    mutating func compress(from threshold: Int?, for request: SocketIOHeaders) {
        if case .none = self.compression { return }
        guard let threshold, self.body.readableBytes >= threshold,
            let coding = ContentCoding.preferred(request.values("Accept-Encoding"), among: [.gzip, .deflate]),
            let body = self.compressedBody(coding == .gzip ? .gzip : .zlib)
        else { return }
        self.body = body
        self.headers.append(("Content-Encoding", coding.rawValue))
    }

    private func compressedBody(_ format: Zlib.Format) -> ByteBuffer? {
        switch self.compression {
        case .none: nil
        case .ofBody: Zlib.compress(self.body.readableBytesView, as: format).map { ByteBuffer(bytes: $0) }
        case .shared(let message): message.compressedText(format)
        }
    }

    /// The head of a response that needs nothing from its connection.
    var wholeHead: ByteBuffer { self.head(keepsAlive: true, isHTTP10: false) }

    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }

    private static func reason(_ status: Int) -> String {
        HTTPResponseStatus(statusCode: status).reasonPhrase
    }
}

extension SocketIOHTTPResponse {
    /// Without the fields that are the connection's business.
    var response: HTTPResponse {
        let ours = ["Content-Length", "Connection", "Transfer-Encoding"]
        return HTTPResponse(
            status: (200...599).contains(self.status) ? self.status : 500,
            headers: self.headers.filter { field in !ours.contains { $0.equalsIgnoringCase(field.name) } },
            body: ByteBuffer(bytes: self.body)
        )
    }
}
