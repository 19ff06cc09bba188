/// Why a socket ended, in the words of the reference server.
public enum DisconnectReason: String, Sendable, CustomStringConvertible {
    /// The connection broke: a reset, a poll given up, two polls at once.
    case transportError = "transport error"
    /// The client closed its connection.
    case transportClose = "transport close"
    /// The client broke the rules, as with an event for a namespace it has not joined.
    case forcedClose = "forced close"
    /// A heartbeat went unanswered.
    case pingTimeout = "ping timeout"
    /// The client sent what is no packet.
    case parseError = "parse error"
    /// The server stops.
    case serverShuttingDown = "server shutting down"
    /// The server closed the whole connection, as ``SocketIOSocket/disconnect(closingConnection:)`` does.
    case forcedServerClose = "forced server close"
    /// The client left the namespace.
    case clientNamespaceDisconnect = "client namespace disconnect"
    /// The server sent the client out of the namespace.
    case serverNamespaceDisconnect = "server namespace disconnect"
    /// The client read too slowly: more than `maxQueueBytes` were waiting for it.
    case slowReader = "slow reader"

    public var description: String { self.rawValue }

    /// Whether the client may come back to its session: nobody wanted the end, and the client is sound.
    ///
    /// Source: socket.io 4.8, `RECOVERABLE_DISCONNECT_REASONS`.
    var isRecoverable: Bool {
        switch self {
        case .clientNamespaceDisconnect, .serverNamespaceDisconnect, .parseError: false
        case .transportError, .transportClose, .forcedClose, .pingTimeout, .serverShuttingDown, .forcedServerClose,
            .slowReader:
            true
        }
    }
}
