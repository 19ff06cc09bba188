import Foundation
import Synchronization

/// A value that threads change and tests wait for.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        /// Whether it will not change any more.
        var isFinal = false
        var waiters: [UUID: CheckedContinuation<Void, Never>] = [:]
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        self.state = Mutex(State(value: value))
    }

    var value: Value { self.state.withLock { $0.value } }

    func change(_ body: (inout Value) -> Void) {
        self.wake { body(&$0.value) }
    }

    /// Says that there will be no further change, so that nobody waits for one.
    func finish() {
        self.wake { $0.isFinal = true }
    }

    /// Waits until something is found in the value.
    ///
    /// - Parameters:
    ///   - find: Answers nil as long as it is not there.
    ///   - missing: What to throw, from the value and how long was waited, if it never comes.
    func wait<Found: Sendable>(
        within limit: Duration,
        for find: @escaping @Sendable (Value) -> Found?,
        missing: @escaping @Sendable (Value, String) -> any Error
    ) async throws -> Found {
        try await withThrowingTaskGroup(of: Found?.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    let (value, isFinal) = self.state.withLock { ($0.value, $0.isFinal) }
                    if let found = find(value) { return found }
                    if isFinal { throw missing(value, "ever") }
                    await self.nextChange { find($0) != nil }
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: limit)
                throw missing(self.value, "within \(limit)")
            }
            defer { group.cancelAll() }
            guard let found = try await group.next() ?? nil else { throw CancellationError() }
            return found
        }
    }

    private func nextChange(unless isDue: @escaping @Sendable (Value) -> Bool) async {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isNow = self.state.withLock { state in
                    if Task.isCancelled || state.isFinal || isDue(state.value) { return true }
                    state.waiters[id] = waiter
                    return false
                }
                if isNow { waiter.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }

    private func wake(_ body: (inout State) -> Void) {
        let waiters = self.state.withLock { state in
            body(&state)
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }
}
