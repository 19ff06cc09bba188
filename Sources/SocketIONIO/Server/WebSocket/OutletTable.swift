import NIOCore

/// Names a WebSocket's outlet on its event loop, from when it was added to the table until it is removed.
struct OutletID: Equatable {
    fileprivate let number: UInt32
}

/// The outlets of one event loop's WebSockets: what each is to send in this turn, and whether it may go to the kernel past
/// the channel.
///
/// A broadcast goes through all of this twice, to add a frame and to send, so an outlet is a few bytes, next to those that
/// came before and after it. What is not so common is left to the WebSocket's handler.
struct OutletTable {
    private struct Outlet {
        /// Set while the WebSocket takes frames and its channel has nothing to write itself.
        var direct: DirectSend?
        var run = FrameRuns.ID.empty
    }
    private var outlets: [Outlet] = []
    private var handlers: [WebSocketHandler?] = []
    private var free: [OutletID] = []
    private var runs = FrameRuns()
    /// Those with something to send; one whose run is empty has sent it early.
    private var due: [OutletID] = []
    private let maxQueueBytes: Int

    /// - Parameter maxQueueBytes: How much may wait in an outlet before another frame is added.
    init(maxQueueBytes: Int) { self.maxQueueBytes = maxQueueBytes }

    // MARK: Which there are

    mutating func add(_ webSocket: WebSocketHandler) -> OutletID {
        guard let id = self.free.popLast() else {
            self.outlets.append(Outlet())
            self.handlers.append(webSocket)
            return OutletID(number: UInt32(self.outlets.count - 1))
        }
        self.handlers[Int(id.number)] = webSocket
        return id
    }

    /// Nobody may name the outlet any longer.
    mutating func remove(_ id: OutletID) {
        self[id] = Outlet()
        self.handlers[Int(id.number)] = nil
        self.free.append(id)
    }

    func handler(_ id: OutletID) -> WebSocketHandler? { self.handlers[Int(id.number)] }

    /// From now on frames go to the kernel itself, or no longer for `nil`.
    mutating func setDirect(_ direct: DirectSend?, of id: OutletID) { self[id].direct = direct }

    func isDirect(_ id: OutletID) -> Bool { self[id].direct != nil }

    // MARK: Frames

    /// Adds a frame where nothing has to be decided.
    ///
    /// - Returns: Whether it was added; not when the handler has to see to it, because the channel is busy or closed or too
    ///   much is waiting.
    @inline(__always)
    mutating func addIfDirect(_ frame: SharedFrame, to id: OutletID) -> Bool {
        guard self[id].direct != nil, self.queuedBytes(id) <= self.maxQueueBytes else { return false }
        self.add(frame, to: id)
        return true
    }

    @inline(__always)
    mutating func add(_ frame: SharedFrame, to id: OutletID) {
        let run = self[id].run
        if run == .empty { self.due.append(id) }
        self[id].run = self.runs.run(run, adding: frame)
    }

    func queuedBytes(_ id: OutletID) -> Int { self.runs.byteCount(of: self[id].run) }

    var hasDue: Bool { !self.due.isEmpty }

    /// Takes out the list of those with something to send.
    mutating func takeDue() -> [OutletID] {
        var due: [OutletID] = []
        swap(&due, &self.due)
        return due
    }

    /// Ends a turn in which those of ``takeDue()`` were sent. The memory of the list is kept, unless it is much.
    mutating func finish(_ sent: consuming [OutletID]) {
        // What was added meanwhile is of runs that have been.
        guard self.due.isEmpty else { return }
        self.runs.reset()
        guard sent.capacity < 1 << 16 else { return }
        sent.removeAll(keepingCapacity: true)
        self.due = sent
    }

    /// Offers the kernel what an outlet is to send.
    ///
    /// - Returns: What the handler has to write through the channel: the kernel has no room for it, or must not have it
    ///   before the rest.
    mutating func send(_ id: OutletID) -> ByteBuffer? {
        let run = self[id].run
        guard run != .empty else { return nil }
        self[id].run = .empty
        var bytes = self.runs.bytes(of: run)
        guard let direct = self[id].direct else { return bytes }
        let taken = bytes.withUnsafeReadableBytes(direct.send)
        guard taken < bytes.readableBytes else { return nil }
        bytes.moveReaderIndex(forwardBy: taken)
        self[id].direct = nil
        return bytes
    }

    private subscript(id: OutletID) -> Outlet {
        get { self.outlets[Int(id.number)] }
        _modify { yield &self.outlets[Int(id.number)] }
    }
}
