import ArgumentParser

/// Events that stand on lines instead of in the arguments.
struct LinesOptions: ParsableArguments {
    @Option(
        name: .customLong("lines"),
        defaultAsFlag: "-",
        help: ArgumentHelp(
            "Send one event for each line of a file or of standard input: {\"type\", \"action\", \"data\"}, or what "
                + "'listen' records.",
            valueName: "file"
        ),
        completion: .file()
    )
    var input: String?

    @Flag(help: "Pass over bad lines, and tell of them; without it the first one ends the sending.")
    var keepGoing = false

    @Option(help: ArgumentHelp("Go on at this line, from 1: skip those before it.", valueName: "n"))
    var fromLine: Int?

    /// How to send them.
    ///
    /// - Parameter isDryRun: Whether to look at all, and to send none.
    func sending(isDryRun: Bool) -> LinesSending {
        LinesSending(
            firstLine: self.fromLine ?? 1,
            onBadLines: isDryRun ? .check : self.keepGoing ? .passOver : .stop
        )
    }

    func validate() throws {
        if self.input == nil {
            if self.keepGoing { throw ValidationError("'--keep-going' passes over bad lines; add '--lines'.") }
            if self.fromLine != nil { throw ValidationError("'--from-line' skips lines; add '--lines'.") }
        }
        if let fromLine, fromLine < 1 { throw ValidationError("'--from-line' is at least 1.") }
    }
}

/// What goes with an event, whatever it is.
struct SendingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send only if nothing was sent with this key in the last 24 hours.",
            valueName: "key"
        )
    )
    var idempotencyKey: String?
}
