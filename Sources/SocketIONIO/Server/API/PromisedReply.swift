import Synchronization

/// A reply that one task waits for, settled by whatever comes first: the reply, its deadline, the socket's end or the
/// task's cancellation.
final class PromisedReply: Sendable {
    typealias Outcome = Result<SocketIOReply, any Error>

    private enum State {
        case open(CheckedContinuation<SocketIOReply, any Error>?)
        case settled(Outcome)
    }
    private let state = Mutex(State.open(nil))

    /// Only the first call has an effect.
    func resolve(_ outcome: Outcome) {
        let waiter: CheckedContinuation<SocketIOReply, any Error>? = self.state.withLock { state in
            guard case .open(let waiter) = state else { return nil }
            state = .settled(outcome)
            return waiter
        }
        waiter?.resume(with: outcome)
    }

    /// To be asked for by one task.
    var value: SocketIOReply {
        get async throws {
            try await withCheckedThrowingContinuation { waiter in
                let known: Outcome? = self.state.withLock { state in
                    if case .settled(let outcome) = state { return outcome }
                    state = .open(waiter)
                    return nil
                }
                if let known { waiter.resume(with: known) }
            }
        }
    }
}
