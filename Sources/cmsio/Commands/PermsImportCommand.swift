import ArgumentParser

/// `perms import`
struct PermsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Make the rights what a file or a Strapi project says, all of it or nothing, and show the difference.",
        usage: "cmsio perms import (<file> | --strapi <dir>) [--dry-run] [--prune] [<options>]",
        discussion: """
            Adds and changes what the file names, and removes nothing without --prune. A token that there is not is made, \
            and its secret printed, which nothing can tell again. With --strapi, the roles, users and API tokens of the \
            project's database are copied, for those who leave Strapi; passwords and secrets of tokens are not.

              cmsio perms export perms.yaml && cmsio perms import perms.yaml --dry-run
              cmsio perms import perms.yaml --prune --yes
              cmsio perms import --strapi ./cms --dry-run
            """
    )

    @Argument(
        help: ArgumentHelp("A file of 'cmsio perms export', or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var file: String?

    @Flag(help: "Show what would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Remove what the file does not name: grants, users, tokens and roles.")
    var prune = false

    @Flag(name: [.customShort("y"), .long], help: "Remove without asking.")
    var yes = false

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func validate() throws {
        guard (self.file == nil) != (self.global.strapi == nil) else {
            throw ValidationError("name either a file of 'cmsio perms export' or, with '--strapi', a Strapi project.")
        }
    }

    func run() async throws {
        let session = try CommandSession(self.global)
        if let file {
            try await self.importRights(try RightsFile(reading: file), session)
        } else {
            try await self.importRights(try await session.projectRights(), session.aboutOwnStore)
        }
    }

    private func importRights(_ source: some ImportedRights, _ session: CommandSession) async throws {
        try await session.importRights(
            source,
            pruning: self.prune,
            isDryRun: self.dryRun,
            isConfirmed: self.yes
        )
    }
}
