import NIOCore

/// What one WebSocket has to send, and which way it goes: past the channel while that has nothing to write itself.
///
/// Confined to the channel's event loop.
struct WebSocketOutput {
    private var queue = FrameQueue()
    private var direct: DirectSend?
    /// Whether the channel may still have to write something that it was given.
    private var isChannelBusy = true

    /// - Returns: Whether it is the first frame since the last flush.
    mutating func append(_ frame: ByteBuffer) -> Bool {
        defer { self.queue.append(frame) }
        return self.queue.isEmpty
    }

    /// What the kernel does not have yet.
    ///
    /// - Parameter channel: Asked only when it may have something to write.
    mutating func waitingBytes(on channel: @autoclosure () -> (any Channel)?) -> Int {
        self.queue.byteCount + (self.isChannelBusy ? self.bytesWaiting(in: channel()) : 0)
    }

    /// Sends what is queued.
    ///
    /// - Parameter channel: Asked only when it may have something to write.
    /// - Returns: What is to be written through the channel at once: the kernel has no room for it, or must not have it
    ///   before the rest.
    mutating func flush(
        to channel: @autoclosure () -> (any Channel)?,
        _ merger: inout FrameMerger
    ) -> ByteBuffer? {
        guard var run = self.queue.take(&merger) else { return nil }
        if self.isChannelBusy {
            let channel = channel()
            guard self.bytesWaiting(in: channel) == 0 else { return run }
            if self.direct == nil { self.direct = channel.flatMap { DirectSend($0) } }
        }
        run.moveReaderIndex(forwardBy: self.direct?.send(run) ?? 0)
        guard run.readableBytes > 0 else { return nil }
        self.isChannelBusy = true
        return run
    }

    private mutating func bytesWaiting(in channel: (any Channel)?) -> Int {
        // A channel that cannot tell is closed.
        let count = (try? channel?.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        self.isChannelBusy = count > 0
        return count
    }
}
