public import JSONText

extension SocketIOClient {
    /// What happens to a client after it is connected.
    public enum Event: Sendable {
        /// The server accepted the connection, the first one or a later one.
        ///
        /// The id is new each time, unless the server gave the session back (`isRecovered`): then it is the same, the rooms
        /// are too, and what was missed follows.
        case connected(socketID: ExactString, isRecovered: Bool)
        case event(SocketIOMessage)
        /// The connection is over. When it will be tried again, ``reconnecting(attempt:in:)`` follows.
        case disconnected(DisconnectReason)
        /// The next attempt begins after a wait; attempts count from 1 after each loss.
        case reconnecting(attempt: Int, in: Duration)
        /// An attempt to reconnect failed; another ``reconnecting(attempt:in:)`` follows.
        case reconnectFailed(SocketIOClientError)
        /// Reconnecting was given up, after this error; nothing comes after it.
        case failed(SocketIOClientError)
        /// The connection moved from polling to WebSocket.
        case upgraded
        /// An event that was kept for this connection cannot be sent on it.
        case unsendable(SocketIOEvent, SocketIOClientError)
        /// So many elements are missing here: they were dropped because too many waited for their reader.
        case missed(Int)
    }

    /// Why a connection is over.
    public enum DisconnectReason: Hashable, Sendable, CustomStringConvertible {
        /// ``SocketIOClient/disconnect()`` was called.
        case disconnected
        /// The server sent this client away; it is not tried again.
        case disconnectedByServer
        /// The server closed the WebSocket, with a close code if it gave one, or the connection just ended.
        case closed(code: UInt16?, reason: String)
        /// The server's heartbeat stayed away.
        case heartbeatMissed
        /// The server sent what this client cannot read.
        case protocolError(String)
        /// The connection broke.
        case connectionBroken(String)

        /// The reason in the words of the reference client, such as `io server disconnect`.
        public var name: String {
            switch self {
            case .disconnected: "io client disconnect"
            case .disconnectedByServer: "io server disconnect"
            case .closed: "transport close"
            case .heartbeatMissed: "ping timeout"
            case .protocolError: "parse error"
            case .connectionBroken: "transport error"
            }
        }

        public var description: String {
            switch self {
            case .disconnected: "disconnected"
            case .disconnectedByServer: "the server disconnected this client"
            case .closed(nil, ""): "the connection was closed"
            case .closed(nil, let reason): "the connection was closed: \(reason)"
            case .closed(let code?, ""): "the server closed the connection (\(code))"
            case .closed(let code?, let reason): "the server closed the connection (\(code): \(reason))"
            case .heartbeatMissed: "the server has gone silent"
            case .protocolError(let problem): "the server broke the protocol: \(problem)"
            case .connectionBroken(let reason): "the connection broke: \(reason)"
            }
        }
    }
}
