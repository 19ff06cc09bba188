import ArgumentParser
import ContentEvents

/// `perms user`
struct PermsUserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add, block, unblock, move, remove and list users.",
        usage: "cmsio perms user [<subcommand>] [<options>]",
        discussion: """
            A user signs in with a JWT, which 'cmsio perms token mint' makes.

              cmsio perms user add bob --role authenticated
              cmsio perms user block ann
            """,
        subcommands: [Add.self, Block.self, Unblock.self, Move.self, Remove.self, List.self],
        defaultSubcommand: List.self
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user.",
            usage: "cmsio perms user add <name> [--role <role>] [<options>]",
            discussion: """
                  cmsio perms user add eve
                  cmsio perms user add bob --role editor
                """
        )

        @Argument(help: ArgumentHelp("The name of the user.", valueName: "name"))
        var name: String

        @Option(help: ArgumentHelp("The role that the user gets.", valueName: "role"))
        var role = "authenticated"

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userAdd(name: self.name, role: self.role))
        }
    }

    struct Block: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse a user, and disconnect all that the user has connected.",
            usage: "cmsio perms user block <user> [<options>]",
            discussion: """
                  cmsio perms user block ann
                  cmsio perms user block 1
                """
        )

        @Argument(help: .user, completion: .names(.user))
        var user: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userBlock(user: self.user))
        }
    }

    struct Unblock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a blocked user in again.",
            usage: "cmsio perms user unblock <user> [<options>]",
            discussion: """
                  cmsio perms user unblock ann
                  cmsio perms user unblock 1
                """
        )

        @Argument(help: .user, completion: .names(.user))
        var user: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userUnblock(user: self.user))
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a user another role.",
            usage: "cmsio perms user move <user> <role> [<options>]",
            discussion: """
                  cmsio perms user move ann editor
                  cmsio perms user move 1 authenticated
                """
        )

        @Argument(help: .user, completion: .names(.user))
        var user: String

        @Argument(help: .role, completion: .names(.role))
        var role: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userMove(user: self.user, role: self.role))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a user, and disconnect all that the user has connected.",
            usage: "cmsio perms user remove <user> [<options>]",
            discussion: """
                  cmsio perms user remove ann
                  cmsio perms user add bob && cmsio perms user remove bob
                """
        )

        @Argument(help: .user, completion: .names(.user))
        var user: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userRemove(user: self.user))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the users and their roles.",
            usage: "cmsio perms user list [<options>]",
            discussion: """
                  cmsio perms user list
                  cmsio perms user list -o json
                """
        )

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.userList)
        }
    }
}

extension ArgumentHelp {
    static let user = ArgumentHelp("The name or the number of the user.", valueName: "user")
}
