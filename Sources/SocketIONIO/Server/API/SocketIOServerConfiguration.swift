/// What a server may be told; every value has the default of the reference server where that has one.
public struct SocketIOServerConfiguration: Sendable {
    /// A way to carry packets.
    public enum Transport: String, Sendable, CaseIterable {
        /// HTTP long-polling.
        case polling
        /// A WebSocket.
        case websocket
    }

    /// The address to listen on: a name or an IP address.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 1338
    /// Where Socket.IO is served: `/socket.io` answers requests to `/socket.io/`.
    public var path = "/socket.io"
    /// Whether a path needs its slash. Without it, `/socket.io?EIO=4…` is answered too.
    public var requiresTrailingSlash = true
    /// From one heartbeat to the next; at least a millisecond.
    public var pingInterval = Duration.seconds(25)
    /// How long a heartbeat may go unanswered before the connection is ended.
    public var pingTimeout = Duration.seconds(20)
    /// How long a client may take to move from polling to a WebSocket.
    public var upgradeTimeout = Duration.seconds(10)
    /// How long a connection may go without joining a namespace.
    public var connectTimeout = Duration.seconds(45)
    /// How long a request may take to arrive, from the connection's start or its own head to its last byte.
    public var requestTimeout = Duration.seconds(30)
    /// How long a connection may stay open between two requests.
    public var keepAliveTimeout = Duration.seconds(75)
    /// How long the answer to a POST waits for the handlers of its packets.
    package var handlerPatience = Duration.milliseconds(25)
    /// The most bytes of a request body or a WebSocket message.
    public var maxPayload = 1_000_000
    /// The most binary values of one packet.
    public var maxAttachments = 10
    /// Whether a namespace that was made on demand is removed when its last socket has left.
    public var removesEmptyChildNamespaces = false
    /// The bytes that may wait for a client. One that finds more waiting when an event is sent is cut.
    public var maxQueueBytes = 1 << 20
    /// The most connections at a time, or `nil` for no limit of ours. Those beyond it are refused with 503.
    public var maxConnections: Int?
    /// How a client may connect; upgrades need both.
    public var transports: Set<Transport> = [.polling, .websocket]
    /// Whether a client that polls may move to a WebSocket.
    public var allowsUpgrades = true
    /// Whether clients of Socket.IO 2 (Engine.IO 3) may connect; they get 400 otherwise.
    public var allowsEngineIO3 = false
    /// The web pages that may connect.
    public var origins = OriginPolicy.sameHost
    /// What browsers are told about the pages that may connect; nothing under ``OriginPolicy/sameHost``.
    public var cors = CORSOptions()
    /// The cookie set by the first answer to a client that polls, for proxies that keep a client with one server.
    public var cookie: SocketIOCookie?
    /// The bytes of an answer to a poll from which it is compressed for clients that accept gzip or deflate; `nil` for
    /// never.
    public var httpCompressionThreshold: Int? = 1024
    /// The bytes of a WebSocket message from which it is compressed for clients that offer permessage-deflate; `nil`,
    /// the default, takes no such offer. Each connection costs time for it, but an event is compressed once for all.
    public var messageCompressionThreshold: Int?
    /// A folder with the browser's client: `socket.io.js`, `socket.io.min.js` and so on, served beneath ``path``.
    public var clientFiles: String?
    /// How clients whose connection broke go on with their sessions, or `nil` for not at all.
    public var connectionStateRecovery: ConnectionStateRecovery?

    /// The defaults.
    public init() {}
}
