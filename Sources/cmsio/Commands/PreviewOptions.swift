import ArgumentParser

/// What of an event is shown before it is sent, or instead.
struct PreviewOptions: ParsableArguments {
    @Flag(help: "Show what each audience would get, or check all --lines, and send nothing.")
    var dryRun = false

    @Flag(help: "Show for each audience and field which rule drops it.")
    var explain = false

    @Flag(help: "Show each view as a diff against the data: - is dropped, + is added by the shape.")
    var diff = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Show only what they would get: role:NAME, token:NAME or user:NAME.", valueName: "who"),
        completion: .names(.who)
    )
    var audience: String?

    func validate() throws {
        if self.audience != nil, !self.isAsked {
            throw ValidationError(
                "'--as' chooses whose view is shown, and not who gets the event; add '--dry-run', '--explain' or '--diff'."
            )
        }
    }

    var isAsked: Bool { self.dryRun || self.explain || self.diff }
}

extension GlobalOptions {
    /// A diff is a text by itself: piped, too, it is JSON only for who asks for that.
    func printing(_ preview: PreviewOptions) -> GlobalOptions {
        var options = self
        if preview.diff, options.output == nil { options.output = .pretty }
        return options
    }
}
