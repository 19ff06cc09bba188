import SocketIOProtocol

/// Why a connection ended or an attempt failed, for everyone who wants to know.
struct ClientEnding {
    /// For whoever wanted the connection, when it was not accepted.
    let error: SocketIOClientError
    /// For the reader of the events, when it was.
    let reason: SocketIOClient.DisconnectReason
    /// Whether another attempt would be wrong.
    let isFinal: Bool

    init(_ end: ClientEnd, at server: String) {
        self.error = SocketIOClientError(end, at: server)
        self.reason = SocketIOClient.DisconnectReason(end)
        self.isFinal = end.isFinal
    }

    init(_ problem: ClientDialer.Problem, at server: String) {
        switch problem {
        case .cannotReach(let reason):
            self.error = .cannotReach(server: server, reason: reason)
            self.reason = .connectionBroken(reason)
        case .notSocketIO(let reason):
            self.error = .notSocketIO(server: server, reason: reason)
            self.reason = .connectionBroken(reason)
        }
        self.isFinal = false
    }
}

extension SocketIOClientError {
    fileprivate init(_ end: ClientEnd, at server: String) {
        switch end {
        case .noHandshake(let problem):
            let reason = "it speaks WebSocket, but does not begin as Engine.IO 4 does: \(problem)"
            self = .notSocketIO(server: server, reason: reason)
        case .refused(let message, let data):
            self = .refused(ConnectError(message: message, json: data))
        case .sentAway, .closed, .silent, .broken:
            self = .cannotReach(server: server, reason: "\(SocketIOClient.DisconnectReason(end))")
        case .protocolError(let problem):
            self = .notSocketIO(server: server, reason: problem)
        }
    }
}

extension SocketIOClient.DisconnectReason {
    fileprivate init(_ end: ClientEnd) {
        switch end {
        case .sentAway: self = .disconnectedByServer
        case .closed(let code, let reason): self = .closed(code: code, reason: reason)
        case .silent: self = .heartbeatMissed
        case .protocolError(let problem): self = .protocolError(problem)
        case .broken(let reason): self = .connectionBroken(reason)
        // These two end an attempt, never a connection.
        case .noHandshake(let problem): self = .protocolError(problem)
        case .refused(let message, _): self = .protocolError(message)
        }
    }
}
