import JSONText
import Logging
import NIOCore
import SocketIOProtocol
import Synchronization

/// One Engine.IO session: performs what ``EngineSession`` and ``Heartbeat`` decide, and carries messages between the
/// transports and the layer above. Confined to one event loop.
final class Session: Wakeable {
    typealias Instant = ContinuousClock.Instant

    let sid: ExactString
    let request: EngineIORequest
    let loop: ServerLoop
    var wakePlace: Int?
    /// The layer above; `nil` once the session is over.
    private(set) var layer: (any SessionLayer)?

    var machine: EngineSession<OutgoingMessage>
    private var heartbeat: Heartbeat
    /// What the client takes over its WebSocket.
    private(set) var frameForm: FrameForm { didSet { self.takesPlainFrames = self.frameForm.isPlain } }
    private var takesPlainFrames: Bool
    var revision: EngineRevision { self.frameForm.revision }
    private var isFlushDue = false
    /// How many sockets have more waiting for their handlers than they should.
    private var inputHolds = 0

    /// The request that waits for packets, and the one whose packets are read or processed.
    var waitingPoll: HTTPReply?
    var openPost: HTTPReply?
    /// Set while the answer to a POST waits for its packets to be handled.
    var unsettledPost: UnsettledPost?
    /// The transport, once it is a WebSocket, and the one that is tried before.
    var webSocket: WebSocketHandler?
    var probe: WebSocketHandler?

    /// Opens a session, which the caller starts on its transport.
    ///
    /// - Returns: `nil` when the server has as many connections as it may.
    static func open(
        on loop: ServerLoop,
        _ opening: SessionOpening
    ) -> Session? {
        let session = Session(loop: loop, opening)
        session.layer = opening.endpoint.makeLayer(on: loop)
        let entry = SessionEntry(session, opening)
        guard loop.shared.sessions.add(entry, as: session.sid, limit: loop.shared.configuration.maxConnections) else {
            return nil
        }
        loop.add(session)
        session.wakeAgain()
        return session
    }

    private init(loop: ServerLoop, _ opening: SessionOpening) {
        let configuration = loop.shared.configuration
        let now = ContinuousClock.now
        self.sid = RandomID.make()
        self.request = opening.request
        self.loop = loop
        let form = FrameForm(revision: opening.revision, isBase64: opening.wantsBase64)
        self.frameForm = form
        self.takesPlainFrames = form.isPlain
        self.machine = EngineSession(
            startingOn: opening.transport,
            maxQueueBytes: configuration.maxQueueBytes,
            upgradeTimeout: configuration.upgradeTimeout
        )
        let (interval, timeout) = (configuration.pingInterval, configuration.pingTimeout)
        switch opening.revision {
        case .four: self.heartbeat = Heartbeat(interval: interval, timeout: timeout, startedAt: now)
        case .three: self.heartbeat = Heartbeat(listeningWithin: interval, timeout: timeout, startedAt: now)
        }
    }

    /// Sends the handshake to a client on `transport`, and lets the layer above begin.
    func start(on transport: EngineTransport) {
        let configuration = self.loop.shared.configuration
        let canUpgrade =
            transport == .polling && configuration.allowsUpgrades && configuration.transports.contains(.websocket)
        let handshake = EngineHandshake(
            sid: self.sid,
            upgrades: canUpgrade ? ["websocket"] : [],
            pingInterval: configuration.pingInterval,
            pingTimeout: configuration.pingTimeout,
            maxPayload: configuration.maxPayload
        )
        self.send(OutgoingMessage(type: UInt8(ascii: "0"), text: handshake.json))
        self.layer?.start(in: self)
    }

    /// The WebSocket is the transport from now on.
    func use(_ webSocket: WebSocketHandler) {
        self.webSocket = webSocket
        self.frameForm.deflatesFrom = webSocket.deflatesFrom
        self.layer?.transportChanged()
    }

    /// Where plain frames go without asking the session: its WebSocket's, if the client takes them as they are.
    var plainOutlet: OutletID? { self.takesPlainFrames ? self.webSocket?.outlet : nil }

    // MARK: Sending

    /// Whether the client takes what is sent at once: it polls, or its WebSocket has room.
    var isWritable: Bool { self.machine.isWebSocket ? self.webSocket?.isWritable ?? false : self.waitingPoll != nil }

    /// - Returns: Whether it was written or queued; not when the session is over or is being cut.
    @discardableResult
    func send(_ packet: OutgoingPacket) -> Bool {
        var isSent = true
        for message in packet.messages { isSent = self.send(message) && isSent }
        return isSent
    }

    /// A session that has a WebSocket queues nothing itself, so its machine is not asked.
    @discardableResult
    func send(_ message: OutgoingMessage) -> Bool {
        guard let webSocket else { return self.queue(message) }
        let frame = self.takesPlainFrames ? message.frame : message.frame(as: self.frameForm)
        switch webSocket.write(frame) {
        case .written: return true
        case .closed: return false
        case .full:
            self.cutSlowReader()
            return false
        }
    }

    /// Keeps a message for the next poll.
    private func queue(_ message: OutgoingMessage) -> Bool {
        switch self.machine.send(message, bytes: message.frame.readableBytes) {
        case .queued: break
        case .overflow:
            self.cutSlowReader()
            return false
        // On a WebSocket, but no longer or not yet.
        case .write, .drop: return false
        }
        if !self.isFlushDue {
            self.isFlushDue = true
            self.loop.flushes.add(self)
        }
        return true
    }

    /// Called by the loop once per turn in which something was queued.
    func flush() {
        self.isFlushDue = false
        if let messages = self.machine.flush() { self.answerPoll(self.payload(messages)) }
    }

    /// Ends the session because the client reads too slowly: later, because a broadcast may be going through the rooms.
    private func cutSlowReader() {
        self.loop.eventLoop.assumeIsolated().execute {
            guard self.isOpen else { return }
            let webSocket = self.webSocket
            self.end(.slowReader)
            webSocket?.closeNow()
            let shared = self.loop.shared
            shared.slowReaders.add(1, ordering: .relaxed)
            shared.logger.notice(
                "cut a client that reads too slowly",
                metadata: ["address": "\(self.request.address)", "limit": "\(shared.configuration.maxQueueBytes)"]
            )
        }
    }

    // MARK: Receiving

    var isOpen: Bool { self.machine.isOpen }

    /// A packet came over the transport in use.
    func receive(_ packet: EnginePacket) {
        switch packet {
        case .message(let text): self.layer?.receive(text: text, in: self)
        case .binary(let bytes): self.layer?.receive(binary: bytes, in: self)
        case .pong:
            if self.heartbeat.pong(at: .now) != nil { self.wakeAgain() }
        case .close: self.clientCloses()
        case .ping: self.clientPings()
        // As the reference server does with what has no meaning here.
        case .open, .upgrade, .noop: break
        }
    }

    private func clientPings() {
        switch self.heartbeat.ping(at: .now) {
        case .answer:
            self.send(.pong)
            self.wakeAgain()
        case .endSession: self.end(.transportError)
        }
    }

    private func clientCloses() {
        self.answerPoll(self.payload([.noop]))
        self.end(.transportClose)
    }

    /// Stops reading from the client while a socket's handlers are behind.
    func holdInput() {
        self.inputHolds += 1
        self.webSocket?.holdReading()
    }

    func releaseInput() {
        guard self.inputHolds > 0 else { return }
        self.inputHolds -= 1
        guard self.inputHolds == 0 else { return }
        self.heartbeat.excuse(at: .now)
        self.webSocket?.resumeReading()
        self.finishPost()
    }

    var isInputHeld: Bool { self.inputHolds > 0 }

    // MARK: Waking

    /// Has the loop wake the session when the next thing is due.
    func wakeAgain() {
        self.loop.wake(self, at: self.wake(at: .now))
    }

    func wake(at now: Instant) -> Instant? {
        var next = self.wakeMachine(at: now)
        if self.isOpen { next = earlier(next, self.wakeHeartbeat(at: now)) }
        if self.isOpen { next = earlier(next, self.wakeLayer(at: now)) }
        return self.isOpen ? next : self.wakeMachine(at: now)
    }

    private func wakeMachine(at now: Instant) -> Instant? {
        switch self.machine.wake(at: now) {
        case .abandonProbe: self.abandonProbe()
        case .forget: self.finish(.forcedServerClose)
        case .wait(let instant): return instant
        case .doNothing: break
        }
        return nil
    }

    private func wakeHeartbeat(at now: Instant) -> Instant? {
        if self.isInputHeld { self.heartbeat.excuse(at: now) }
        switch self.heartbeat.wake(at: now) {
        case .sendPing(let instant):
            self.send(.ping)
            return instant
        case .waitToPing(let instant): return self.loop.sweep(notBefore: instant)
        case .waitForClient(let instant): return instant
        case .endSession: self.end(.pingTimeout)
        case .doNothing: break
        }
        return nil
    }

    private func wakeLayer(at now: Instant) -> Instant? {
        guard let layer else { return nil }
        switch layer.wake(at: now) {
        case .closeConnection: self.close(.forcedServerClose)
        case .wait(let instant): return instant
        case .doNothing: break
        }
        return nil
    }

    // MARK: The end

    /// The server ends the session: the client is told, by polling also later.
    func close(_ reason: DisconnectReason) {
        switch self.machine.close(at: .now) {
        case .answerPoll(let messages):
            self.answerPoll(self.payload(messages + [.close]))
            self.finish(reason)
        case .closeWebSocket:
            self.finish(reason)
        case .answerPollFirst(let messages, let instant):
            self.answerPoll(self.payload(messages))
            self.sayFarewell(reason, until: instant)
        case .farewell(let instant): self.sayFarewell(reason, until: instant)
        case .doNothing: break
        }
    }

    private func sayFarewell(_ reason: DisconnectReason, until instant: Instant) {
        self.abandonProbe()
        self.endLayer(reason)
        self.loop.wake(self, at: instant)
    }

    /// Ends the session for good because the server stops.
    func stop() {
        self.close(.serverShuttingDown)
        self.finish(.serverShuttingDown)
    }

    /// The session is over at once; a poll that waits learns of it.
    func end(_ reason: DisconnectReason) {
        if self.machine.end() { self.answerPoll(self.payload([.close])) }
        self.finish(reason)
    }

    private func finish(_ reason: DisconnectReason) {
        self.abandonProbe()
        self.webSocket?.close(code: reason == .serverShuttingDown ? .goingAway : nil)
        self.webSocket = nil
        // One that waits for its handlers only was processed.
        self.openPost?.send(self.unsettledPost == nil ? .empty(status: 400) : .ok)
        self.openPost = nil
        self.unsettledPost?.patience.cancel()
        self.unsettledPost = nil
        self.loop.remove(self)
        self.loop.shared.sessions.remove(self.sid)
        self.endLayer(reason)
    }

    private func endLayer(_ reason: DisconnectReason) {
        guard let layer else { return }
        self.layer = nil
        self.loop.shared.sessions.closed()
        layer.end(reason, activity: self.loop.shared.activity)
    }
}

extension OutgoingMessage {
    static let close = OutgoingMessage(type: UInt8(ascii: "1"), text: [])
    static let ping = OutgoingMessage(type: UInt8(ascii: "2"), text: [])
    static let pong = OutgoingMessage(type: UInt8(ascii: "3"), text: [])
    static let probeAnswer = OutgoingMessage(type: UInt8(ascii: "3"), text: Array("probe".utf8))
    static let noop = OutgoingMessage(type: UInt8(ascii: "6"), text: [])
}

private func earlier(_ first: ContinuousClock.Instant?, _ second: ContinuousClock.Instant?) -> ContinuousClock.Instant?
{
    guard let first, let second else { return first ?? second }
    return min(first, second)
}
