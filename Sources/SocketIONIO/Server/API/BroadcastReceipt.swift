import Synchronization

/// How many of this server's sockets a broadcast reached, once it is known.
public final class BroadcastReceipt: Sendable {
    typealias Waiter = @Sendable (_ counts: [Int]) -> Void

    private struct State {
        var partsLeft: Int
        var counts: [Int]
        var waiters: [Waiter] = []
    }
    private let state: Mutex<State>

    /// - Parameters:
    ///   - parts: How many event loops tell their counts.
    ///   - events: How many events were sent.
    init(parts: Int, events: Int = 1) {
        self.state = Mutex(State(partsLeft: parts, counts: Array(repeating: 0, count: events)))
    }

    /// An event loop tells how many sockets each event reached there.
    func add(_ counts: [Int]) {
        let (totals, waiters) = self.state.withLock { state -> ([Int], [Waiter]) in
            for (index, count) in counts.enumerated() { state.counts[index] += count }
            state.partsLeft -= 1
            guard state.partsLeft == 0 else { return ([], []) }
            defer { state.waiters = [] }
            return (state.counts, state.waiters)
        }
        for waiter in waiters { waiter(totals) }
    }

    /// Calls `body` once with the sockets that each event reached, now or when every event loop has sent it.
    func whenKnown(_ body: @escaping Waiter) {
        let known: [Int]? = self.state.withLock { state in
            guard state.partsLeft > 0 else { return state.counts }
            state.waiters.append(body)
            return nil
        }
        if let known { body(known) }
    }

    /// The sockets the event was written to, or queued for the next poll of; waits until every event loop has sent it.
    ///
    /// Sockets of other servers of a cluster are not counted.
    public func reached() async -> Int { await self.reachedByEach().reduce(0, +) }

    /// The same for each of several events that were sent together, in their order.
    public func reachedByEach() async -> [Int] {
        await withCheckedContinuation { continuation in
            self.whenKnown { continuation.resume(returning: $0) }
        }
    }
}
