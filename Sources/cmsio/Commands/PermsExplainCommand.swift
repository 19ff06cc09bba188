import ArgumentParser

/// `perms explain`
struct PermsExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show for each audience which fields of an event it gets, and which rule drops the others.",
        usage: "cmsio perms explain <type> <action> [<data>] [--as <who>] [<options>]",
        discussion: """
            Without data, shows what becomes of every field of the schema: into components, and one level into relations. \
            With --as and data, shows also what they would get. Nothing is sent.

              cmsio perms explain article update
              cmsio perms explain article update '{"id":1,"internalNotes":"n"}' --as role:public
            """
    )

    @Argument(help: .contentType, completion: .names(.type))
    var type: String

    @Argument(help: .eventAction, completion: .names(.action))
    var action: String?

    @Argument(help: .data, completion: .file(extensions: ["json"]))
    var data: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Only what they get: role:NAME, token:NAME or user:NAME.", valueName: "who"),
        completion: .names(.who)
    )
    var audience: String?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func validate() throws { _ = try self.event() }

    func run() async throws {
        let session = try CommandSession(self.global)
        let event = try self.event()
        let data = try self.words.data.map(InputData.init(argument:))
        try await session.explain(
            PreviewQuestion(type: event.type, action: event.action, data: data?.bytes, audience: self.audience)
        )
    }

    private var words: EventWords { EventWords(self.type, self.action, self.data) }

    private func event() throws -> EventName { try self.words.named(example: "cmsio perms explain article update") }
}
