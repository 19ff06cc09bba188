public import JSONText
import SocketIOProtocol

extension SocketIOClient {
    /// What a client may be told; the defaults are those of the reference client where that has one.
    ///
    /// What makes no sense is refused by ``SocketIOClient/connect()``, not here.
    public struct Configuration: Sendable {
        /// The server, as `http://host:port`; the port is 80 when there is none. TLS is not supported.
        public var url: String
        /// Where the server serves Socket.IO: `/socket.io` asks for `/socket.io/`.
        public var path = "/socket.io"
        /// The namespace to join, such as `/operator`.
        public var namespace: ExactString = "/"
        /// What the server's middleware gets. It often holds a secret: it is sent, and never logged.
        public var auth: Auth?
        /// The transports that may be used, the first one first.
        ///
        /// A transport that is answered by something that does not serve it gives the next one its turn. After polling
        /// was first, a connection moves to WebSocket when that is among them and the server offers it.
        public var transports: [Transport] = [.polling, .websocket]
        /// Header fields of every HTTP request, beside those that it needs itself.
        public var headers = SocketIOHeaders()
        /// What is kept of events that are emitted while the client is away; `nil` refuses them with
        /// ``SocketIOClientError/notConnected``.
        public var sendBuffer: SendBuffer? = SendBuffer()
        /// How to come back after a connection was lost; `nil` for never.
        public var reconnection: Reconnection? = Reconnection()
        /// How long an attempt may take, from the look-up of the host to the server's acceptance.
        public var connectTimeout = Duration.seconds(10)
        /// How long ``SocketIOClient/disconnect()`` waits for the server's goodbye before it closes the connection.
        public var farewellTimeout = Duration.seconds(1)
        /// The most bytes of one message of the server; one with more ends the connection.
        public var maxMessageBytes = 16 << 20
        /// How many elements of ``SocketIOClient/events`` may wait for their reader. When more come, the oldest are dropped.
        public var maxWaitingEvents = 10_000
        /// How many bytes of events may wait for their reader, by the same rule.
        public var maxWaitingBytes = 64 << 20

        public init(url: String) {
            self.url = url
        }
    }

    /// A way to the server.
    public enum Transport: String, Hashable, Sendable, CaseIterable {
        /// HTTP requests, of which one waits for what the server has to say.
        case polling
        case websocket

        init(_ engine: EngineTransport) {
            switch engine {
            case .polling: self = .polling
            case .websocket: self = .websocket
            }
        }

        var engine: EngineTransport {
            switch self {
            case .polling: .polling
            case .websocket: .websocket
            }
        }
    }

    /// A JSON object for the server's middleware, the `auth` of its handshake.
    public enum Auth: Sendable {
        case json([UInt8])
        /// Asked anew for each attempt to join a namespace, for tokens that expire. What it throws ends the client:
        /// to wait for better times, wait in the closure. It is cancelled when nobody wants its answer any more.
        case each(@Sendable () async throws -> [UInt8])
    }

    /// The bounds of what waits for the next connection; a full buffer refuses more.
    public struct SendBuffer: Hashable, Sendable {
        public var maxCount = 1000
        public var maxBytes = 16 << 20

        public init() {}
    }

    /// The waits between attempts to reconnect: longer each time, and never quite the same.
    public struct Reconnection: Hashable, Sendable {
        /// The first wait, before jitter.
        public var minimumDelay = Duration.seconds(1)
        /// The longest wait.
        public var maximumDelay = Duration.seconds(5)
        /// By what a wait is longer than the one before.
        public var factor = 2.0
        /// The part of a wait, from 0 to 1, by which it may be shorter or longer, so that the clients of a server that
        /// was restarted do not all come back at once.
        public var jitter = 0.5
        /// After how many failed attempts in a row to give up; `nil` for never.
        public var maxAttempts: Int?

        public init() {}
    }
}

extension SocketIOClient.Reconnection {
    var backoff: ReconnectBackoff {
        ReconnectBackoff(
            minimum: self.minimumDelay,
            maximum: self.maximumDelay,
            factor: self.factor,
            jitter: self.jitter
        )
    }
}

extension SocketIOClient.Configuration {
    /// The server, after everything else was checked.
    ///
    /// - Throws: ``SocketIOClientError/invalidURL(_:problem:)`` and ``SocketIOClientError/invalidConfiguration(_:)``.
    func checkedAddress() throws(SocketIOClientError) -> ClientAddress {
        guard self.path.utf8.first == UInt8(ascii: "/"),
            self.path.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"?#".utf8.contains($0) })
        else { throw .invalidConfiguration("the path must begin with '/' and hold no spaces, '?' or '#'") }
        guard !self.transports.isEmpty, Set(self.transports).count == self.transports.count else {
            throw .invalidConfiguration("the transports must be polling, websocket or both, each once")
        }
        for (name, value) in self.headers where !Self.mayStand(name: name, value: value) {
            throw .invalidConfiguration("a header has a name or value that HTTP does not allow")
        }
        do {
            return try ClientAddress(url: self.url)
        } catch .hasCredentials {
            throw .invalidURL(nil, problem: "\(ClientAddressError.hasCredentials)")
        } catch {
            throw .invalidURL(self.url, problem: "\(error)")
        }
    }

    /// Source: RFC 9110, section 5.1 "Field Names" and section 5.5 "Field Values".
    private static func mayStand(name: String, value: String) -> Bool {
        let isToken = { (byte: UInt8) in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
        return !name.isEmpty && name.utf8.allSatisfy(isToken)
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    /// The path and query of a request.
    ///
    /// - Parameter sid: The session's id, if there is one yet.
    func requestTarget(_ transport: EngineTransport, sid: ExactString?) -> String {
        let path = self.path.hasSuffix("/") ? self.path : self.path + "/"
        let session = sid.map { "&sid=" + Self.percentEncoded($0) } ?? ""
        return path + "?EIO=4&transport=\(transport.rawValue)" + session
    }

    /// Source: RFC 3986, section 2.3 "Unreserved Characters".
    private static func percentEncoded(_ text: ExactString) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

extension SocketIOClient {
    /// - Throws: ``SocketIOClientError/invalidConfiguration(_:)``.
    static func check(namespace: ExactString) throws(SocketIOClientError) {
        guard namespace.utf8.first == UInt8(ascii: "/"), !namespace.utf8.contains(UInt8(ascii: ",")) else {
            throw .invalidConfiguration("the namespace must begin with '/' and hold no comma")
        }
    }

    /// - Throws: ``SocketIOClientError/invalidConfiguration(_:)``, which does not repeat the text: it may be a secret.
    static func check(auth: [UInt8]) throws(SocketIOClientError) {
        guard let document = try? JSONDocument(parsing: auth), document.kind(document.root) == .object else {
            throw .invalidConfiguration("the auth must be a JSON object")
        }
    }
}
