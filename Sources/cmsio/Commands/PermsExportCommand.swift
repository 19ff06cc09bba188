import ArgumentParser

/// `perms export`
struct PermsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all roles, users, tokens and grants as a YAML file to review and keep.",
        usage: "cmsio perms export [<file>] [<options>]",
        discussion: """
            The file has no secrets, and is the same, byte for byte, while the rights are.

              cmsio perms export > perms.yaml
              cmsio perms export perms.yaml && cmsio perms diff . perms.yaml
            """
    )

    @Argument(
        help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        try await CommandSession(self.global).exportRights(to: self.file == "-" ? nil : self.file)
    }
}
