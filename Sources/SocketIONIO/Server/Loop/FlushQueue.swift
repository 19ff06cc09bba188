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

    /// For the WebSockets here, one after the other.
    var merger = FrameMerger()
    private let eventLoop: any EventLoop
    private var webSockets: [WebSocketHandler] = []
    private var polls: [Session] = []
    private var state = State.idle
    private var bursts = 0
    private var lastDuration = TimeAmount.zero

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func add(_ webSocket: WebSocketHandler) {
        self.webSockets.append(webSocket)
        if case .idle = self.state { self.schedule() }
    }

    /// - Parameter session: One on polling.
    func add(_ session: Session) {
        self.polls.append(session)
        if case .idle = self.state { self.schedule() }
    }

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
        var webSockets: [WebSocketHandler] = []
        swap(&webSockets, &self.webSockets)
        // Taken out and not visited, because a reference that is moved is not counted.
        while let webSocket = webSockets.popLast() { webSocket.flush() }
        self.merger.reset()
        Self.reuse(webSockets, for: &self.webSockets)
        var polls: [Session] = []
        swap(&polls, &self.polls)
        while let session = polls.popLast() { session.flush() }
        Self.reuse(polls, for: &self.polls)
        self.lastDuration = .now() - start
    }

    /// Keeps the memory of a list that was worked off, unless it is much.
    private static func reuse<Element>(_ worked: consuming [Element], for list: inout [Element]) {
        if list.isEmpty, worked.capacity < 1 << 16 { list = worked }
    }
}
