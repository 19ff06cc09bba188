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
        /// A JSON object for the server's middleware. It often holds a secret: it is sent, and never logged.
        public var auth: [UInt8]?
        /// Header fields of the WebSocket's HTTP request, beside those that it needs itself.
        public var headers = SocketIOHeaders()
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
        guard self.namespace.utf8.first == UInt8(ascii: "/"), !self.namespace.utf8.contains(UInt8(ascii: ",")) else {
            throw .invalidConfiguration("the namespace must begin with '/' and hold no comma")
        }
        if let auth = self.auth {
            guard let document = try? JSONDocument(parsing: auth), document.kind(document.root) == .object else {
                // What is wrong with it is not told: it may be a secret.
                throw .invalidConfiguration("the auth must be a JSON object")
            }
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

    /// The path and query of the request that opens the WebSocket.
    var requestTarget: String {
        (self.path.hasSuffix("/") ? self.path : self.path + "/") + "?EIO=4&transport=websocket"
    }
}
