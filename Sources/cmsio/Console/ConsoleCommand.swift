import ArgumentParser

/// What can be written in the console: the commands of the program but `serve`, and those that are only there.
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cmsio",
        abstract: "Commands for the server, one a line.",
        usage: "<command> [<options>]",
        discussion: """
            The commands are those of the shell, without 'cmsio' before them. Words are quoted as there; JSON that begins \
            with { or [ needs no quotes. Tab completes, Ctrl-C gives up a line or stops a command, Ctrl-D ends.

              listen 'article:*'
              emit article update {"id": 1, "title": "Hello"}
              listen off
            """,
        subcommands: RootCommand.configuration.subcommands.filter { $0 != ServeCommand.self } + Self.own
    )

    /// Those that are only here.
    private static let own: [any ParsableCommand.Type] = [
        StatusCommand.self, SocketsCommand.self, RoomsCommand.self, JoinCommand.self, LeaveCommand.self,
        DisconnectCommand.self, QuitCommand.self,
    ]

    /// What they are called.
    static let ownNames = Set(Self.own.flatMap { [$0._commandName] + $0.configuration.aliases })

    static var _errorPrefix: String { "cmsio: " }

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    /// A line of options alone.
    func run() async throws {
        try Terminal.print(HelpText(of: ConsoleCommand.self, under: ConsoleCommand.self).text)
    }
}

/// Ends the console.
struct QuitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quit",
        abstract: "End the console, as Ctrl-D does.",
        usage: "quit",
        discussion: """
              quit
              exit
            """,
        aliases: ["exit"]
    )

    func run() async throws { throw ConsoleEnd() }
}

/// The wish to end the console.
struct ConsoleEnd: Error {}
