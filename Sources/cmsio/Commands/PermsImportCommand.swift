import ArgumentParser

/// `perms import`
struct PermsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make the rights what a file says, all of it or nothing, and show the difference.",
        usage: "cmsio perms import <file> [--dry-run] [--prune] [<options>]",
        discussion: """
            Adds and changes what the file names, and removes nothing without --prune. A token that there is not is made, \
            and its secret printed, which nothing can tell again.

              cmsio perms export perms.yaml && cmsio perms import perms.yaml --dry-run
              cmsio perms import perms.yaml --prune --yes
            """
    )

    @Argument(
        help: ArgumentHelp("A file of 'cmsio perms export', or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String

    @Flag(help: "Show what would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Remove what the file does not name: grants, users, tokens and roles.")
    var prune = false

    @Flag(name: [.customShort("y"), .long], help: "Remove without asking.")
    var yes = false

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func run() async throws {
        try await CommandSession(self.global).importRights(
            try RightsFile(reading: self.file),
            pruning: self.prune,
            isDryRun: self.dryRun,
            isConfirmed: self.yes
        )
    }
}
