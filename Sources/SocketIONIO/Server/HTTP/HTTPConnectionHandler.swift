import JSONText
import NIOCore
import NIOHTTP1
import SocketIOProtocol
import Synchronization

/// The HTTP side of one TCP connection: takes its requests one after the other, hands them to sessions or to the
/// user's handler, and writes the answers. Any of them may turn the connection into a WebSocket.
///
/// Confined to its channel's event loop; the session of a request may live on another.
final class HTTPConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler, LoopConnection {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// The most bytes read of a body that was refused.
    private static let maxDiscarded = 16 << 20

    let loop: ServerLoop
    var wakePlace: Int?
    private var context: ChannelHandlerContext?
    private var intake: RequestIntake
    private var exchange: HTTPExchange?
    /// Counts the requests, so that a late answer finds no other request.
    private var number = 0
    /// Parts of later requests, until the one before is answered.
    private var backlog = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    private var isTakingBacklog = false
    private var isReadAsked = false

    init(loop: ServerLoop) {
        self.loop = loop
        self.intake = RequestIntake(
            maxBody: loop.shared.configuration.maxPayload,
            maxDiscarded: max(Self.maxDiscarded, loop.shared.configuration.maxPayload)
        )
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        self.loop.add(self)
        self.loop.wake(self, at: .now + self.loop.shared.configuration.requestTimeout)
        // Accepted in the moment the server was stopped.
        if self.loop.shared.isStopping.load(ordering: .relaxed) { self.serverStops() }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.gone() }

    private var address: String { self.context?.remoteAddress?.ipAddress ?? "" }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = Self.unwrapInboundIn(data)
        if self.intake.mustWait || !self.backlog.isEmpty {
            self.backlog.append(part)
        } else {
            self.take(part)
        }
    }

    private func take(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head): self.begin(head)
        case .body(let bytes):
            switch self.intake.body(bytes.readableBytes) {
            case .keep: self.exchange?.body.writeImmutableBuffer(bytes)
            case .refuse: self.refuseBody()
            case .discard: break
            case .close: self.closeNow()
            }
        case .end:
            switch self.intake.end() {
            case .perform: self.perform()
            case .next: self.next()
            case .close: self.closeAfterAnswer()
            case .ignore: break
            }
        }
    }

    private func takeBacklog() {
        guard !self.isTakingBacklog else { return }
        self.isTakingBacklog = true
        while !self.intake.mustWait, let part = self.backlog.popFirst() { self.take(part) }
        self.isTakingBacklog = false
        if self.backlog.isEmpty, self.isReadAsked {
            self.isReadAsked = false
            self.context?.read()
        }
    }

    /// While requests wait, no more are read.
    func read(context: ChannelHandlerContext) {
        if self.backlog.isEmpty {
            context.read()
        } else {
            self.isReadAsked = true
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        // After a request with an Upgrade field the decoder reads no further one.
        let keepsAlive = head.isKeepAlive && !head.headers.contains(name: "Upgrade")
        guard self.intake.head(keepsAlive: keepsAlive) else { return }
        self.number += 1
        self.loop.wake(self, at: .now + self.loop.shared.configuration.requestTimeout)
        let exchange = HTTPExchange(head, shared: self.loop.shared)
        self.exchange = exchange
        switch exchange.purpose {
        case .answer(let response): self.answer(self.number, response)
        case .endSession(let session):
            session.perform { $0.end(.transportError) }
            self.answer(self.number, .empty(status: 400))
        case .post(let session):
            let reply = self.reply
            session.perform { $0.beginPost(reply) }
            self.beginBody(head)
        case .open, .poll, .upgrade, .fallback:
            self.beginBody(head)
        }
    }

    /// Refuses a body that says it is too long, and asks for one whose client waits to be asked.
    private func beginBody(_ head: HTTPRequestHead) {
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        guard length <= self.loop.shared.configuration.maxPayload else { return self.refuseBody() }
        if head.headers.first(name: "Expect")?.equalsIgnoringCase("100-continue") == true {
            let goAhead = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            self.context?.writeAndFlush(Self.wrapOutboundOut(goAhead), promise: nil)
        }
    }

    private func refuseBody() {
        if case .post(let session) = self.exchange?.purpose {
            let reply = self.reply
            session.perform { $0.abandonPost(reply) }
        }
        self.answer(self.number, .empty(status: 413))
    }

    private var reply: HTTPReply { HTTPReply(self, number: self.number, eventLoop: self.loop.eventLoop) }

    /// All of the request is there.
    private func perform() {
        guard let exchange else { return }
        self.loop.wake(self, at: nil)
        let reply = self.reply
        switch exchange.purpose {
        case .answer, .endSession: break
        case .open(let endpoint, let wantsBase64): self.openSession(at: endpoint, wantsBase64: wantsBase64)
        case .poll(let session): session.perform { $0.poll(reply) }
        case .post(let session):
            let body = Array(buffer: exchange.body)
            session.perform { $0.receivePost(reply, body) }
        case .upgrade(let endpoint, let session, let wantsBase64, let accept):
            self.upgrade(to: session, at: endpoint, wantsBase64: wantsBase64, accept: accept)
        case .fallback: self.performFallback(exchange)
        }
    }

    private func openSession(at endpoint: EngineIOEndpoint, wantsBase64: Bool) {
        let reply = self.reply
        guard let request = self.engineRequest,
            let session = Session.open(
                on: self.loop,
                at: endpoint,
                transport: .polling,
                request: request,
                wantsBase64: wantsBase64
            )
        else { return reply.send(.serverIsFull) }
        session.start(on: .polling)
        session.poll(reply)
    }

    private var engineRequest: EngineIORequest? {
        self.exchange.map { exchange in
            EngineIORequest(
                headers: exchange.headers,
                url: exchange.head.uri,
                address: self.address,
                issued: WallClock.milliseconds
            )
        }
    }

    private func performFallback(_ exchange: HTTPExchange) {
        guard let http = self.loop.shared.http else { return }
        let request = SocketIOHTTPRequest(
            method: exchange.head.method.rawValue,
            path: exchange.target.path,
            query: exchange.target.query,
            headers: exchange.headers,
            body: Array(buffer: exchange.body),
            address: self.address
        )
        let reply = self.reply
        Task { reply.send(await http(request).response) }
    }

    // MARK: Answers

    /// Writes the answer to request `number`, unless that has one or is gone.
    func answer(_ number: Int, _ response: HTTPResponse) {
        guard number == self.number, let context, let exchange else { return }
        let action = self.intake.answer(isLast: response.isLast)
        guard action != .ignore else { return }
        let head = response.head(
            extra: exchange.corsHeaders,
            keepsAlive: self.intake.keepsAlive(after: action),
            isHTTP10: exchange.head.version.minor == 0
        )
        context.write(Self.wrapOutboundOut(head), promise: nil)
        if exchange.head.method != .HEAD, response.body.readableBytes > 0 {
            context.write(Self.wrapOutboundOut(response.body), promise: nil)
        }
        context.flush()
        self.exchange = nil
        switch action {
        case .write: self.next()
        case .writeEarly, .ignore: break
        case .writeAndClose: self.closeAfterAnswer()
        }
    }

    private func next() {
        self.loop.wake(self, at: .now + self.loop.shared.configuration.keepAliveTimeout)
        self.takeBacklog()
    }

    /// Shuts our side, so that the answer arrives even when the client is still sending; the client's end closes the
    /// rest, or the time that passes.
    private func closeAfterAnswer() {
        self.context?.close(mode: .output, promise: nil)
        self.loop.wake(self, at: .now + .seconds(2))
    }

    // MARK: Upgrade

    private func upgrade(
        to entry: SessionEntry?,
        at endpoint: EngineIOEndpoint,
        wantsBase64: Bool,
        accept: String
    ) {
        guard let context, let exchange, let request = self.engineRequest else { return }
        let head = HTTPResponse.switchingProtocols(accept: accept)
            .head(extra: exchange.corsHeaders, keepsAlive: true, isHTTP10: false)
        guard let entry else {
            guard
                let session = Session.open(
                    on: self.loop,
                    at: endpoint,
                    transport: .websocket,
                    request: request,
                    wantsBase64: wantsBase64
                )
            else {
                var refusal = HTTPResponse.serverIsFull
                refusal.isLast = true
                return self.answer(self.number, refusal)
            }
            let webSocket = self.becomeWebSocket(context, head)
            session.start(on: webSocket)
            return
        }
        if entry.eventLoop === self.loop.eventLoop {
            let webSocket = self.becomeWebSocket(context, head)
            // Performed at once, as the session is on this loop.
            let bound = NIOLoopBound(webSocket, eventLoop: self.loop.eventLoop)
            entry.perform { $0.beginProbe(bound.value) }
        } else {
            ConnectionMove.move(context, to: entry, greeting: head)
        }
    }

    private func becomeWebSocket(_ context: ChannelHandlerContext, _ head: ByteBuffer) -> WebSocketHandler {
        WebSocketHandler.take(over: context, from: self, greeting: head, loop: self.loop)
    }

    // MARK: The end

    func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        self.answer(self.number, HTTPResponse(status: 408, isLast: true))
        self.closeNow()
        return nil
    }

    func serverStops() {
        if self.intake.stop() == .close { self.closeNow() }
    }

    func closeNow() { self.context?.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, self.intake.stop() == .close else { return self.closeNow() }
        let response = HTTPResponse(status: error == .headerOverflow ? 431 : 400)
        let head = response.head(extra: [], keepsAlive: false, isHTTP10: false)
        context.writeAndFlush(Self.wrapOutboundOut(head), promise: nil)
        self.closeAfterAnswer()
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.gone()
        context.fireChannelInactive()
    }

    private func gone() {
        guard self.context != nil else { return }
        self.context = nil
        self.loop.remove(self)
        guard let exchange else { return }
        self.exchange = nil
        let reply = self.reply
        switch exchange.purpose {
        case .poll(let session), .post(let session): session.perform { $0.lost(reply) }
        case .open, .upgrade, .fallback, .answer, .endSession: break
        }
    }
}
