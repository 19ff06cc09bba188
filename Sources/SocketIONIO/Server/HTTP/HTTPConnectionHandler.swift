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
    private(set) var context: ChannelHandlerContext?
    private var intake: RequestIntake
    private(set) var exchange: HTTPExchange?
    /// Counts the requests, so that a late answer finds no other request.
    private(set) var number = 0
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

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    /// The connection begins here: NIO stops the program (in debug builds) when one is closed before it is active.
    func channelActive(context: ChannelHandlerContext) {
        self.loop.add(self)
        self.loop.wake(self, at: .now + self.loop.shared.configuration.requestTimeout)
        // Accepted in the moment the server was stopped.
        if self.loop.shared.isStopping.load(ordering: .relaxed) { self.serverStops() }
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.gone() }

    var address: String { self.context?.remoteAddress?.ipAddress ?? "" }

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

    /// Whether request `number` still waits for its answer.
    func isAtWork(on number: Int) -> Bool {
        number == self.number && self.context != nil && self.exchange != nil
    }

    var reply: HTTPReply { HTTPReply(self, number: self.number, eventLoop: self.loop.eventLoop) }

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

    /// Adds a field to the answer that is due.
    func addField(_ name: String, _ value: String) { self.exchange?.extraFields.append((name, value)) }

    /// Writes the answer to request `number`, unless that has one or is gone.
    func answer(_ number: Int, _ response: HTTPResponse) {
        guard number == self.number, let context, let exchange else { return }
        let action = self.intake.answer(isLast: response.isLast)
        guard action != .ignore else { return }
        var response = response
        response.compress(from: self.loop.shared.configuration.httpCompressionThreshold, for: exchange.headers)
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
    func finishFields(of response: inout HTTPResponse, _ exchange: HTTPExchange) {
        response.headers += exchange.extraFields
        guard response.status == 200 || response.status == 101, !exchange.isFile,
            let handlers = exchange.endpoint?.handlers, handlers.changesHeaders
        else { return }
        var headers = SocketIOHeaders(response.headers)
        let isInitial = exchange.query.sid == nil
        handlers.change(&headers, isInitial: isInitial, of: exchange.request(from: self.address))
        let ours = ["Content-Length", "Transfer-Encoding"]
        response.headers = headers.filter { field in !ours.contains { $0.equalsIgnoringCase(field.name) } }
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
