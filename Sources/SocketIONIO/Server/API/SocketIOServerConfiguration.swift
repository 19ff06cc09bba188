/// What a server may be told; every value has the default of the reference server where that has one.
public struct SocketIOServerConfiguration: Sendable {
    /// A way to carry packets.
    public enum Transport: String, Sendable, CaseIterable {
        case polling, websocket
    }

    /// The address to listen on: a name or an IP address.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes any free one.
    public var port = 1338
    /// Where Socket.IO is served: `/socket.io` answers requests to `/socket.io/`.
    public var path = "/socket.io"
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
    /// The most bytes of a request body or a WebSocket message.
    public var maxPayload = 1_000_000
    /// The bytes that may wait for a client. One that finds more waiting when an event is sent is cut.
    public var maxQueueBytes = 1 << 20
    /// The most connections at a time, or `nil` for no limit of ours. Those beyond it are refused with 503.
    public var maxConnections: Int?
    /// How a client may connect; upgrades need both.
    public var transports: Set<Transport> = [.polling, .websocket]
    /// The web pages that may connect.
    public var origins = OriginPolicy.sameHost
    /// How clients whose connection broke go on with their sessions, or `nil` for not at all.
    public var connectionStateRecovery: ConnectionStateRecovery?

    public init() {}
}
