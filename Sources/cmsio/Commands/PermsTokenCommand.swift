import ArgumentParser
import ContentEvents

/// `perms token`
struct PermsTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Add, revoke and list API tokens; mint JWTs for users.",
        usage: "cmsio perms token [<subcommand>] [<options>]",
        discussion: """
              cmsio perms token add deploy article:update
              cmsio perms token mint ann -o pretty > ann.jwt
            """,
        subcommands: [Add.self, Revoke.self, List.self, Mint.self],
        defaultSubcommand: List.self
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an API token and print its secret, which nothing can tell again.",
            usage: "cmsio perms token add <name> [<action> ...] [<options>]",
            discussion: """
                  cmsio perms token add deploy article:update author:find
                  cmsio perms token add backup --type full-access --expires 30d
                """
        )

        @Argument(help: ArgumentHelp("The name of the token.", valueName: "name"))
        var name: String

        @Argument(help: .action, completion: .names(.grant))
        var actions: [String] = []

        @Option(help: ArgumentHelp("What it may do: what it is granted, everything, or read.", valueName: "type"))
        var type: TokenType = .custom

        @Option(
            help: ArgumentHelp("For how long it is valid. (default: for ever)", valueName: "duration"),
            transform: DurationText.parseSeconds
        )
        var expires: Duration?

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func validate() throws {
            if self.type != .custom, !self.actions.isEmpty {
                throw ValidationError("only a custom token has grants; leave out the actions, or '--type'.")
            }
        }

        func run() async throws {
            try await CommandSession(self.global).perform(
                .tokenAdd(
                    name: self.name,
                    type: self.type,
                    actions: self.actions,
                    expiresIn: self.expires?.wholeSeconds
                )
            )
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove an API token, and disconnect who came with it.",
            usage: "cmsio perms token revoke <name> [<options>]",
            discussion: """
                  cmsio perms token revoke ci
                  cmsio perms token list
                """
        )

        @Argument(help: ArgumentHelp("The name of the token.", valueName: "token"), completion: .names(.token))
        var name: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.tokenRevoke(name: self.name))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the API tokens, without their secrets.",
            usage: "cmsio perms token list [<options>]",
            discussion: """
                  cmsio perms token list
                  cmsio perms token list -o json
                """
        )

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.tokenList)
        }
    }

    struct Mint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a JWT with which a user signs in.",
            usage: "cmsio perms token mint <user> [--expires <duration>] [<options>]",
            discussion: """
                  cmsio perms token mint ann -o pretty > ann.jwt
                  cmsio perms token mint ann --expires 12h -o json
                """
        )

        @Argument(help: .user, completion: .names(.user))
        var user: String

        @Option(
            help: ArgumentHelp("For how long it is valid. (default: 30d)", valueName: "duration"),
            transform: DurationText.parseSeconds
        )
        var expires: Duration?

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).mint(
                user: self.user,
                expiresIn: self.expires ?? .seconds(30 * 86_400)
            )
        }
    }
}

extension TokenType: ExpressibleByArgument {}
