import ArgumentParser

/// Prints events as they happen.
struct ListenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Watch events, as any role, token or user gets them.",
        usage: "cmsio listen [<pattern> ...] [<options>]",
        discussion: """
            Without --as or --token-file you see every event once, as an operator: all fields but the private ones. Piped, \
            each event is one line of JSON. Ctrl-C ends it.

              cmsio listen 'article:*' --as role:public
              cmsio listen article '!article:delete' -n 1 -W 30s
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Which events: a name, a glob, or a content type; with ! before those to leave out. Quote it.",
            valueName: "pattern"
        )
    )
    var patterns: [String] = []

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("See what they see: role:NAME, token:NAME or user:NAME.", valueName: "who")
    )
    var audience: String?

    @Option(
        help: ArgumentHelp("Connect as a client, with the JWT or API token in this file.", valueName: "file"),
        completion: .file()
    )
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "What the token is: jwt or api-token. (default: jwt if it looks like one)",
            valueName: "strategy"
        )
    )
    var strategy: TokenStrategy?

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("End after this many events.", valueName: "n")
    )
    var count: Int?

    @Option(
        name: [.customShort("W"), .long],
        help: ArgumentHelp(
            "End after this time, with status 75 if fewer than --count came: 500ms, 5s, 2m.",
            valueName: "duration"
        ),
        transform: DurationText.parse
    )
    var timeout: Duration?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws {
        if self.audience != nil, self.tokenFile != nil {
            throw ValidationError("'--as' and '--token-file' both say who you are; keep one.")
        }
        if self.strategy != nil, self.tokenFile == nil {
            throw ValidationError("'--strategy' says what the token is; add '--token-file'.")
        }
        if let count, count < 1 { throw ValidationError("'--count' is at least 1.") }
        if self.patterns.contains(where: { $0.isEmpty || $0 == "!" }) {
            throw ValidationError("a pattern is empty; write one such as 'article:*'.")
        }
    }

    func run() async throws {
        let session = try CommandSession(self.global)
        let location = try session.locateServer()
        let identity = try ListenerIdentity(
            audience: self.audience,
            tokenFile: self.tokenFile,
            strategy: self.strategy,
            location: location
        )
        let limits = ListenerLimits(count: self.count, timeout: self.timeout)
        try await session.listen(to: location, as: identity, filter: EventFilter(self.patterns), limits: limits)
    }
}
