import ArgumentParser

/// `perms diff`
struct PermsDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how two states of the rights, or two roles or tokens, differ: status 0 if they do not, else 1.",
        usage: "cmsio perms diff <a> <b> [<options>]",
        discussion: """
            Each is a file of 'cmsio perms export', a data folder, or . for the rights of this server; or both are \
            role:NAME or token:NAME.

              cmsio perms export perms.yaml && cmsio perms diff perms.yaml .
              cmsio perms diff role:public role:editor || echo they differ
            """
    )

    @Argument(
        help: ArgumentHelp("A file, a data folder, ., role:NAME or token:NAME.", valueName: "a"),
        completion: .file(),
        transform: RightsOperand.init(parsing:)
    )
    var first: RightsOperand

    @Argument(
        help: ArgumentHelp("What to compare it with.", valueName: "b"),
        completion: .file(),
        transform: RightsOperand.init(parsing:)
    )
    var second: RightsOperand

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func validate() throws {
        guard self.first.isAudience == self.second.isAudience else {
            throw ValidationError("a role or token can only be compared with another: name two of them, or two states.")
        }
    }

    func run() async throws {
        try await CommandSession(self.global).showDifference(from: self.first, to: self.second)
    }
}
