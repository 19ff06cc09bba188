import NIOCore

/// Which WebSockets and polling sessions of one event loop have something to send, and when they send it: once, after
/// what is running now and what waits for this turn of the loop.
///
/// A client that sends requests before it has the answers to those before is about to have more events sent. Until it has
/// its answers the flush is held back, so that the events of such a burst leave in one write for each socket; but no
/// longer than about as long as a flush takes, so that the wait can only double the time to arrive.
///
/// Confined to the event loop.
final class FlushQueue {
    private enum State {
        case idle
        case scheduled
        case held(Scheduled<Void>)
    }

    private let eventLoop: any EventLoop
    private var outlets: OutletTable
    private var polls: [Session] = []
    private var state = State.idle
    private var bursts = 0
    private var lastDuration = TimeAmount.zero

    /// - Parameter maxQueueBytes: How much may wait for a WebSocket before another frame is added.
    init(eventLoop: any EventLoop, maxQueueBytes: Int) {
        self.eventLoop = eventLoop
        self.outlets = OutletTable(maxQueueBytes: maxQueueBytes)
    }

    // MARK: WebSockets

    func add(_ webSocket: WebSocketHandler) -> OutletID { self.outlets.add(webSocket) }

    /// Called when nobody can name the outlet any longer.
    func remove(_ outlet: OutletID) { self.outlets.remove(outlet) }

    /// See ``OutletTable/setDirect(_:of:)``.
    func setDirect(_ direct: DirectSend?, of outlet: OutletID) { self.outlets.setDirect(direct, of: outlet) }

    func isDirect(_ outlet: OutletID) -> Bool { self.outlets.isDirect(outlet) }

    /// See ``OutletTable/addIfDirect(_:to:)``.
    @inline(__always)
    func addIfDirect(_ frame: SharedFrame, to outlet: OutletID) -> Bool {
        guard self.outlets.addIfDirect(frame, to: outlet) else { return false }
        if case .idle = self.state { self.schedule() }
        return true
    }

    /// Has the outlet send the frame with the others, whatever is waiting in it.
    func add(_ frame: SharedFrame, to outlet: OutletID) {
        self.outlets.add(frame, to: outlet)
        if case .idle = self.state { self.schedule() }
    }

    func queuedBytes(_ outlet: OutletID) -> Int { self.outlets.queuedBytes(outlet) }

    /// Sends what is queued now and not later.
    func flush(_ outlet: OutletID) {
        guard let rest = self.outlets.send(outlet) else { return }
        self.outlets.handler(outlet)?.writeThroughChannel(rest)
    }

    // MARK: Polling sessions

    /// - Parameter session: One on polling, with something to send.
    func add(_ session: Session) {
        self.polls.append(session)
        if case .idle = self.state { self.schedule() }
    }

    // MARK: Bursts

    /// A client does not wait for its answers. To be followed by ``endBurst()``.
    func beginBurst() { self.bursts += 1 }

    /// The client has all its answers.
    func endBurst() {
        self.bursts -= 1
        guard self.bursts == 0, case .held(let task) = self.state else { return }
        task.cancel()
        self.schedule()
    }

    private func schedule() {
        let eventLoop = self.eventLoop.assumeIsolated()
        if self.bursts == 0 {
            self.state = .scheduled
            eventLoop.execute { self.flush() }
        } else {
            self.state = .held(eventLoop.scheduleTask(in: .milliseconds(1) + self.lastDuration) { self.flush() })
        }
    }

    private func flush() {
        self.state = .idle
        let start = NIODeadline.now()
        // What is flushed may have something else flushed later.
        let due = self.outlets.takeDue()
        for outlet in due { self.flush(outlet) }
        self.outlets.finish(due)
        var polls: [Session] = []
        swap(&polls, &self.polls)
        for session in polls { session.flush() }
        self.lastDuration = .now() - start
    }
}
