package import NIOCore
import NIOPosix

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Sends bytes on a channel's descriptor itself, past the channel's own queue, which costs a third of a small frame's
/// delivery.
///
/// It is right only under these conditions, which who holds it keeps:
/// - The descriptor carries the bytes as they are: no handler that changes them, such as TLS, is in the pipeline.
/// - Nothing waits in the channel's queue, so that nothing is overtaken. What was not taken is written through the
///   channel, which then has a queue.
/// - All calls are made on the channel's event loop.
/// - The descriptor is open: afterwards its number may be another connection's. NIO closes it on the event loop, and the
///   step that does so calls `channelInactive` before it returns; no other code of ours runs within that step. So the
///   holder lets go of it in `channelInactive`, and has no promise or other handler on the channel that runs before.
package struct DirectSend {
    private let descriptor: CInt

    /// - Returns: `nil` when the channel has no descriptor, or none any more.
    package init?(_ channel: any Channel) {
        guard channel.isActive else { return nil }
        do {
            let descriptor = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
                of: NIOBSDSocket.Handle.self
            ) { $0 }
            guard let descriptor else { return nil }
            self.descriptor = descriptor
        } catch {
            return nil
        }
    }

    /// Offers bytes to the kernel.
    ///
    /// - Returns: How many it took: none also when the connection is broken, of which the channel will learn itself.
    package func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        var taken: Int
        repeat {
            taken = systemSend(self.descriptor, bytes)
        } while taken < 0 && errno == EINTR
        return max(0, taken)
    }
}

private func systemSend(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
        // NIO has set SO_NOSIGPIPE.
        Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
    #elseif canImport(Musl)
        Musl.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
        Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #endif
}
