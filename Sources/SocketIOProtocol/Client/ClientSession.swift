package import JSONText

/// One Engine.IO connection of a client, from its first request to its end, over long-polling, WebSocket, or from one to the
/// other, with no I/O and no clock.
///
/// The owner passes in what the network brings and the time, and performs the actions that come back, in order. After an `end`
/// or `closed` nothing is answered any more.
///
/// Source: engine.io-protocol revision 4, "Handshake", "Heartbeat", "Upgrade"; engine.io-client 6.6 where that is silent.
package struct ClientSession: Sendable {
    package typealias Instant = ContinuousClock.Instant

    enum State {
        case idle
        /// `failure` is what the first transport met, if this is not the first.
        case opening(EngineTransport, next: ArraySlice<EngineTransport>, failure: ClientEnd?)
        case polling(Heartbeat, ClientPolling)
        case webSocket(Heartbeat)
        /// Says goodbye in a last request.
        case closing(Heartbeat, ClientPolling)
        /// Said goodbye on the WebSocket, and waits for the server's.
        case awaitingGoodbye
        case ended
    }

    /// What the handshake told.
    struct Heartbeat {
        var clock: ClientHeartbeat
        let maxPayload: Int
    }

    package enum Action: Sendable {
        /// Send a GET, with the session's id once there is one.
        case poll
        /// Send a POST.
        case post([UInt8])
        /// Open a WebSocket, with the session's id if there is one.
        case openWebSocket
        /// Send a frame on the WebSocket, with the number of its packet if it has one.
        case write(WebSocketOpcode, [UInt8], number: UInt64?)
        /// Give the WebSocket up, after a close frame if it is one already.
        case dropWebSocket
        /// The handshake came: join the namespaces, and call ``wake(at:)`` at the instant.
        case opened(sid: ExactString, wakeAt: Instant)
        case packet(SocketPacket)
        /// All packets up to this number have arrived.
        case sent(through: UInt64)
        /// From now on everything goes over the WebSocket.
        case upgraded
        /// The session is over; close what is open.
        case end(ClientEnd)
        /// What ``close()`` began is done.
        case closed
    }

    /// The most packets that may wait for the server, and that one answer of it may have: tiny packets weigh more here
    /// than on the wire.
    package static let maxPackets = 100_000

    var state = State.idle
    var outbox = ClientOutbox()
    private var decoder: SocketPacketDecoder
    private let transports: [EngineTransport]
    private let maxUnsentBytes: Int

    /// - Parameters:
    ///   - transports: In the order in which they are tried; with polling first and a WebSocket among them, the session
    ///     moves there. None of them fails at once.
    ///   - maxUnsentBytes: How much may wait for a server that does not take it; with more the session ends.
    ///   - limits: For every packet of the server.
    package init(transports: [EngineTransport], maxUnsentBytes: Int, limits: JSONLimits = JSONLimits()) {
        self.transports = transports
        self.maxUnsentBytes = maxUnsentBytes
        self.decoder = SocketPacketDecoder(limits: limits)
    }

    package mutating func start() -> [Action] {
        guard case .idle = self.state else { return [] }
        return self.tryNext(of: self.transports[...], failure: nil)
    }

    private mutating func tryNext(of transports: ArraySlice<EngineTransport>, failure: ClientEnd?) -> [Action] {
        guard let transport = transports.first else {
            return self.end(failure ?? .unreachable("no transport is allowed"))
        }
        self.state = .opening(transport, next: transports.dropFirst(), failure: failure)
        switch transport {
        case .polling: return [.poll]
        case .websocket: return [.openWebSocket]
        }
    }
}

// MARK: What the server sends

extension ClientSession {
    /// The body of the answer to a poll, with status 200.
    package mutating func polled(_ body: [UInt8], at now: Instant) -> [Action] {
        switch self.state {
        case .opening(.polling, _, _):
            break
        case .polling(let heartbeat, var polling):
            polling.isPolling = false
            self.state = .polling(heartbeat, polling)
        case .closing(let heartbeat, var polling):
            polling.isPolling = false
            self.state = .closing(heartbeat, polling)
            return []
        case .idle, .opening, .webSocket, .awaitingGoodbye, .ended:
            return []
        }
        var actions: [Action] = []
        var decoder = EnginePayloadDecoder(body)
        do throws(EnginePacketError) {
            var count = 0
            while self.readsPolls, let packet = try decoder.next() {
                count += 1
                guard count <= Self.maxPackets else {
                    self.receivedNonsense("a polling answer has more than \(Self.maxPackets) packets", &actions)
                    break
                }
                self.receive(packet, at: now, &actions)
            }
        } catch {
            self.receivedNonsense("\(error)", &actions)
        }
        return actions + self.advance()
    }

    /// A message of the WebSocket.
    package mutating func receive(_ message: WebSocketFrameDecoder.Message, at now: Instant) -> [Action] {
        var actions: [Action] = []
        switch (self.state, message) {
        case (.idle, _), (.ended, _), (.closing, _):
            break
        case (.awaitingGoodbye, .close):
            self.state = .ended
            actions.append(.closed)
        case (_, .ping(let payload)):
            actions.append(.write(.pong, payload, number: nil))
        case (.awaitingGoodbye, _), (_, .pong):
            break
        case (.polling, _):
            actions = self.receivedWhileProbing(message)
        case (.opening, .close(let code, let reason)), (.webSocket, .close(let code, let reason)):
            actions = self.end(.closed(code: code?.rawValue, reason: reason))
        case (.opening, .text(let text)), (.webSocket, .text(let text)):
            do throws(EnginePacketError) {
                self.receive(try EnginePacket(text: text[...]), at: now, &actions)
            } catch {
                self.receivedNonsense("\(error)", &actions)
            }
        case (.opening, .binary(let bytes)), (.webSocket, .binary(let bytes)):
            self.receive(.binary(bytes), at: now, &actions)
        }
        return actions
    }

    private mutating func receive(_ packet: EnginePacket, at now: Instant, _ actions: inout [Action]) {
        if case .opening(let transport, _, _) = self.state {
            guard case .open(let data) = packet else {
                actions += self.fail(.noHandshake("its first packet is another"))
                return
            }
            return self.open(data, on: transport, at: now, &actions)
        }
        switch packet {
        case .ping(let data):
            self.heardPing(at: now)
            actions += self.send(.pong(data)).actions
        case .message(let text):
            self.decode(&actions) { decoder throws(SocketPacketError) in try decoder.receive(text: text) }
        case .binary(let bytes):
            self.decode(&actions) { decoder throws(SocketPacketError) in try decoder.receive(binary: bytes) }
        case .close:
            actions += self.end(.closed(code: nil, reason: ""))
        case .open, .pong, .upgrade, .noop:
            break
        }
    }

    private mutating func open(
        _ data: ArraySlice<UInt8>,
        on transport: EngineTransport,
        at now: Instant,
        _ actions: inout [Action]
    ) {
        let handshake: EngineHandshake
        do {
            handshake = try EngineHandshake(json: data)
        } catch {
            actions += self.fail(.noHandshake("\(error)"))
            return
        }
        let clock = ClientHeartbeat(
            interval: handshake.pingInterval,
            timeout: handshake.pingTimeout,
            startedAt: now
        )
        let heartbeat = Heartbeat(clock: clock, maxPayload: handshake.maxPayload)
        actions.append(.opened(sid: handshake.sid, wakeAt: clock.deadline))
        switch transport {
        case .websocket:
            self.state = .webSocket(heartbeat)
        case .polling:
            var polling = ClientPolling()
            if self.transports.contains(.websocket), handshake.upgrades.contains("websocket") {
                polling.upgrade = .opening
                actions.append(.openWebSocket)
            }
            self.state = .polling(heartbeat, polling)
        }
    }

    private mutating func heardPing(at now: Instant) {
        switch self.state {
        case .polling(var heartbeat, let polling):
            heartbeat.clock.ping(at: now)
            self.state = .polling(heartbeat, polling)
        case .webSocket(var heartbeat):
            heartbeat.clock.ping(at: now)
            self.state = .webSocket(heartbeat)
        case .idle, .opening, .closing, .awaitingGoodbye, .ended:
            break
        }
    }

    private mutating func decode(
        _ actions: inout [Action],
        _ decode: (inout SocketPacketDecoder) throws(SocketPacketError) -> SocketPacket?
    ) {
        do throws(SocketPacketError) {
            if let packet = try decode(&self.decoder) { actions.append(.packet(packet)) }
        } catch {
            self.receivedNonsense("\(error)", &actions)
        }
    }

    private mutating func receivedNonsense(_ problem: String, _ actions: inout [Action]) {
        if case .opening = self.state {
            actions += self.fail(.noHandshake(problem))
        } else {
            actions += self.end(.protocolError(problem))
        }
    }
}

// MARK: Sending

extension ClientSession {
    /// Sends a packet, at once or as soon as the transport takes it.
    ///
    /// - Returns: The packet's number, which ``Action/write(_:_:number:)`` and ``Action/sent(through:)`` refer to; 0 when
    ///   there is no connection.
    package mutating func send(_ packet: EnginePacket) -> (number: UInt64, actions: [Action]) {
        switch self.state {
        case .polling:
            let number = self.outbox.append(packet)
            guard self.outbox.byteCount <= self.maxUnsentBytes, self.outbox.count <= Self.maxPackets else {
                let limit = "\(self.maxUnsentBytes) bytes or \(Self.maxPackets) packets"
                return (number, self.end(.broken("the server reads too slowly: more than \(limit) wait for it")))
            }
            return (number, self.advance())
        case .webSocket:
            let number = self.outbox.passThrough()
            return (number, [Self.frame(packet, number: number)])
        case .idle, .opening, .closing, .awaitingGoodbye, .ended:
            return (0, [])
        }
    }

    static func frame(_ packet: EnginePacket, number: UInt64) -> Action {
        if case .binary(let bytes) = packet { return .write(.binary, bytes, number: number) }
        return .write(.text, packet.text, number: number)
    }

    /// Whether a packet would be sent at once; a WebSocket may still be busy.
    package var isWritable: Bool {
        switch self.state {
        case .polling(_, let polling): polling.posting == nil && polling.upgrade != .pausing && self.outbox.isEmpty
        case .webSocket: true
        case .idle, .opening, .closing, .awaitingGoodbye, .ended: false
        }
    }

    /// What carries packets; `nil` without a session.
    package var transport: EngineTransport? {
        switch self.state {
        case .polling: .polling
        case .webSocket: .websocket
        case .idle, .opening, .closing, .awaitingGoodbye, .ended: nil
        }
    }

    package var isOpen: Bool { self.transport != nil }

    /// The most bytes of a packet that the server takes; `nil` without a session.
    package var maxPayload: Int? { self.size(of: .noop)?.limit }

    /// The size of a packet on the present transport, and the most that the server takes; `nil` without a session.
    package func size(of packet: EnginePacket) -> (bytes: Int, limit: Int)? {
        switch self.state {
        case .polling(let heartbeat, _):
            return (packet.textLength, heartbeat.maxPayload)
        case .webSocket(let heartbeat):
            if case .binary(let bytes) = packet { return (bytes.count, heartbeat.maxPayload) }
            return (packet.textLength, heartbeat.maxPayload)
        case .idle, .opening, .closing, .awaitingGoodbye, .ended:
            return nil
        }
    }
}

// MARK: Ending

extension ClientSession {
    package enum WakeAction: Sendable {
        case wait(until: Instant)
        case perform([Action])
    }

    /// Looks whether the server is still there.
    package mutating func wake(at now: Instant) -> WakeAction {
        switch self.state {
        case .polling(let heartbeat, _), .webSocket(let heartbeat):
            guard heartbeat.clock.isDead(at: now) else { return .wait(until: heartbeat.clock.deadline) }
            return .perform(self.end(.silent))
        case .idle, .opening, .closing, .awaitingGoodbye, .ended:
            return .perform([])
        }
    }

    /// A request or the first WebSocket failed, or the connection broke.
    ///
    /// While the session opens, something that answers but does not serve gives the next transport its turn.
    package mutating func fail(_ reason: ClientEnd) -> [Action] {
        switch self.state {
        case .opening(let transport, let next, let failure):
            let first = failure ?? reason
            switch reason {
            case .notServed, .noHandshake:
                let dropped: [Action] = transport == .websocket && !next.isEmpty ? [.dropWebSocket] : []
                return dropped + self.tryNext(of: next, failure: first)
            case .unreachable, .closed, .silent, .protocolError, .broken: return self.end(first)
            }
        case .idle, .polling, .webSocket:
            return self.end(reason)
        case .closing, .awaitingGoodbye:
            self.state = .ended
            return [.closed]
        case .ended:
            return []
        }
    }

    /// Says goodbye after what waits, and ends with `closed`.
    package mutating func close() -> [Action] {
        switch self.state {
        case .idle, .opening:
            self.state = .ended
            return [.closed]
        case .webSocket:
            self.state = .awaitingGoodbye
            return [.write(.close, WebSocketFrame.closePayload(code: .normal, reason: ""), number: nil)]
        case .polling(let heartbeat, var polling):
            let dropped: [Action] = polling.upgrade == .none ? [] : [.dropWebSocket]
            polling.upgrade = .none
            _ = self.outbox.append(.close)
            self.state = .closing(heartbeat, polling)
            return dropped + self.advance()
        case .closing, .awaitingGoodbye, .ended:
            return []
        }
    }

    /// Whether the rest of a poll's answer means anything; after an upgrade it does.
    private var readsPolls: Bool {
        switch self.state {
        case .opening(.polling, _, _), .polling, .webSocket: true
        case .idle, .opening, .closing, .awaitingGoodbye, .ended: false
        }
    }

    mutating func end(_ reason: ClientEnd) -> [Action] {
        self.state = .ended
        return [.end(reason)]
    }
}
