import ArgumentParser
import ContentEvents

/// `perms role`
struct PermsRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Add, remove and list roles.",
        usage: "cmsio perms role [<subcommand>] [<options>]",
        discussion: """
              cmsio perms role add reviewer
              cmsio perms role list
            """,
        subcommands: [Add.self, Remove.self, List.self],
        defaultSubcommand: List.self
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a role, which may connect and no more.",
            usage: "cmsio perms role add <role> [<options>]",
            discussion: """
                  cmsio perms role add reviewer
                  cmsio perms role add guest && cmsio perms grant role:guest 'comment:*'
                """
        )

        @Argument(help: .role)
        var name: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.roleAdd(name: self.name))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a role that no user has.",
            usage: "cmsio perms role remove <role> [<options>]",
            discussion: """
                  cmsio perms role remove editor
                  cmsio perms role list
                """
        )

        @Argument(help: .role, completion: .names(.role))
        var name: String

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.roleRemove(name: self.name))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the roles and what they may do.",
            usage: "cmsio perms role list [<options>]",
            discussion: """
                  cmsio perms role list
                  cmsio perms role list -o json
                """
        )

        @OptionGroup(title: "Global options")
        var global: GlobalOptions

        func run() async throws {
            try await CommandSession(self.global).perform(.roleList)
        }
    }
}

extension ArgumentHelp {
    static let role = ArgumentHelp("The name of the role.", valueName: "role")
}
