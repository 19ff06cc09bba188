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

    /// Packets for a poll.
    static func payload(_ messages: [OutgoingMessage]) -> HTTPResponse {
        var body = messages.first?.text ?? ByteBuffer()
        if messages.count > 1 {
            body = ByteBuffer()
            body.reserveCapacity(messages.reduce(0) { $0 + $1.text.readableBytes + 1 })
            for (index, message) in messages.enumerated() {
                if index > 0 { body.writeInteger(EnginePayload.separator) }
                body.writeImmutableBuffer(message.text)
            }
        }
        return HTTPResponse(
            status: 200,
            headers: [("Content-Type", "text/plain; charset=UTF-8"), ("Cache-Control", "no-store")],
            body: body
        )
    }

    /// The packets of a POST were processed.
    static let ok = HTTPResponse(
        status: 200,
        headers: [("Content-Type", "text/html"), ("Cache-Control", "no-store")],
        body: ByteBuffer(string: "ok")
    )

    static func empty(status: Int) -> HTTPResponse { HTTPResponse(status: status) }

    static func refusal(_ refusal: EngineRefusal) -> HTTPResponse {
        HTTPResponse(
            status: refusal.status,
            headers: [("Content-Type", "application/json")],
            body: ByteBuffer(string: refusal.json)
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
    static func switchingProtocols(accept: String) -> HTTPResponse {
        HTTPResponse(
            status: 101,
            headers: [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)]
        )
    }

    /// A refused upgrade: the message alone, as the reference server sends it; only a forbidden origin keeps its status
    /// and JSON.
    static func upgradeRefusal(_ refusal: EngineRefusal) -> HTTPResponse {
        guard refusal != .forbidden else {
            var response = HTTPResponse.refusal(refusal)
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

    /// Any request with OPTIONS of a page that may connect.
    ///
    /// Source: Fetch standard, "CORS-preflight request"; expressjs/cors for the values.
    static func preflight(requestedHeaders: String?) -> HTTPResponse {
        var headers = [
            (name: "Access-Control-Allow-Methods", value: "GET,HEAD,PUT,PATCH,POST,DELETE"),
            (name: "Vary", value: "Access-Control-Request-Headers"),
        ]
        if let requestedHeaders { headers.append(("Access-Control-Allow-Headers", requestedHeaders)) }
        return HTTPResponse(status: 204, headers: headers)
    }
}

extension HTTPResponse {
    /// The status line and header fields as they go out, up to and with the empty line.
    ///
    /// Fields with control characters are left out: they would end their line early.
    func head(extra: [(name: String, value: String)], keepsAlive: Bool, isHTTP10: Bool) -> ByteBuffer {
        var head = ByteBuffer()
        head.reserveCapacity(256)
        head.writeString("HTTP/1.1 \(self.status) \(Self.reason(self.status))\r\n")
        for (name, value) in self.headers + extra where Self.isPlain(name) && Self.isPlain(value) {
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

    /// The head of a response that needs nothing from its connection.
    var wholeHead: ByteBuffer { self.head(extra: [], keepsAlive: true, isHTTP10: false) }

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
