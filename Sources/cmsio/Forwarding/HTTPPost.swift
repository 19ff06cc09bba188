import NIOCore
import NIOHTTP1
import NIOPosix

/// Posts JSON to one address, each time over a connection of its own.
struct HTTPPost: Sendable {
    /// How long connecting may take, and then the answer.
    private static let patience = TimeAmount.seconds(10)

    let address: ForwardAddress

    /// - Returns: The status of the answer, or why there was none.
    func send(_ body: [UInt8], _ fields: [(name: String, value: String)]) async -> ForwardAttempts.Outcome {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let status = loop.makePromise(of: UInt.self)
        do {
            let channel = try await self.connect(loop, status)
            return try await withTaskCancellationHandler {
                channel.writeAndFlush(self.request(body, fields), promise: nil)
                return .answered(status: Int(try await status.futureResult.get()))
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch let error as PostProblem {
            return .failed(error.description)
        } catch {
            status.fail(error)
            return .failed("it cannot be reached (\(Self.text(error)))")
        }
    }

    private func connect(_ loop: any EventLoop, _ status: EventLoopPromise<UInt>) async throws -> any Channel {
        try await ClientBootstrap(group: loop)
            .connectTimeout(Self.patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        PostHandler(status: status, patience: Self.patience)
                    )
                }
            }
            .connect(host: self.address.host, port: self.address.port).get()
    }

    private func request(_ body: [UInt8], _ fields: [(name: String, value: String)]) -> PostHandler.Request {
        var headers = HTTPHeaders(fields.map { ($0.name, $0.value) })
        headers.add(name: "host", value: self.address.authority)
        headers.add(name: "content-type", value: "application/json")
        headers.add(name: "content-length", value: "\(body.count)")
        headers.add(name: "user-agent", value: "cmsio/\(Version.current)")
        headers.add(name: "connection", value: "close")
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: self.address.target, headers: headers)
        return PostHandler.Request(head: head, body: ByteBuffer(bytes: body))
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

/// Why a post had no answer.
private struct PostProblem: Error, CustomStringConvertible {
    let description: String
}

/// Writes one request and waits for the head of its answer.
///
/// Confined to its channel's event loop, so not `Sendable`.
private final class PostHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Request
    typealias OutboundOut = HTTPClientRequestPart

    struct Request: Sendable {
        let head: HTTPRequestHead
        let body: ByteBuffer
    }

    private let status: EventLoopPromise<UInt>
    private let patience: TimeAmount
    private var timer: Scheduled<Void>?

    init(status: EventLoopPromise<UInt>, patience: TimeAmount) {
        self.status = status
        self.patience = patience
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = self.unwrapOutboundIn(data)
        self.timer = context.eventLoop.assumeIsolated().scheduleTask(in: self.patience) {
            self.end(
                context,
                PostProblem(description: "it did not answer within \(self.patience.nanoseconds / 1_000_000_000) s")
            )
        }
        context.write(self.wrapOutboundOut(.head(request.head)), promise: nil)
        context.write(self.wrapOutboundOut(.body(.byteBuffer(request.body))), promise: nil)
        context.write(self.wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = self.unwrapInboundIn(data) else { return }
        self.status.succeed(head.status.code)
        self.timer?.cancel()
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.end(context, PostProblem(description: "its answer is no HTTP (\(error))"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.end(context, PostProblem(description: "it closed the connection without an answer"))
        context.fireChannelInactive()
    }

    /// Only the first end counts.
    private func end(_ context: ChannelHandlerContext, _ problem: PostProblem) {
        self.status.fail(problem)
        self.timer?.cancel()
        context.close(promise: nil)
    }
}
