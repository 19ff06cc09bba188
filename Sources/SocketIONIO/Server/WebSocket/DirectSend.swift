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
/// It is right only under these conditions. The first three are the caller's, the last is kept here:
/// - The descriptor carries the bytes as they are: no handler that changes them, such as TLS, is in the pipeline.
/// - Nothing waits in the channel's queue, so that nothing is overtaken. What was not taken is written through the
///   channel, which then has a queue.
/// - All calls are made on the channel's event loop.
/// - The channel is active. On its event loop it is so until the step that closes its descriptor, and no code of ours
///   runs within that step; afterwards the number may be another connection's.
package struct DirectSend {
    private let channel: any Channel
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
        self.channel = channel
    }

    /// Offers bytes to the kernel.
    ///
    /// - Returns: How many it took: none also when the connection is broken, of which the channel will learn itself.
    package func send(_ bytes: ByteBuffer) -> Int {
        guard self.channel.isActive else { return 0 }
        return bytes.withUnsafeReadableBytes { bytes in
            var taken: Int
            repeat {
                taken = systemSend(self.descriptor, bytes)
            } while taken < 0 && errno == EINTR
            return max(0, taken)
        }
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
