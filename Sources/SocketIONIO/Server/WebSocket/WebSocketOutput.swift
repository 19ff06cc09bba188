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

    /// What neither the kernel nor the peer has yet.
    mutating func waitingBytes(on channel: any Channel) -> Int {
        self.queue.byteCount + (self.isChannelBusy ? self.bytesWaiting(in: channel) : 0)
    }

    /// Sends what is queued.
    ///
    /// - Returns: What is to be written through the channel at once, because the kernel has no room or must not have it.
    mutating func flush(to channel: any Channel, _ merger: inout FrameMerger) -> ByteBuffer? {
        guard var run = self.queue.take(&merger) else { return nil }
        if !self.isChannelBusy || self.bytesWaiting(in: channel) == 0 {
            if self.direct == nil { self.direct = DirectSend(channel) }
            run.moveReaderIndex(forwardBy: self.direct?.send(run) ?? 0)
            guard run.readableBytes > 0 else { return nil }
        }
        self.isChannelBusy = true
        return run
    }

    private mutating func bytesWaiting(in channel: any Channel) -> Int {
        // A channel that cannot tell is closed.
        let count = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        self.isChannelBusy = count > 0
        return count
    }
}
