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
        case .refuse(let refusal): self.refuse(refusal)
        case .endSession(let session):
            session.perform { $0.end(.transportError) }
            self.answer(self.number, .empty(status: 400))
        case .post(let session, _):
            let reply = self.reply
            session.perform { $0.beginPost(reply) }
            self.beginBody(head)
        case .open, .poll, .probe, .fallback:
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
        if case .post(let session, _) = self.exchange?.purpose {
            let reply = self.reply
            session.perform { $0.abandonPost(reply) }
        }
        self.answer(self.number, .empty(status: 413))
    }

    /// Refuses the request for the reason given, and tells the user.
    private func refuse(_ refusal: EngineRefusal, saying message: String? = nil) {
        guard let exchange else { return }
        let handlers = exchange.endpoint?.handlers.connectionError ?? []
        if !handlers.isEmpty {
            let error = EngineIOConnectionError(
                code: refusal.rawValue,
                message: message ?? refusal.message,
                context: exchange.query.context(
                    of: refusal,
                    method: exchange.head.method.rawValue,
                    origin: exchange.headers["Origin"]
                ),
                request: exchange.request(from: self.address)
            )
            for handler in handlers { handler(error) }
        }
        let isUpgrade = exchange.isUpgrade
        self.answer(
            self.number,
            isUpgrade ? .upgradeRefusal(refusal, saying: message) : .refusal(refusal, saying: message)
        )
    }

    /// Whether request `number` still waits for its answer.
    func isAtWork(on number: Int) -> Bool {
        number == self.number && self.context != nil && self.exchange != nil
    }

    private var reply: HTTPReply { HTTPReply(self, number: self.number, eventLoop: self.loop.eventLoop) }

    /// All of the request is there.
    private func perform() {
        guard let exchange else { return }
        self.loop.wake(self, at: nil)
        let reply = self.reply
        switch exchange.purpose {
        case .answer, .refuse, .endSession: break
        case .open(let transport, let accept): self.admit(exchange, transport, accept)
        case .poll(let session): session.perform { $0.poll(reply) }
        case .post(let session, let isBinary):
            let body = Array(buffer: exchange.body)
            session.perform { $0.receivePost(reply, body, isBinary: isBinary) }
        case .probe(let session, let accept): self.probe(session, accept)
        case .fallback: self.performFallback(exchange)
        }
    }

    // MARK: Opening

    /// Has the user's judges decide on a request that would open a session.
    private func admit(_ exchange: HTTPExchange, _ transport: EngineTransport, _ accept: String?) {
        guard let endpoint = exchange.endpoint else { return }
        let request = exchange.request(from: self.address)
        let judges = endpoint.handlers.judges
        guard !judges.isEmpty else { return self.open(endpoint, request, transport, accept) }
        let reply = self.reply
        Task {
            do {
                for judge in judges { try await judge(request) }
            } catch {
                let message = (error as? ConnectError)?.message
                return reply.whileOpen { $0.refuse(.forbidden, saying: message) }
            }
            reply.whileOpen { $0.open(endpoint, request, transport, accept) }
        }
    }

    /// Opens a session and starts it on its transport.
    private func open(
        _ endpoint: EngineIOEndpoint,
        _ request: EngineIORequest,
        _ transport: EngineTransport,
        _ accept: String?
    ) {
        guard let context, let exchange else { return }
        let configuration = self.loop.shared.configuration
        // Stopped while the judges were at work.
        guard !self.loop.shared.isStopping.load(ordering: .relaxed) else {
            return self.answer(self.number, .empty(status: 503))
        }
        guard let revision = exchange.query.revision(allowing3: configuration.allowsEngineIO3) else {
            return self.refuse(.unsupportedVersion)
        }
        let opening = SessionOpening(
            endpoint: endpoint,
            request: request,
            transport: transport,
            revision: revision,
            wantsBase64: exchange.query.wantsBase64
        )
        guard let session = Session.open(on: self.loop, opening) else {
            var refusal = HTTPResponse.serverIsFull
            refusal.isLast = transport == .websocket
            return self.answer(self.number, refusal)
        }
        if let accept {
            let greeting = self.greeting(exchange, accept: accept)
            session.start(on: self.becomeWebSocket(context, greeting, deflates: exchange.deflates(configuration)))
        } else {
            if let cookie = configuration.cookie {
                self.exchange?.extraFields.append(("Set-Cookie", cookie.header(value: session.sid.string)))
            }
            session.start(on: .polling)
            session.poll(self.reply)
        }
    }

    /// Turns the connection into the WebSocket that a session tries.
    private func probe(_ entry: SessionEntry, _ accept: String) {
        guard let context, let exchange else { return }
        let greeting = self.greeting(exchange, accept: accept)
        let deflates = exchange.deflates(self.loop.shared.configuration)
        if entry.eventLoop === self.loop.eventLoop {
            let webSocket = self.becomeWebSocket(context, greeting, deflates: deflates)
            // Performed at once, as the session is on this loop.
            let bound = NIOLoopBound(webSocket, eventLoop: self.loop.eventLoop)
            entry.perform { $0.beginProbe(bound.value) }
        } else {
            ConnectionMove.move(context, to: entry, greeting: greeting, deflates: deflates)
        }
    }

    /// The head of the 101.
    private func greeting(_ exchange: HTTPExchange, accept: String) -> ByteBuffer {
        let deflates = exchange.deflates(self.loop.shared.configuration)
        var response = HTTPResponse.switchingProtocols(accept: accept, deflates: deflates)
        self.finishFields(of: &response, exchange)
        return response.wholeHead
    }

    private func becomeWebSocket(
        _ context: ChannelHandlerContext,
        _ greeting: ByteBuffer,
        deflates: Bool
    ) -> WebSocketHandler {
        WebSocketHandler.take(over: context, from: self, greeting: greeting, loop: self.loop, deflates: deflates)
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
        var response = response
        response.compress(
            from: self.loop.shared.configuration.httpCompressionThreshold,
            accepted: exchange.headers.values("Accept-Encoding")
        )
        self.finishFields(of: &response, exchange)
        let head = response.head(
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

    /// Adds the fields that do not depend on the answer, and has the user change all of them.
    private func finishFields(of response: inout HTTPResponse, _ exchange: HTTPExchange) {
        response.headers += exchange.extraFields
        guard response.status == 200 || response.status == 101, !exchange.isFile,
            let handlers = exchange.endpoint?.handlers, handlers.changesHeaders
        else { return }
        var headers = SocketIOHeaders(response.headers)
        let isInitial = exchange.query.sid == nil
        handlers.change(&headers, isInitial: isInitial, of: exchange.request(from: self.address))
        response.headers = Array(headers)
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
        let head = response.head(keepsAlive: false, isHTTP10: false)
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
        case .poll(let session), .post(let session, _): session.perform { $0.lost(reply) }
        case .open, .probe, .fallback, .answer, .refuse, .endSession: break
        }
    }
}
