import ContentEvents
import JSONText
import SocketIONIO
import UnixSignals

extension CommandSession {
    /// Prints events until the limits are reached, Ctrl-C, or nobody reads any more.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached or refuses; ``Verdict`` with status 75 when the
    ///   time is over before enough events came.
    func listen(
        to location: ServerLocation,
        as identity: ListenerIdentity,
        filter: EventFilter,
        limits: ListenerLimits
    ) async throws {
        let listener = Listener(identity: identity, filter: filter, count: limits.count, terminal: self.terminal)
        let end = try await withThrowingTaskGroup(of: ListenerEnd.self) { group in
            // In the console signals are about the line that is typed, and it cancels this task.
            if LineEditor.current == nil {
                // Before connecting: from here on Ctrl-C is a wish to end, and no accident.
                let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
                group.addTask {
                    for await _ in signals { break }
                    return .interrupted
                }
                group.addTask {
                    for await _ in OutputWatch.untilClosed() {}
                    return .interrupted
                }
            }
            group.addTask { try await listener.run(at: location) { try self.locateServer() } }
            if let timeout = limits.timeout {
                group.addTask {
                    try await Task.sleep(for: timeout)
                    return .timedOut
                }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .interrupted
        }
        if end == .timedOut, let count = limits.count {
            self.terminal.say("Only \(listener.seen) of \(count) events came in time.")
            throw Verdict(status: .timedOut)
        }
    }
}

/// Why listening ended, if nothing went wrong.
enum ListenerEnd: Sendable {
    case enough
    case interrupted
    case timedOut
}
