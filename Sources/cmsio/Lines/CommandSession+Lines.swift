import Foundation
import UnixSignals

extension CommandSession {
    /// Sends or checks the events that stand on the lines of a file, or of standard input (`-`), and prints what became of
    /// them.
    ///
    /// - Throws: ``CommandFailure`` when not everything was sent; ``Verdict`` with status 130 after Ctrl-C.
    func sendLines(of argument: String, _ sending: LinesSending) async throws {
        let input = try LineInput(argument)
        let location = try self.locateServer()
        if isatty(STDIN_FILENO) == 1, argument == "-" {
            self.terminal.say("Write an event on each line, and end with Ctrl-D on a line of its own.")
        }
        let progress = ProgressLine.on(self.terminal)
        let start = ContinuousClock.now
        let sender = LineSender(input, sending) { [terminal] line, failure in
            let text = LineFailure.text(input.name, line, failure)
            if let progress { progress.hide { terminal.complain(text) } } else { terminal.complain(text) }
        } progress: { tally in
            progress?.show(part: input.size.map { Double(tally.bytes) / Double(max(1, $0)) }) {
                tally.progressText(after: .now - start)
            }
        }
        // Before connecting: from here on Ctrl-C is a wish to end, and no accident.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        defer { progress?.hide() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let connection = try await OperatorConnection.open(location, logger: self.terminal.logger("cmsio"))
                do {
                    try await sender.run(over: connection)
                } catch {
                    await connection.close()
                    throw error
                }
                await connection.close()
            }
            group.addTask {
                // The first says that nothing more is to be sent, the second that nothing is to be waited for.
                for await _ in signals.prefix(2) { sender.interrupt() }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
        progress?.hide()
        try self.show(sender.tally, after: .now - start)
        try LineFailure.check(sender.tally, input.name)
    }

    private func show(_ tally: LinesTally, after duration: Duration) throws {
        switch self.terminal.format {
        case _ where !self.terminal.printsReceipts: break
        case .pretty: try self.terminal.result(tally.text(after: duration))
        case .json:
            if isatty(STDERR_FILENO) == 1 { self.terminal.say(tally.text(after: duration)) }
            try self.terminal.result(json: tally.json(after: duration))
        }
    }
}
