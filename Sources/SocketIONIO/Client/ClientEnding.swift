import SocketIOProtocol

extension SocketIOClientError {
    /// What an end means for whoever wanted the connection.
    init(_ end: ClientEnd, at server: String) {
        switch end {
        case .unreachable(let reason):
            self = .cannotReach(server: server, reason: reason)
        case .notServed(let problem), .protocolError(let problem):
            self = .notSocketIO(server: server, reason: problem)
        case .noHandshake(let problem):
            self = .notSocketIO(server: server, reason: "it does not begin as Engine.IO 4 does: \(problem)")
        case .closed, .silent, .broken:
            self = .cannotReach(server: server, reason: "\(SocketIOClient.DisconnectReason(end))")
        }
    }
}

extension SocketIOClient.DisconnectReason {
    /// What an end means for the reader of the events.
    init(_ end: ClientEnd) {
        switch end {
        case .closed(let code, let reason): self = .closed(code: code, reason: reason)
        case .silent: self = .heartbeatMissed
        case .protocolError(let problem): self = .protocolError(problem)
        case .broken(let reason), .unreachable(let reason), .notServed(let reason): self = .connectionBroken(reason)
        case .noHandshake(let problem): self = .protocolError(problem)
        }
    }
}
