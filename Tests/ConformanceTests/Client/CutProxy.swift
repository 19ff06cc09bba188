import NIOCore
import NIOPosix
import Synchronization

/// A TCP proxy on 127.0.0.1 that can cut the connections through it, as networks do.
final class CutProxy: Sendable {
    private struct State {
        var isDown = false
        var channels: [any Channel] = []
    }

    let url: String
    private let listener: any Channel
    private let state: Ports

    /// The connections of a proxy.
    private final class Ports: Sendable {
        let target: Int
        let state = Mutex(State())

        init(target: Int) { self.target = target }

        func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
            let isDown = self.state.withLock { state in
                if !state.isDown { state.channels.append(channel) }
                return state.isDown
            }
            guard !isDown else { return channel.close() }
            return ClientBootstrap(group: channel.eventLoop).connect(host: "127.0.0.1", port: self.target)
                .flatMapThrowing { other in
                    self.state.withLock { $0.channels.append(other) }
                    try channel.pipeline.syncOperations.addHandler(PassOn(to: other))
                    try other.pipeline.syncOperations.addHandler(PassOn(to: channel))
                }
        }
    }

    /// - Parameter url: The server behind the proxy, `http://127.0.0.1:port`.
    static func start(to url: String) async throws -> CutProxy {
        let ports = Ports(target: url.split(separator: ":").last.flatMap { Int($0) } ?? 0)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { ports.accept($0) }
            .bind(host: "127.0.0.1", port: 0).get()
        return CutProxy(listener, ports)
    }

    private init(_ listener: any Channel, _ ports: Ports) {
        self.listener = listener
        self.state = ports
        self.url = "http://127.0.0.1:\(listener.localAddress?.port ?? 0)"
    }

    /// Cuts every connection, and all that come until ``restore()``.
    func cut() {
        let channels = self.state.state.withLock { state in
            state.isDown = true
            defer { state.channels = [] }
            return state.channels
        }
        for channel in channels { channel.close(promise: nil) }
    }

    func restore() {
        self.state.state.withLock { $0.isDown = false }
    }

    func stop() async throws {
        self.cut()
        try await self.listener.close()
    }
}

private final class PassOn: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) { self.other = other }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.other.writeAndFlush(self.unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.other.close(promise: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
