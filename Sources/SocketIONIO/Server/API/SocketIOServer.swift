public import JSONText
public import Logging
public import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A Socket.IO server: Engine.IO 4 over long-polling and WebSocket, Socket.IO 5 above it, on one TCP port.
///
/// Name the namespaces and their handlers first, then ``start()``. It knows nothing of TLS: put a proxy in front.
public final class SocketIOServer: Sendable {
    private enum State {
        case ready
        case listening(any Channel)
        case stopped
    }
    private struct Part: Sendable {
        let eventLoop: any EventLoop
        let loop: NIOLoopBoundBox<ServerLoop>
    }

    /// How long ``shutdown()`` waits for handlers and clients before it closes what is left.
    private static let graceTime = TimeAmount.seconds(5)

    /// The Engine.IO endpoint below Socket.IO, at the configuration's `path`.
    public let engine: EngineIOEndpoint

    private let group: any EventLoopGroup
    private let shared: ServerShared
    let directory: NamespaceDirectory
    private let parts: [Part]
    private let state = Mutex(State.ready)

    /// Answers a request.
    public typealias RequestHandler = @Sendable (SocketIOHTTPRequest) async -> SocketIOHTTPResponse

    /// - Parameters:
    ///   - group: The event loops to run on; the caller shuts them down after ``shutdown()``.
    ///   - logger: Hears of clients that are cut; never of their secrets or their data.
    ///   - adapter: What makes it one of several servers that share their namespaces.
    public init(
        configuration: SocketIOServerConfiguration,
        group: any EventLoopGroup,
        logger: Logger,
        adapter: (any SocketIOAdapter)? = nil
    ) {
        let shared = ServerShared(configuration: configuration, logger: logger)
        let eventLoops = Array(group.makeIterator())
        let directory = NamespaceDirectory(
            eventLoops: eventLoops,
            adapter: adapter,
            removesEmptyChildren: configuration.removesEmptyChildNamespaces
        ) { name in
            NamespaceRecovery(namespace: name, eventLoops: eventLoops.count, shared: shared)
        }
        self.group = group
        self.shared = shared
        self.directory = directory
        self.engine = EngineIOEndpoint(path: configuration.path) { loop in
            let configuration = loop.shared.configuration
            return Conversation(configuration, directory: directory, deadline: .now + configuration.connectTimeout)
        }
        shared.add(self.engine)
        self.parts = eventLoops.map { eventLoop in
            let loop = ServerLoop(eventLoop: eventLoop, shared: shared)
            return Part(
                eventLoop: eventLoop,
                loop: NIOLoopBoundBox.makeBoxSendingValue(loop, eventLoop: eventLoop)
            )
        }
    }

    /// A server with the defaults, on the event loops that all of the program share.
    ///
    /// - Parameters:
    ///   - host: The address to listen on; by default only this machine can connect.
    ///   - port: The port to listen on; 0 takes any free one.
    ///   - adapter: What makes it one of several servers that share their namespaces.
    public convenience init(host: String = "127.0.0.1", port: Int, adapter: (any SocketIOAdapter)? = nil) {
        var configuration = SocketIOServerConfiguration()
        configuration.host = host
        configuration.port = port
        self.init(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "SocketIONIO"),
            adapter: adapter
        )
    }

    /// The namespace of this name, made on the first call; clients can join it from then on.
    ///
    /// - Parameter name: `/`, or what begins with it, without a comma.
    public func namespace(_ name: ExactString) -> SocketIONamespace { self.directory.namespace(name) }

    /// Serves bare Engine.IO at a path of its own, beside Socket.IO, with the same configuration.
    ///
    /// - Parameters:
    ///   - path: Such as `/engine.io`, with or without a slash at its end; another one than Socket.IO's.
    ///   - onConnect: Greets each client. The client's messages are handled only after it returned.
    @discardableResult
    public func engine(
        _ path: String,
        onConnect: @escaping EngineIOEndpoint.ConnectHandler
    ) -> EngineIOEndpoint {
        let endpoint = EngineIOEndpoint(path: path) { _ in EngineConversation(greet: onConnect) }
        self.shared.add(endpoint)
        return endpoint
    }

    /// Has requests outside the paths of Socket.IO and Engine.IO answered by `handler`; without one they get 404.
    public func onRequest(_ handler: @escaping RequestHandler) {
        self.shared.setRequestHandler(handler)
    }

    /// How many clients are connected, whatever namespaces they joined.
    public var connectionCount: Int { self.shared.sessions.openCount }

    /// How many clients were cut because they read too slowly.
    public var slowReaderCount: Int { self.shared.slowReaders.load(ordering: .relaxed) }

    /// Listens.
    ///
    /// - Returns: The address it listens at, with the port the system chose if that was 0.
    /// - Throws: ``SocketIOServerError``.
    public func start() async throws -> SocketAddress {
        let configuration = self.shared.configuration
        if let folder = configuration.clientFiles {
            guard let files = ClientFiles(in: folder, servedAt: self.engine.path) else {
                throw SocketIOServerError(
                    host: configuration.host,
                    port: configuration.port,
                    reason: .noClientFiles(folder: folder)
                )
            }
            self.shared.serve(files)
        }
        let channel: any Channel
        do {
            channel = try await self.bootstrap.bind(host: configuration.host, port: configuration.port).get()
        } catch {
            throw SocketIOServerError(host: configuration.host, port: configuration.port, cause: error)
        }
        let isStarted = self.state.withLock { state in
            guard case .ready = state else { return false }
            state = .listening(channel)
            return true
        }
        guard isStarted, let address = channel.localAddress else {
            try await channel.close()
            throw SocketIOServerError(host: configuration.host, port: configuration.port, reason: .notReady)
        }
        if let recovery = configuration.connectionStateRecovery, let first = self.parts.first {
            first.eventLoop.execute { [directory] in first.loop.value.sweep(directory, recovery) }
        }
        return address
    }

    /// Listens until its task is cancelled, and then stops as ``shutdown()`` does.
    ///
    /// - Throws: ``SocketIOServerError``.
    public func run() async throws {
        _ = try await self.start()
        let (never, continuation) = AsyncStream.makeStream(of: Never.self)
        for await _ in never {}
        continuation.finish()
        await self.shutdown()
    }

    /// Where it listens, while it does.
    public var address: SocketAddress? {
        self.state.withLock { state in
            guard case .listening(let channel) = state else { return nil }
            return channel.localAddress
        }
    }

    private var bootstrap: ServerBootstrap {
        let parts = self.parts
        return ServerBootstrap(group: self.group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: self.shared.waterMark)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let part = parts.first(where: { $0.eventLoop === channel.eventLoop }) else { return }
                    let decoder = HTTPRequestDecoder(
                        leftOverBytesStrategy: .forwardBytes,
                        limitConfiguration: Self.headerLimits
                    )
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(decoder),
                        HTTPConnectionHandler(loop: part.loop.value)
                    )
                }
            }
    }

    private static var headerLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 << 10
        limits.maxHeaderListSize = 32 << 10
        limits.maxHeaderFieldCount = 100
        return limits
    }

    /// Stops: no new connection is taken, every client is told that its connection is closed (so that it will come
    /// back to whoever listens then), and sockets hear of their end. Returns when that is done, or after 5 s without
    /// waiting for handlers and clients any longer. Calling it again changes nothing.
    public func shutdown() async {
        let before = self.state.withLock { state in
            defer { state = .stopped }
            return state
        }
        guard case .listening(let channel) = before else { return }
        self.shared.isStopping.store(true, ordering: .relaxed)
        // It may be closed already, when its event loop was shut down.
        try? await channel.close()
        for part in self.parts {
            await withCheckedContinuation { continuation in
                part.eventLoop.execute {
                    part.loop.value.stop()
                    continuation.resume()
                }
            }
        }
        let patience = self.group.any().scheduleTask(in: Self.graceTime) { [parts, shared] in
            for part in parts { part.eventLoop.execute { part.loop.value.closeAllNow() } }
            shared.activity.stopWaiting()
        }
        await self.shared.activity.untilIdle()
        patience.cancel()
        self.directory.close()
    }
}
