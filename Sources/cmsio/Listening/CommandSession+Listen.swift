import UnixSignals

extension CommandSession {
    /// Prints events until the limits are reached, Ctrl-C, or nobody reads any more.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached or refuses, when an expected event did not come, and
    ///   when events were not forwarded; ``Verdict`` with status 75 when the time is over before enough events came.
    func listen(to location: ServerLocation, as identity: ListenerIdentity, _ plan: ListenPlan) async throws {
        let output = ListenOutput(plan, terminal: self.terminal)
        let listener = Listener(as: identity, plan, output: output, terminal: self.terminal)
        plan.forwarder?.start()
        defer { plan.forwarder?.stop() }
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
            group.addTask {
                try await listener.run(at: location) { try self.locateServer() }
                await plan.forwarder?.drain()
                return .enough
            }
            if let timeout = plan.timeout {
                group.addTask {
                    try await Task.sleep(for: timeout)
                    await output.close()
                    await plan.forwarder?.drain(within: .seconds(10))
                    return .timedOut
                }
            }
            if plan.showsStatistics {
                group.addTask {
                    while true {
                        try await Task.sleep(for: .seconds(1))
                        try await output.showRates()
                    }
                }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .interrupted
        }
        try await output.showTotals()
        let notForwarded = plan.forwarder?.failure
        do {
            try await output.judge(end)
        } catch {
            if let notForwarded { self.terminal.warn(notForwarded.message) }
            throw error
        }
        if let notForwarded { throw notForwarded }
    }
}
