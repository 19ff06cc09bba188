import NIOCore

/// The runs of frames that the WebSockets of one event loop are to send in this turn of it.
///
/// WebSockets that are to send the same frames in the same order mostly share a run, so that one number stands for the
/// queue of each, and the bytes of a run are put together once, for one write a WebSocket instead of several.
struct FrameRuns {
    /// Names a run until the next ``reset()``.
    struct ID: Equatable {
        fileprivate let number: UInt32

        /// The run without frames.
        static let empty = ID(number: 0)
    }
    private struct Run {
        let frame: SharedFrame
        /// What comes before the frame.
        let before: ID
        let byteCount: Int
        /// The run that was made last by adding a frame to this one.
        var lastLonger = ID.empty
        /// All of its bytes, once somebody needed them.
        var bytes: ByteBuffer?
    }
    private static var none: Run { Run(frame: SharedFrame(ByteBuffer()), before: .empty, byteCount: 0) }
    /// More runs than these are not worth their memory when it is quiet again.
    private static let keptCapacity = 1 << 10

    private var runs = [Self.none]

    /// The run of another one's frames and one more.
    mutating func run(_ id: ID, adding frame: SharedFrame) -> ID {
        let last = self[id].lastLonger
        if last != .empty, self[last].frame.isSameMemory(as: frame) { return last }
        let new = ID(number: UInt32(self.runs.count))
        self.runs.append(Run(frame: frame, before: id, byteCount: self[id].byteCount + frame.byteCount))
        self[id].lastLonger = new
        return new
    }

    func byteCount(of id: ID) -> Int { self[id].byteCount }

    /// The frames of a run, one behind the other.
    mutating func bytes(of id: ID) -> ByteBuffer {
        if let bytes = self[id].bytes { return bytes }
        let bytes = self.merge(id)
        self[id].bytes = bytes
        return bytes
    }

    private func merge(_ id: ID) -> ByteBuffer {
        guard self[id].before != .empty else { return self[id].frame.bytes }
        var frames: [ByteBuffer] = []
        var next = id
        while next != .empty {
            frames.append(self[next].frame.bytes)
            next = self[next].before
        }
        var bytes = ByteBuffer()
        bytes.reserveCapacity(self[id].byteCount)
        for frame in frames.reversed() { bytes.writeImmutableBuffer(frame) }
        return bytes
    }

    /// Lets go of all frames; no run but the empty one may be named any longer.
    mutating func reset() {
        if self.runs.capacity > Self.keptCapacity {
            self.runs = [Self.none]
        } else {
            self.runs.removeLast(self.runs.count - 1)
            self[.empty].lastLonger = .empty
        }
    }

    private subscript(id: ID) -> Run {
        get { self.runs[Int(id.number)] }
        _modify { yield &self.runs[Int(id.number)] }
    }
}

/// A ready frame that many WebSockets send.
struct SharedFrame {
    let bytes: ByteBuffer
    let byteCount: Int
    private let start: UnsafeRawPointer?

    init(_ bytes: ByteBuffer) {
        self.bytes = bytes
        self.byteCount = bytes.readableBytes
        self.start = bytes.withUnsafeReadableBytes(\.baseAddress)
    }

    /// Whether both are the same bytes of the same memory: while both are held, nobody changes it.
    func isSameMemory(as other: SharedFrame) -> Bool {
        self.start == other.start && self.byteCount == other.byteCount
    }
}
