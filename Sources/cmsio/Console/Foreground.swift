import Synchronization

/// The command that the console waits for, which Ctrl-C stops.
final class Foreground: Sendable {
    private struct Running {
        let number: Int
        let task: Task<Void, Never>
        let waiter: CheckedContinuation<ProgramEnd?, Never>
    }
    private struct State {
        var started = 0
        var running: Running?
    }
    private let state = Mutex(State())

    /// Runs a command to its end, or until ``stop()``.
    ///
    /// - Returns: nil when it was stopped; it is cancelled then, and may still be on its way to its end.
    func run(_ command: @escaping @Sendable () async -> ProgramEnd) async -> ProgramEnd? {
        await withCheckedContinuation { waiter in
            self.state.withLock { state in
                state.started += 1
                let number = state.started
                let task = Task {
                    let end = await command()
                    self.take(number)?.waiter.resume(returning: end)
                }
                state.running = Running(number: number, task: task, waiter: waiter)
            }
        }
    }

    /// - Returns: Whether anything ran.
    @discardableResult
    func stop() -> Bool {
        guard let running = self.take() else { return false }
        running.task.cancel()
        running.waiter.resume(returning: nil)
        return true
    }

    /// - Parameter number: Of the command that ends; a later one goes on. nil for whichever runs.
    private func take(_ number: Int? = nil) -> Running? {
        self.state.withLock { state in
            guard let running = state.running, number == nil || running.number == number else { return nil }
            state.running = nil
            return running
        }
    }
}
