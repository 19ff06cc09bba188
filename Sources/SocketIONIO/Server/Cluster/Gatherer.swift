import NIOCore
import SocketIOProtocol
import Synchronization

/// Waits for what a ``Gathering`` gathers.
final class Gatherer<Answer: Sendable>: Sendable {
    enum Outcome: Sendable {
        case complete([Answer])
        case incomplete([Answer], isTimedOut: Bool)
        case cancelled
    }
    private struct State {
        var gathering: Gathering<Answer>
        var outcome: Outcome?
        var waiter: CheckedContinuation<Outcome, Never>?
    }
    private let state: Mutex<State>

    /// - Parameters:
    ///   - parts: How many will tell how many answers are due from them.
    ///   - due: How many answers are due besides those.
    init(parts: Int, due: Int = 0) {
        self.state = Mutex(State(gathering: Gathering(parts: parts, due: due)))
        self.change { $0.begin() }
    }

    func part(asked count: Int) { self.change { $0.part(asked: count) } }
    func answer(_ answer: Answer) { self.change { $0.answer(answer) } }
    func lose() { self.change { $0.lose() } }
    func timeUp() { self.change { $0.timeUp() } }

    private func change(_ change: (inout Gathering<Answer>) -> Gathering<Answer>.Action) {
        self.finish { state in
            switch change(&state.gathering) {
            case .wait: nil
            case .succeed(let answers): .complete(answers)
            case .fail(let answers, let isTimedOut): .incomplete(answers, isTimedOut: isTimedOut)
            }
        }
    }

    private func finish(_ change: (inout State) -> Outcome?) {
        let waking: (waiter: CheckedContinuation<Outcome, Never>, outcome: Outcome)? = self.state.withLock { state in
            guard let outcome = change(&state) else { return nil }
            state.outcome = outcome
            defer { state.waiter = nil }
            return state.waiter.map { ($0, outcome) }
        }
        if let waking { waking.waiter.resume(returning: waking.outcome) }
    }

    /// What came by `timeout` from now; to be called once.
    func outcome(within timeout: Duration, eventLoop: any EventLoop) async -> Outcome {
        let timer = eventLoop.scheduleTask(in: TimeAmount(timeout)) { self.timeUp() }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let known: Outcome? = self.state.withLock { state in
                    if state.outcome == nil { state.waiter = waiter }
                    return state.outcome
                }
                if let known { waiter.resume(returning: known) }
            }
        } onCancel: {
            self.finish { state in
                guard state.outcome == nil else { return nil }
                state.gathering.abandon()
                return .cancelled
            }
        }
    }
}
