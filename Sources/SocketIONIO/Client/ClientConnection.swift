import JSONText
import NIOCore
import SocketIOProtocol

/// One connection of a client: the WebSocket's bytes, and what ``ClientSession`` decides about them.
///
/// Confined to its channel's event loop, so not `Sendable`. It reports what happens until it has ended, by itself or at its
/// owner's wish; then it is silent.
final class ClientConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Report {
        /// `early` are events that came before the server accepted.
        case connected(socketID: ExactString, early: [SocketIOMessage])
        case event(SocketIOMessage)
        /// `wasConnected` tells whether the server had accepted.
        case ended(ClientEnding, wasConnected: Bool)
    }

    private enum Phase {
        /// Not accepted yet; the limit ends an attempt that takes too long.
        case joining(limit: Scheduled<Void>?)
        case connected
        /// Said goodbye; the limit ends the wait for the server's.
        case leaving(limit: Scheduled<Void>)
        case ended
    }

    let eventLoop: any EventLoop
    let configuration: SocketIOClient.Configuration
    let address: ClientAddress
    private var report: (Report) -> Void
    private var phase = Phase.joining(limit: nil)
    private var session: ClientSession
    private var frames: WebSocketFrameDecoder
    private var replies = AckTable<EventLoopPromise<SocketIOReply>>()
    private var heartbeatTimer: Scheduled<Void>?
    private var replyTimer: Scheduled<Void>?
    /// Set once there is a TCP connection.
    private var channel: (any Channel)?
    /// How many bytes the network has not taken yet.
    private var unsentBytes = 0

    init(
        address: ClientAddress,
        configuration: SocketIOClient.Configuration,
        eventLoop: any EventLoop,
        report: @escaping (Report) -> Void
    ) {
        self.address = address
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.report = report
        let limits = JSONLimits(maxBytes: configuration.maxMessageBytes)
        self.session = ClientSession(namespace: configuration.namespace, auth: configuration.auth, limits: limits)
        self.frames = WebSocketFrameDecoder(reading: .server, maxMessageBytes: configuration.maxMessageBytes)
    }

    private var isOver: Bool {
        switch self.phase {
        case .joining, .connected: false
        case .leaving, .ended: true
        }
    }
}

// MARK: Beginning

extension ClientConnection {
    /// Begins the attempt, whose outcome is reported.
    func dial() {
        let timeout = self.configuration.connectTimeout
        let limit = self.schedule(in: timeout) { $0.fail(.cannotReach("no answer within \(timeout)")) }
        self.phase = .joining(limit: limit)
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        var random = SystemRandomNumberGenerator()
        let upgrade = ClientUpgrade(
            address: self.address,
            configuration: self.configuration,
            key: (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) },
            addHandler: { try $0.pipeline.syncOperations.addHandler(bound.value) }
        )
        ClientDialer.connect(to: self.address, on: self.eventLoop, timeout: timeout).assumeIsolated()
            .flatMap { channel in
                guard !self.isOver else { return channel.close().flatMapThrowing { throw CancellationError() } }
                self.channel = channel
                return upgrade.start(on: channel)
            }
            .whenComplete { self.upgraded($0) }
    }

    private func upgraded(_ result: Result<ClientUpgrade.Outcome, any Error>) {
        switch result {
        case .success(.webSocket):
            break  // the handshake of Engine.IO follows
        case .success(.declined(let answer)):
            answer.assumeIsolated().whenComplete { result in
                switch result {
                case .success(let answer): self.fail(.notSocketIO("\(answer)"))
                case .failure(let error): self.fail(ClientDialer.problem(error))
                }
            }
        case .failure(let error):
            self.fail(ClientDialer.problem(error))
        }
    }
}

// MARK: Reading

extension ClientConnection {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = self.unwrapInboundIn(data)
        var messages: [WebSocketFrameDecoder.Message] = []
        var fault: WebSocketError?
        do {
            try self.frames.decode(bytes.readableBytesSpan, into: &messages)
        } catch {
            fault = error
        }
        for message in messages { self.receive(message) }
        if let fault, self.session.fail() { self.end(.protocolError("\(fault)"), closeCode: fault.closeCode) }
    }

    private func receive(_ message: WebSocketFrameDecoder.Message) {
        if case .close = message, case .leaving = self.phase { return self.close() }
        switch self.session.receive(message, at: .now) {
        case .doNothing:
            break
        case .join(let text, let instant):
            self.scheduleHeartbeat(at: instant)
            self.write(.text, text)
        case .sendText(let text):
            self.write(.text, text)
        case .sendPong(let payload):
            self.write(.pong, payload)
        case .connected(let socketID, let early):
            if case .joining(let limit) = self.phase { limit?.cancel() }
            self.phase = .connected
            self.report(.connected(socketID: socketID, early: early.map(self.message)))
        case .event(let event):
            self.report(.event(self.message(event)))
        case .reply(let ack):
            ack.id.number.flatMap { self.replies.take($0) }?.succeed(SocketIOReply(ack))
        case .end(let reason):
            self.end(reason, closeCode: .normal)
        }
    }

    private func message(_ event: ReceivedEvent) -> SocketIOMessage {
        guard let id = event.ackID else { return SocketIOMessage(event, reply: nil) }
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        let namespace = self.configuration.namespace
        let reply = PendingReply { arguments, attachments in
            let text = SocketPacketText.ack(
                id,
                arguments: arguments,
                namespace: namespace,
                attachmentCount: attachments.count
            )
            bound.eventLoop.execute { bound.value.acknowledge(text, attachments: attachments) }
        }
        return SocketIOMessage(event, reply: reply)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if self.session.fail() { self.end(.closed(code: nil, reason: "")) }
        self.close()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if self.session.fail() { self.end(.broken(ClientDialer.reason(error))) }
        self.close()
    }
}

// MARK: Writing

extension ClientConnection {
    /// How much may wait for a server that does not read, before the connection is given up.
    private static let maxUnsentBytes = 16 << 20

    /// Sends an event.
    ///
    /// - Throws: ``SocketIOClientError/notConnected`` and ``SocketIOClientError/tooLarge(bytes:limit:)``.
    func send(_ event: SocketIOEvent, ackID: UInt64?, written: EventLoopPromise<Void>?) throws(SocketIOClientError) {
        guard let limit = self.session.maxPayload else { throw .notConnected }
        let packet = event.text(namespace: self.configuration.namespace, ackID: ackID.map { AckID($0) })
        let text = EnginePacket.message(packet[...]).text
        for bytes in [text.count] + event.attachments.map(\.count) where bytes > limit {
            throw .tooLarge(bytes: bytes, limit: limit)
        }
        self.write(text: text, attachments: event.attachments, written: written)
    }

    /// Sends an event that asks for a reply.
    ///
    /// - Parameters:
    ///   - id: Not used before on this connection.
    ///   - reply: Fails with ``AckError`` when no reply comes.
    func send(
        _ event: SocketIOEvent,
        ackID id: UInt64,
        timeout: Duration,
        reply: EventLoopPromise<SocketIOReply>
    ) throws(SocketIOClientError) {
        try self.send(event, ackID: id, written: nil)
        self.replies.wait(reply, for: id, until: .now + timeout)
        self.scheduleExpiry()
    }

    /// Waits no longer for a reply.
    func withdraw(ackID id: UInt64) {
        _ = self.replies.take(id)
    }

    private func acknowledge(_ packet: [UInt8], attachments: [[UInt8]]) {
        guard self.session.maxPayload != nil else { return }  // whoever asked is gone
        self.write(text: EnginePacket.message(packet[...]).text, attachments: attachments, written: nil)
    }

    private func write(text: [UInt8], attachments: [[UInt8]], written: EventLoopPromise<Void>?) {
        self.write(.text, text, written: attachments.isEmpty ? written : nil)
        for (index, attachment) in attachments.enumerated() {
            self.write(.binary, attachment, written: index == attachments.count - 1 ? written : nil)
        }
    }

    private func write(_ opcode: WebSocketOpcode, _ payload: [UInt8], written: EventLoopPromise<Void>? = nil) {
        guard let channel = self.channel else {
            written?.fail(SocketIOClientError.notConnected)
            return
        }
        let frame = WebSocketFrame.masked(opcode, payload: payload, mask: .random(in: .min ... .max))
        self.unsentBytes += frame.count
        let done = self.eventLoop.makePromise(of: Void.self)
        done.futureResult.assumeIsolated().whenComplete { _ in self.unsentBytes -= frame.count }
        done.futureResult.cascade(to: written)
        channel.writeAndFlush(ByteBuffer(bytes: frame), promise: done)
        if self.unsentBytes > Self.maxUnsentBytes, self.session.fail() {
            self.end(.broken("the server reads too slowly: more than \(Self.maxUnsentBytes) bytes wait for it"))
        }
    }
}

// MARK: Time

extension ClientConnection {
    private func schedule(
        in delay: Duration,
        _ action: @escaping (ClientConnection) -> Void
    ) -> Scheduled<Void> {
        self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { action(self) }
    }

    private func scheduleHeartbeat(at instant: ContinuousClock.Instant) {
        self.heartbeatTimer = self.schedule(in: instant - .now) { connection in
            switch connection.session.wake(at: .now) {
            case .wait(let next): connection.scheduleHeartbeat(at: next)
            case .end(let reason): connection.end(reason)
            case .doNothing: break
            }
        }
    }

    private func scheduleExpiry() {
        self.replyTimer?.cancel()
        guard let deadline = self.replies.nextDeadline else { return }
        self.replyTimer = self.schedule(in: deadline - .now) { connection in
            for reply in connection.replies.expire(at: .now) { reply.fail(AckError.timedOut) }
            connection.scheduleExpiry()
        }
    }
}

// MARK: Ending

extension ClientConnection {
    /// Says goodbye and closes the connection, without a report.
    ///
    /// - Parameter closed: Succeeds when the connection is closed, at the latest when the farewell has timed out.
    func leave(closed: EventLoopPromise<Void>?) {
        guard let goodbye = self.session.leave(), let channel = self.channel else {
            return self.abandon(closed: closed)
        }
        self.quiet()
        self.write(.text, goodbye)
        self.write(.close, WebSocketFrame.closePayload(code: .normal, reason: ""))
        self.phase = .leaving(limit: self.schedule(in: self.configuration.farewellTimeout) { $0.close() })
        channel.closeFuture.cascade(to: closed)
    }

    /// Breaks the connection or the attempt off, without a report.
    func abandon(closed: EventLoopPromise<Void>? = nil) {
        _ = self.session.fail()
        self.quiet()
        self.close()
        guard let channel = self.channel else {
            closed?.succeed()
            return
        }
        channel.closeFuture.cascade(to: closed)
    }

    /// Ends an attempt that did not get as far as a WebSocket.
    private func fail(_ problem: ClientDialer.Problem) {
        guard self.session.fail() else { return }
        self.end(ClientEnding(problem, at: self.address.name), closeCode: nil)
    }

    /// Ends what the session has ended, and reports it.
    private func end(_ reason: ClientEnd, closeCode: WebSocketCloseCode? = nil) {
        self.end(ClientEnding(reason, at: self.address.name), closeCode: closeCode)
    }

    private func end(_ ending: ClientEnding, closeCode: WebSocketCloseCode?) {
        guard !self.isOver else { return }
        let report = self.report
        let wasConnected = if case .connected = self.phase { true } else { false }
        self.quiet()
        if let closeCode { self.write(.close, WebSocketFrame.closePayload(code: closeCode, reason: "")) }
        self.close()
        report(.ended(ending, wasConnected: wasConnected))
    }

    /// Stops the timers, reports nothing more, and gives up the replies that are due.
    private func quiet() {
        self.report = { _ in }
        if case .joining(let limit) = self.phase { limit?.cancel() }
        self.heartbeatTimer?.cancel()
        self.replyTimer?.cancel()
        for reply in self.replies.removeAll() { reply.fail(AckError.disconnected) }
    }

    private func close() {
        if case .leaving(let limit) = self.phase { limit.cancel() }
        self.phase = .ended
        self.channel?.close(promise: nil)
    }
}
