package import NIOCore
package import NIOPosix
import Synchronization

/// A TCP connection that sends and reads bytes, for tests that look at the wire.
///
/// Whatever it waits for has to come within the limit: then it is closed, and the reads fail.
package final class RawConnection: Sendable {
    package struct Ended: Error {
        package init() {}
    }

    package static let limit = TimeAmount.seconds(20)

    private let channel: any Channel
    private let incoming: Incoming

    private init(channel: any Channel, incoming: Incoming) {
        self.channel = channel
        self.incoming = incoming
    }

    /// - Parameter receiveBuffer: The size of the kernel's buffer, for clients that read slowly.
    package static func open(port: Int, receiveBuffer: Int? = nil) async throws -> RawConnection {
        let incoming = Incoming()
        var bootstrap = ClientBootstrap(group: TestLoops.group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Incoming.Handler(incoming))
                }
            }
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: numericCast(receiveBuffer))
        }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
        let timeout = channel.eventLoop.scheduleTask(in: Self.limit) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in timeout.cancel() }
        return RawConnection(channel: channel, incoming: incoming)
    }

    package func send(_ text: String) async throws { try await self.send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) async throws { try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// Takes bytes as soon as `parse` finds something whole at the start of what has come.
    ///
    /// - Parameter parse: Gives the value and how many bytes it took, or `nil` for more bytes, please.
    package func read<Value: Sendable>(_ parse: @Sendable @escaping ([UInt8]) -> (Value, Int)?) async throws -> Value {
        try await self.incoming.read(parse)
    }

    /// Returns when the peer has closed the connection.
    package func untilClosed() async throws {
        do {
            let _: Void = try await self.incoming.read { _ in nil }
        } catch is Ended {}
    }

    /// Reads no more, so that the peer's writes pile up.
    package func stopReading() async throws { try await self.channel.setOption(.autoRead, value: false).get() }

    package func startReading() async throws { try await self.channel.setOption(.autoRead, value: true).get() }

    /// Says that nothing more will be sent, which a server takes for the end; what it does then can still be read.
    package func endOutput() async throws { try await self.channel.close(mode: .output) }

    package func close() async throws {
        do { try await self.channel.close() } catch ChannelError.alreadyClosed {}
    }
}

/// The event loops of all tests in this room: two, so that sessions and requests meet across them.
package enum TestLoops {
    package static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    package static let one = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}

/// What has come and who waits for more.
private final class Incoming: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isEnded = false
        /// Tries again; returns whether it is satisfied.
        var waiter: ((inout [UInt8], Bool) -> Bool)?
    }
    private let state = Mutex(State())

    package func read<Value: Sendable>(_ parse: @Sendable @escaping ([UInt8]) -> (Value, Int)?) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            self.state.withLock { state in
                let attempt = { (bytes: inout [UInt8], isEnded: Bool) in
                    if let (value, count) = parse(bytes) {
                        bytes.removeFirst(count)
                        continuation.resume(returning: value)
                        return true
                    }
                    if isEnded { continuation.resume(throwing: RawConnection.Ended()) }
                    return isEnded
                }
                if !attempt(&state.bytes, state.isEnded) { state.waiter = attempt }
            }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        self.state.withLock { state in
            body(&state)
            if let waiter = state.waiter, waiter(&state.bytes, state.isEnded) { state.waiter = nil }
        }
    }

    package final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let incoming: Incoming

        init(_ incoming: Incoming) { self.incoming = incoming }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = Self.unwrapInboundIn(data)
            self.incoming.change { $0.bytes.append(contentsOf: buffer.readableBytesView) }
        }

        func channelInactive(context: ChannelHandlerContext) { self.incoming.change { $0.isEnded = true } }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
