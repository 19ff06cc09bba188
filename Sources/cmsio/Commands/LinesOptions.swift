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
