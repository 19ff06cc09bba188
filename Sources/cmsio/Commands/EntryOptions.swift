import ArgumentParser

/// What an entry is, when it is not only what the argument says.
struct EntryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Set a value in the data, as in author.name=Ann, views=3 or tags[0]=news. May be repeated.",
            valueName: "path=value"
        ),
        transform: DataChange.init(parsing:)
    )
    var set: [DataChange] = []

    /// The entry: what the argument names, with the values set; without the argument nothing but them.
    ///
    /// - Throws: ``CommandFailure``
    func entry(_ argument: String?) throws -> InputData {
        try self.set.reduce(try InputData(argument: argument ?? "{}")) { try $0.applying($1) }
    }
}
