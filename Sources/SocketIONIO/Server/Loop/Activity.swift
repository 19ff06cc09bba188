import Synchronization

/// Counts what goes on, so that a shutdown can wait until nothing does.
final class Activity: Sendable {
    private struct State {
        var count = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func begin() { self.state.withLock { $0.count += 1 } }

    func end() {
        let waiters = self.state.withLock { state in
            state.count -= 1
            return state.count == 0 ? Self.takeWaiters(&state) : []
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Lets those go who wait, though something still goes on.
    func stopWaiting() {
        for waiter in self.state.withLock({ Self.takeWaiters(&$0) }) { waiter.resume() }
    }

    private static func takeWaiters(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        defer { state.waiters = [] }
        return state.waiters
    }

    /// Returns when nothing goes on, or at ``stopWaiting()``.
    func untilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = self.state.withLock { state in
                guard state.count > 0 else { return true }
                state.waiters.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }
}
