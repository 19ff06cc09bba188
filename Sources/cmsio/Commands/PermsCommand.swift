import ArgumentParser
import ContentEvents

/// Who may receive what.
struct PermsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "perms",
        abstract: "See and change who may receive what: roles, users, tokens and their grants.",
        usage: "cmsio perms [<subcommand>] [<options>]",
        discussion: """
            Works on the running server, or on its data folder when it does not run. Without a subcommand, lists all.

              cmsio perms grant role:public article:update
              cmsio perms can role:public article:update
            """,
        subcommands: [
            PermsListCommand.self, PermsGrantCommand.self, PermsRevokeCommand.self, PermsCanCommand.self,
            PermsWhoCommand.self, PermsExplainCommand.self, PermsRoleCommand.self, PermsUserCommand.self,
            PermsTokenCommand.self, PermsExportCommand.self, PermsImportCommand.self, PermsDiffCommand.self,
        ],
        defaultSubcommand: PermsListCommand.self
    )
}

/// `perms list`
struct PermsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the roles, tokens and users, and what they may do.",
        usage: "cmsio perms list [<what>] [<options>]",
        discussion: """
            On a terminal a matrix of roles and tokens by content types; where that is too wide, a block for each.

              cmsio perms list
              cmsio perms list role:public
              cmsio perms list article -o json
            """
    )

    @Argument(
        help: ArgumentHelp("Only role:NAME, token:NAME or user:NAME, or only one content type.", valueName: "what")
    )
    var what: String?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        let session = try CommandSession(self.global)
        guard case .overview(let overview) = try await session.answer(.list) else { throw OperatorReply.notUnderstood }
        try session.show(.overview(try self.what.map { try overview.only($0) } ?? overview))
    }
}

/// `perms grant`
struct PermsGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Let a role or token do something more.",
        usage: "cmsio perms grant <who> <action> ... [<options>]",
        discussion: """
            To receive an event is to be granted its action; to see what a relation leads to is to be granted 'find' of \
            the type it leads to.

              cmsio perms grant role:public article:update
              cmsio perms grant role:editor 'comment:*' author:find 'room:news-*'
            """
    )

    @Argument(help: .audience, completion: .names(.audience))
    var who: String

    @Argument(help: .action, completion: .names(.grant))
    var actions: [String]

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        try await CommandSession(self.global).perform(.grant(who: self.who, actions: self.actions))
    }
}

/// `perms revoke`
struct PermsRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Take back what a role or token may do.",
        usage: "cmsio perms revoke <who> <action> ... [<options>]",
        discussion: """
              cmsio perms revoke role:public article:delete
              cmsio perms revoke role:public connect
            """
    )

    @Argument(help: .audience, completion: .names(.audience))
    var who: String

    @Argument(help: .action, completion: .names(.grant))
    var actions: [String]

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        try await CommandSession(self.global).perform(.revoke(who: self.who, actions: self.actions))
    }
}

/// `perms can`
struct PermsCanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "can",
        abstract: "Say whether somebody may do something: status 0 for yes, 1 for no.",
        usage: "cmsio perms can <who> <action> [<options>]",
        discussion: """
            Prints the grant that lets it, or what is missing and the command that gives it; nothing with --quiet.

              cmsio perms can role:public article:update
              cmsio perms can user:ann author:find -q && echo yes
            """
    )

    @Argument(
        help: ArgumentHelp("role:NAME, token:NAME, or user:NAME.", valueName: "who"),
        completion: .names(.who)
    )
    var who: String

    @Argument(help: .action, completion: .names(.grant))
    var action: String

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        let session = try CommandSession(self.global)
        guard case .verdict(let verdict) = try await session.answer(.can(who: self.who, action: self.action)) else {
            throw OperatorReply.notUnderstood
        }
        try session.conclude(verdict)
    }
}

extension ArgumentHelp {
    static let audience = ArgumentHelp("role:NAME or token:NAME.", valueName: "who")
    static let action = ArgumentHelp(
        "As in article:update, article:*, author:find, connect, or room:news-* for a custom room.",
        valueName: "action"
    )
}
