package import JSONText

/// One connection of a client to one namespace, from the server's handshake to its end, with no I/O and no clock.
///
/// The owner passes in what the WebSocket brings and the time, and performs the action that comes back. After an `end`
/// nothing is answered any more.
///
/// Source: engine.io-protocol revision 4, "Handshake" and "Heartbeat"; socket.io-protocol revision 5, "Exchange protocol".
package struct ClientSession: Sendable {
    package typealias Instant = ContinuousClock.Instant

    /// The most events that may come before the server has accepted the connection.
    package static let maxEarlyEvents = 1024

    private enum State {
        case awaitingHandshake
        case awaitingAcceptance(Heartbeat, early: [ReceivedEvent])
        case connected(Heartbeat)
        case ended
    }

    /// What the handshake told.
    private struct Heartbeat {
        var clock: ClientHeartbeat
        let maxPayload: Int
    }

    package enum Action: Sendable {
        case doNothing
        /// The handshake came: send this text, and call ``wake(at:)`` at the instant.
        case join(send: [UInt8], wakeAt: Instant)
        case sendText([UInt8])
        case sendPong([UInt8])
        /// The server accepted; `early` are events that came before, in their order.
        case connected(sid: ExactString, early: [ReceivedEvent])
        case event(ReceivedEvent)
        case reply(ReceivedAck)
        case end(ClientEnd)
    }

    private var state = State.awaitingHandshake
    private var decoder: SocketPacketDecoder
    private let namespace: ExactString
    private let auth: [UInt8]?

    /// - Parameters:
    ///   - auth: The JSON object that CONNECT carries, if any.
    ///   - limits: For every packet of the server.
    package init(namespace: ExactString, auth: [UInt8]?, limits: JSONLimits = JSONLimits()) {
        self.namespace = namespace
        self.auth = auth
        self.decoder = SocketPacketDecoder(limits: limits)
    }

    package mutating func receive(_ message: WebSocketFrameDecoder.Message, at now: Instant) -> Action {
        if case .ended = self.state { return .doNothing }
        switch message {
        case .text(let text): return self.receive(text: text, at: now)
        case .binary(let bytes): return self.receive(binary: bytes)
        case .ping(let payload): return .sendPong(payload)
        case .pong: return .doNothing
        case .close(let code, let reason): return self.end(.closed(code: code?.rawValue, reason: reason))
        }
    }

    private mutating func receive(text: [UInt8], at now: Instant) -> Action {
        let packet: EnginePacket
        do {
            packet = try EnginePacket(text: text[...])
        } catch {
            return self.end(self.isShakingHands ? .noHandshake("\(error)") : .protocolError("\(error)"))
        }
        if self.isShakingHands {
            guard case .open(let data) = packet else { return self.end(.noHandshake("its first packet is another")) }
            return self.open(data, at: now)
        }
        switch packet {
        case .ping(let data):
            self.heard(at: now)
            return .sendText(EnginePacket.pong(data).text)
        case .message(let text):
            return self.perform { decoder throws(SocketPacketError) in try decoder.receive(text: text) }
        case .binary(let bytes):
            return self.receive(binary: bytes)
        case .close:
            return self.end(.closed(code: nil, reason: ""))
        case .open, .pong, .upgrade, .noop:
            return .doNothing
        }
    }

    private mutating func receive(binary: [UInt8]) -> Action {
        guard !self.isShakingHands else { return self.end(.noHandshake("its first message is binary")) }
        return self.perform { decoder throws(SocketPacketError) in try decoder.receive(binary: binary) }
    }

    private var isShakingHands: Bool {
        if case .awaitingHandshake = self.state { true } else { false }
    }

    private mutating func open(_ data: ArraySlice<UInt8>, at now: Instant) -> Action {
        let handshake: EngineHandshake
        do {
            handshake = try EngineHandshake(json: data)
        } catch {
            return self.end(.noHandshake("\(error)"))
        }
        let clock = ClientHeartbeat(
            interval: handshake.pingInterval,
            timeout: handshake.pingTimeout,
            startedAt: now
        )
        self.state = .awaitingAcceptance(Heartbeat(clock: clock, maxPayload: handshake.maxPayload), early: [])
        let text = EnginePacket.message(SocketPacketText.connect(namespace: self.namespace, auth: self.auth)[...]).text
        return .join(send: text, wakeAt: clock.deadline)
    }

    private mutating func heard(at now: Instant) {
        switch self.state {
        case .awaitingAcceptance(var heartbeat, let early):
            heartbeat.clock.ping(at: now)
            self.state = .awaitingAcceptance(heartbeat, early: early)
        case .connected(var heartbeat):
            heartbeat.clock.ping(at: now)
            self.state = .connected(heartbeat)
        case .awaitingHandshake, .ended:
            break
        }
    }

    private mutating func perform(
        _ decode: (inout SocketPacketDecoder) throws(SocketPacketError) -> SocketPacket?
    ) -> Action {
        do {
            guard let packet = try decode(&self.decoder) else { return .doNothing }
            return self.receive(packet)
        } catch {
            return self.end(.protocolError("\(error)"))
        }
    }

    private mutating func receive(_ packet: SocketPacket) -> Action {
        guard packet.namespace == self.namespace else { return .doNothing }
        switch packet {
        case .connect(_, let payload): return self.accepted(payload)
        case .connectError(_, let payload): return self.refused(payload)
        case .disconnect: return self.end(.sentAway)
        case .event(let event): return self.received(event)
        case .ack(let ack): return .reply(ack)
        }
    }

    private mutating func accepted(_ payload: JSONDocument?) -> Action {
        guard case .awaitingAcceptance(let heartbeat, let early) = self.state else { return .doNothing }
        guard let payload, let sid = payload.value("sid", in: payload.root).flatMap(payload.exactString) else {
            // Servers of Socket.IO 2 accept without an id.
            return self.end(.protocolError("the server speaks an older Socket.IO protocol than 5"))
        }
        self.state = .connected(heartbeat)
        return .connected(sid: sid, early: early)
    }

    private mutating func refused(_ payload: JSONDocument?) -> Action {
        guard case .awaitingAcceptance = self.state else { return .doNothing }
        guard let payload else { return self.end(.refused(message: "", data: nil)) }
        if let message = payload.string(payload.root) { return self.end(.refused(message: message, data: nil)) }
        let message = payload.value("message", in: payload.root).flatMap(payload.string) ?? ""
        let data = payload.value("data", in: payload.root).map(payload.text)
        return self.end(.refused(message: message, data: data))
    }

    /// Events may come before CONNECT is answered: a server that recovers a session sends what was missed first.
    private mutating func received(_ event: ReceivedEvent) -> Action {
        switch self.state {
        case .awaitingAcceptance(let heartbeat, var early):
            guard early.count < Self.maxEarlyEvents else {
                return self.end(.protocolError("more than \(Self.maxEarlyEvents) events came before the connection"))
            }
            early.append(event)
            self.state = .awaitingAcceptance(heartbeat, early: early)
            return .doNothing
        case .connected:
            return .event(event)
        case .awaitingHandshake, .ended:
            return .doNothing
        }
    }

    private mutating func end(_ reason: ClientEnd) -> Action {
        self.state = .ended
        return .end(reason)
    }
}

extension ClientSession {
    package enum WakeAction: Hashable, Sendable {
        case wait(until: Instant)
        case end(ClientEnd)
        case doNothing
    }

    /// Looks whether the server is still there.
    package mutating func wake(at now: Instant) -> WakeAction {
        switch self.state {
        case .awaitingAcceptance(let heartbeat, _), .connected(let heartbeat):
            guard heartbeat.clock.isDead(at: now) else { return .wait(until: heartbeat.clock.deadline) }
            self.state = .ended
            return .end(.silent)
        case .awaitingHandshake, .ended:
            return .doNothing
        }
    }

    /// The bytes or the connection broke.
    ///
    /// - Returns: `false` when the session had ended before, for another reason.
    package mutating func fail() -> Bool {
        if case .ended = self.state { return false }
        self.state = .ended
        return true
    }

    /// The most bytes that the server takes in one message; `nil` unless the server has accepted the connection.
    package var maxPayload: Int? {
        if case .connected(let heartbeat) = self.state { heartbeat.maxPayload } else { nil }
    }

    /// Says goodbye.
    ///
    /// - Returns: The text to send first; `nil` when there is nobody to tell.
    package mutating func leave() -> [UInt8]? {
        defer { self.state = .ended }
        guard case .connected = self.state else { return nil }
        return EnginePacket.message(SocketPacketText.disconnect(namespace: self.namespace)[...]).text
    }
}

/// Why a session ended.
package enum ClientEnd: Hashable, Sendable {
    /// What answered speaks WebSocket, but did not begin as an Engine.IO 4 server does.
    case noHandshake(String)
    /// CONNECT_ERROR; `data` is a JSON text.
    case refused(message: String, data: [UInt8]?)
    /// DISCONNECT: the server wants this client no longer.
    case sentAway
    case closed(code: UInt16?, reason: String)
    /// No ping came in time.
    case silent
    case protocolError(String)
    /// The connection broke under the session.
    case broken(String)

    /// Whether the same client would meet the same end again.
    package var isFinal: Bool {
        switch self {
        case .refused, .sentAway: true
        case .noHandshake, .closed, .silent, .protocolError, .broken: false
        }
    }
}
