import NIOCore

/// The frames that one WebSocket is to send in this turn of its event loop; mostly there is one.
struct FrameQueue {
    private var first: ByteBuffer?
    private var others: [ByteBuffer] = []
    private(set) var byteCount = 0

    var isEmpty: Bool { self.first == nil }

    mutating func append(_ frame: ByteBuffer) {
        self.byteCount += frame.readableBytes
        if self.first == nil {
            self.first = frame
        } else {
            self.others.append(frame)
        }
    }

    /// Takes out everything as one run of bytes.
    mutating func take(_ merger: inout FrameMerger) -> ByteBuffer? {
        guard let first = self.first else { return nil }
        defer { self = FrameQueue() }
        return self.others.isEmpty ? first : merger.merge(first, self.others)
    }
}

/// Puts the frames of one WebSocket into one run of bytes, for one write instead of several.
///
/// In a burst of broadcasts neighbours in a room have the same frames to send, so the run that was made last is used
/// again while that is so.
struct FrameMerger {
    private var first = ByteBuffer()
    private var others: [ByteBuffer] = []
    private var run = ByteBuffer()

    mutating func merge(_ first: ByteBuffer, _ others: [ByteBuffer]) -> ByteBuffer {
        let isKnown =
            self.first.isSameMemory(as: first)
            && self.others.elementsEqual(others) { $0.isSameMemory(as: $1) }
        if !isKnown {
            self.first = first
            self.others = others
            var run = ByteBuffer()
            run.reserveCapacity(others.reduce(first.readableBytes) { $0 + $1.readableBytes })
            run.writeImmutableBuffer(first)
            for frame in others { run.writeImmutableBuffer(frame) }
            self.run = run
        }
        return self.run
    }

    /// Lets go of the frames.
    mutating func reset() { self = FrameMerger() }
}

extension ByteBuffer {
    /// Whether both are the same bytes of the same memory: while both are held, nobody changes it.
    fileprivate func isSameMemory(as other: ByteBuffer) -> Bool {
        self.withUnsafeReadableBytes { mine in
            other.withUnsafeReadableBytes { $0.baseAddress == mine.baseAddress && $0.count == mine.count }
        }
    }
}
