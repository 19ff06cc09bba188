import ArgumentParser

/// Which events to see.
struct EventOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Which events: a name, a glob, or a content type; with ! before those to leave out. Quote it.",
            valueName: "pattern"
        ),
        completion: .names(.pattern)
    )
    var patterns: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only events of this entry, by documentId or id, as in article/7. May be repeated.",
            valueName: "type/id"
        ),
        transform: EntitySelector.init(parsing:)
    )
    var entity: [EntitySelector] = []

    @Option(
        help: ArgumentHelp(
            "Only events whose data has this value, as in author.name=Ann or tags.*=new. May be repeated; all must hold.",
            valueName: "path=value"
        ),
        transform: PayloadMatch.init(parsing:)
    )
    var match: [PayloadMatch] = []

    @Option(help: ArgumentHelp("Show the last events that fit first, if the server still has them.", valueName: "n"))
    var last: Int?

    func validate() throws {
        if self.patterns.contains(where: { $0.isEmpty || $0 == "!" }) {
            throw ValidationError("a pattern is empty; write one such as 'article:*'.")
        }
        if let last, last < 1 { throw ValidationError("'--last' is at least 1.") }
    }

    var conditions: EventConditions {
        EventConditions(filter: EventFilter(self.patterns), entities: self.entity, matches: self.match)
    }
}

/// As whom to see them.
struct IdentityOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("See what they see: role:NAME, token:NAME or user:NAME.", valueName: "who"),
        completion: .names(.who)
    )
    var audience: String?

    @Flag(help: "With --as: see only the events that they do not get, without data, and the rule.")
    var denied = false

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

    func validate() throws {
        if self.audience != nil, self.tokenFile != nil {
            throw ValidationError("'--as' and '--token-file' both say who you are; keep one.")
        }
        if self.strategy != nil, self.tokenFile == nil {
            throw ValidationError("'--strategy' says what the token is; add '--token-file'.")
        }
        if self.denied, self.audience == nil {
            throw ValidationError("'--denied' shows what somebody does not get; say who with '--as'.")
        }
    }
}

/// How to connect to a server that need not be cmsio.
struct ForeignOptions: ParsableArguments {
    @Flag(help: "Connect as any client does, to any Socket.IO server (--server), without an operator key.")
    var foreign = false

    @Option(help: ArgumentHelp("The namespace to join there; implies --foreign. (default: /)", valueName: "namespace"))
    var namespace: String?

    @Option(
        help: ArgumentHelp("A file with a JSON object to send there as auth; implies --foreign.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var authFile: String?

    var isForeign: Bool { self.foreign || self.namespace != nil || self.authFile != nil }
}

/// When to end.
struct EndOptions: ParsableArguments {
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

    @Flag(
        help: """
            With --timeout: wait for one event that fits, or --count; else end with status 75 and say what came instead.
            """
    )
    var expect = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("'--count' is at least 1.") }
        if self.expect, self.timeout == nil {
            throw ValidationError("'--expect' would wait for ever; add '-W', as in '-W 10s'.")
        }
    }
}

/// What to do with the events besides printing them.
struct HandlingOptions: ParsableArguments {
    @Flag(help: "Print how many events of each name come, in all and a second, and not the events.")
    var stats = false

    @Option(
        help: ArgumentHelp(
            "Add each event to this file, a line each, for 'emit --lines' to send again.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Post each event to this URL, signed, until it is taken; in order.",
            valueName: "url"
        ),
        transform: HTTPAddress.init(forwardingTo:)
    )
    var forwardTo: HTTPAddress?

    @Option(help: Settings.forwardSecretFile.help, completion: .file())
    var forwardSecretFile: String?

    func validate() throws {
        if self.forwardSecretFile != nil, self.forwardTo == nil {
            throw ValidationError("'--forward-secret-file' signs what is forwarded; add '--forward-to'.")
        }
    }
}
