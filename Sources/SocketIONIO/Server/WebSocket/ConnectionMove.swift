import NIOCore
import NIOPosix

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Moves a connection that is to become a session's WebSocket to that session's event loop.
///
/// A session and its WebSocket must live on one loop, so that a broadcast hops once per loop and not once per socket.
/// A channel cannot change its loop, but its descriptor can be duplicated: the new channel takes the duplicate, and
/// closing the old channel then ends nothing for the peer. A client sends nothing between its request and our answer,
/// so no bytes are lost between the two; one that does has its connection broken, and nobody else's.
enum ConnectionMove {
    /// - Parameters:
    ///   - greeting: What is written first on the new channel.
    ///   - deflates: Whether permessage-deflate was agreed on.
    static func move(
        _ context: ChannelHandlerContext,
        to entry: SessionEntry,
        greeting: ByteBuffer,
        deflates: Bool
    ) {
        let descriptor: CInt?
        do {
            descriptor = try context.channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                of: NIOBSDSocket.Handle.self
            ) { dup($0) }
        } catch {
            descriptor = nil
        }
        context.close(promise: nil)
        // Out of descriptors, the connection is closed; its session stays on polling.
        guard let descriptor, descriptor >= 0 else { return }
        entry.perform { session in
            let loop = session.loop
            let bound = NIOLoopBound(session, eventLoop: loop.eventLoop)
            ClientBootstrap(group: loop.eventLoop)
                .channelOption(.recvAllocator, value: ServerShared.receiving)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let webSocket = WebSocketHandler(loop: bound.value.loop, deflates: deflates)
                        try channel.pipeline.syncOperations.addHandler(webSocket)
                    }
                }
                .withConnectedSocket(descriptor)
                .assumeIsolated()
                .whenSuccess { channel in
                    channel.writeAndFlush(greeting, promise: nil)
                    guard let webSocket = try? channel.pipeline.syncOperations.handler(type: WebSocketHandler.self)
                    else { return }
                    bound.value.beginProbe(webSocket)
                }
        }
    }
}
