import NIOCore
import NIOHTTP1
import NIOPosix

/// Asks an HTTP server one thing at a time, each time over a connection of its own. A redirect is an answer like any other.
struct HTTPCall: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    /// How much of an answer matters.
    enum Wanted: Sendable {
        case status
        /// - Parameter limit: How many bytes the body may have.
        case body(limit: Int)
    }

    let address: HTTPAddress
    /// How long connecting may take, and then the answer.
    let patience: Duration
    let wanted: Wanted

    /// - Parameters:
    ///   - target: Path and query.
    ///   - body: Nil for none.
    /// - Throws: ``HTTPCallProblem`` when there is no answer.
    func perform(
        _ method: HTTPMethod,
        _ target: String,
        _ fields: [(name: String, value: String)],
        body: [UInt8]? = nil
    ) async throws(HTTPCallProblem) -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: Answer.self)
        do {
            let channel = try await self.connect(loop, answer)
            return try await withTaskCancellationHandler {
                channel.writeAndFlush(self.request(method, target, fields, body), promise: nil)
                return try await answer.futureResult.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch let problem as HTTPCallProblem {
            throw problem
        } catch {
            let problem = HTTPCallProblem(connecting: error)
            answer.fail(problem)
            throw problem
        }
    }

    private func connect(_ loop: any EventLoop, _ answer: EventLoopPromise<Answer>) async throws -> any Channel {
        let patience = TimeAmount(self.patience)
        return try await ClientBootstrap(group: loop)
            .connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        CallHandler(answer: answer, patience: patience, wanted: self.wanted)
                    )
                }
            }
            .connect(host: self.address.host, port: self.address.port).get()
    }

    private func request(
        _ method: HTTPMethod,
        _ target: String,
        _ fields: [(name: String, value: String)],
        _ body: [UInt8]?
    ) -> CallHandler.Request {
        var headers = HTTPHeaders(fields.map { ($0.name, $0.value) })
        headers.add(name: "host", value: self.address.authority)
        if let body {
            headers.add(name: "content-type", value: "application/json")
            headers.add(name: "content-length", value: "\(body.count)")
        }
        headers.add(name: "user-agent", value: "cmsio/\(Version.current)")
        headers.add(name: "connection", value: "close")
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
        return CallHandler.Request(head: head, body: body.map { ByteBuffer(bytes: $0) })
    }
}

/// Why a call had no answer, or none that could be taken.
struct HTTPCallProblem: Error, CustomStringConvertible {
    enum Kind: Sendable {
        case unreachable
        case timedOut
        case notUnderstood
    }

    let kind: Kind
    let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    fileprivate init(connecting error: any Error) {
        var kind = Kind.unreachable
        if case ChannelError.connectTimeout = error { kind = .timedOut }
        self.init(kind, "it cannot be reached (\(Self.text(error)))")
    }

    private static func text(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            (error.connectionErrors.first?.error ?? error.dnsAError ?? error.dnsAAAAError).map(self.text) ?? "\(error)"
        case let error as IOError: SystemError.text(error.errnoCode)
        default: "\(error)"
        }
    }
}

/// Writes one request and waits for its answer, or the head of it.
///
/// Confined to its channel's event loop, so not `Sendable`.
private final class CallHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Request
    typealias OutboundOut = HTTPClientRequestPart

    struct Request: Sendable {
        let head: HTTPRequestHead
        let body: ByteBuffer?
    }

    private let answer: EventLoopPromise<HTTPCall.Answer>
    private let patience: TimeAmount
    private let wanted: HTTPCall.Wanted
    private var timer: Scheduled<Void>?
    private var status = 0
    private var body: [UInt8] = []

    init(answer: EventLoopPromise<HTTPCall.Answer>, patience: TimeAmount, wanted: HTTPCall.Wanted) {
        self.answer = answer
        self.patience = patience
        self.wanted = wanted
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = self.unwrapOutboundIn(data)
        self.timer = context.eventLoop.assumeIsolated().scheduleTask(in: self.patience) {
            let seconds = self.patience.nanoseconds / 1_000_000_000
            self.end(context, .failure(HTTPCallProblem(.timedOut, "it did not answer within \(seconds) s")))
        }
        context.write(self.wrapOutboundOut(.head(request.head)), promise: nil)
        if let body = request.body { context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.write(self.wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (self.unwrapInboundIn(data), self.wanted) {
        case (.head(let head), .status): self.end(context, .success(.init(status: Int(head.status.code), body: [])))
        case (.head(let head), .body): self.status = Int(head.status.code)
        case (.body(let part), .body(let limit)):
            guard self.body.count + part.readableBytes <= limit else {
                return self.end(
                    context,
                    .failure(HTTPCallProblem(.notUnderstood, "its answer is longer than \(limit) bytes"))
                )
            }
            self.body += part.readableBytesView
        case (.end, .body): self.end(context, .success(.init(status: self.status, body: self.body)))
        case (.body, .status), (.end, .status): break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.end(context, .failure(HTTPCallProblem(.notUnderstood, "its answer is no HTTP (\(error))")))
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.end(
            context,
            .failure(HTTPCallProblem(.unreachable, "it closed the connection without an answer"))
        )
        context.fireChannelInactive()
    }

    /// Only the first end counts.
    private func end(_ context: ChannelHandlerContext, _ result: Result<HTTPCall.Answer, any Error>) {
        self.answer.completeWith(result)
        self.timer?.cancel()
        context.close(promise: nil)
    }
}
