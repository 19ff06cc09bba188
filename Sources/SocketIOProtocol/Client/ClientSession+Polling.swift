/// The requests of a polling client: one GET and one POST at a time, until an upgrade pauses them.
///
/// Source: engine.io-protocol revision 4, "HTTP long-polling", "Upgrade".
struct ClientPolling {
    enum Upgrade {
        case none
        /// The WebSocket is on its way.
        case opening
        /// It is there, and was sent `2probe`.
        case probing
        /// It answered `3probe`: the requests that are under way end, and no others begin.
        case pausing
    }
    var isPolling = false
    /// The number of the last packet in the POST that is under way.
    var posting: UInt64?
    var upgrade = Upgrade.none
}

extension ClientSession {
    /// Begins what can begin now.
    mutating func advance() -> [Action] {
        switch self.state {
        case .polling(let heartbeat, let polling) where polling.upgrade == .pausing:
            guard !polling.isPolling, polling.posting == nil else { return [] }
            self.state = .webSocket(heartbeat)
            let waiting = self.outbox.takeAll().map { Self.frame($0.packet, number: $0.number) }
            return [.write(.text, EnginePacket.upgrade.text, number: nil), .upgraded] + waiting
        case .polling(let heartbeat, var polling):
            var actions: [Action] = []
            if !polling.isPolling {
                polling.isPolling = true
                actions.append(.poll)
            }
            actions += self.post(&polling, limit: heartbeat.maxPayload)
            self.state = .polling(heartbeat, polling)
            return actions
        case .closing(let heartbeat, var polling):
            guard polling.posting == nil else { return [] }
            let actions = self.post(&polling, limit: heartbeat.maxPayload)
            self.state = actions.isEmpty ? .ended : .closing(heartbeat, polling)
            return actions.isEmpty ? [.closed] : actions
        case .idle, .opening, .webSocket, .awaitingGoodbye, .ended:
            return []
        }
    }

    private mutating func post(_ polling: inout ClientPolling, limit: Int) -> [Action] {
        guard polling.posting == nil, let payload = self.outbox.takePayload(limit: limit) else { return [] }
        polling.posting = payload.last
        return [.post(payload.body)]
    }

    /// The POST was answered, with status 200.
    package mutating func posted() -> [Action] {
        switch self.state {
        case .polling(let heartbeat, var polling):
            guard let last = polling.posting else { return [] }
            polling.posting = nil
            self.state = .polling(heartbeat, polling)
            return [.sent(through: last)] + self.advance()
        case .closing(let heartbeat, var polling):
            guard let last = polling.posting else { return [] }
            polling.posting = nil
            self.state = .closing(heartbeat, polling)
            return [.sent(through: last)] + self.advance()
        case .idle, .opening, .webSocket, .awaitingGoodbye, .ended:
            return []
        }
    }
}

// MARK: Upgrade

extension ClientSession {
    /// The WebSocket is open: the first transport, or one to move to.
    package mutating func webSocketOpened() -> [Action] {
        guard case .polling(let heartbeat, var polling) = self.state, polling.upgrade == .opening else { return [] }
        polling.upgrade = .probing
        self.state = .polling(heartbeat, polling)
        return [.write(.text, EnginePacket.ping(EnginePacket.probe).text, number: nil)]
    }

    /// The WebSocket could not be opened, or broke.
    package mutating func webSocketFailed(_ reason: ClientEnd) -> [Action] {
        switch self.state {
        case .polling: self.giveUpUpgrade()
        case .closing: []
        case .idle, .opening, .webSocket, .awaitingGoodbye, .ended: self.fail(reason)
        }
    }

    /// Stays on polling.
    ///
    /// The server closes a WebSocket that broke off its upgrade, and keeps the session.
    private mutating func giveUpUpgrade() -> [Action] {
        guard case .polling(let heartbeat, var polling) = self.state, polling.upgrade != .none else { return [] }
        polling.upgrade = .none
        self.state = .polling(heartbeat, polling)
        return [.dropWebSocket] + self.advance()
    }

    mutating func receivedWhileProbing(_ message: WebSocketFrameDecoder.Message) -> [Action] {
        guard case .polling(let heartbeat, var polling) = self.state else { return [] }
        switch polling.upgrade {
        case .probing:
            guard case .text(let text) = message, text == EnginePacket.pong(EnginePacket.probe).text else {
                return self.giveUpUpgrade()
            }
            polling.upgrade = .pausing
            self.state = .polling(heartbeat, polling)
            return self.advance()
        case .pausing:
            // What came now would overtake what the last poll brings.
            if case .close = message { return self.giveUpUpgrade() }
            return self.end(.protocolError("the server used the WebSocket before the upgrade was done"))
        case .none, .opening:
            return []
        }
    }
}
