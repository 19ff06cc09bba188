import ArgumentParser
import ContentEvents

/// `perms who`
struct PermsWhoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "Say who would receive an event, why, and how many sockets that are now.",
        usage: "cmsio perms who <type> <action> [<options>]",
        discussion: """
            The status is 1 when nobody would. Sockets are counted while a server runs.

              cmsio perms who article update
              cmsio perms who article publish -o json
            """
    )

    @Argument(
        help: ArgumentHelp("The content type: its singular name or its uid.", valueName: "type"),
        completion: .names(.type)
    )
    var type: String

    @Argument(
        help: ArgumentHelp("As in create, update, delete, publish, or an action of your own.", valueName: "action"),
        completion: .names(.action)
    )
    var action: String?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    func validate() throws { _ = try self.event() }

    func run() async throws {
        let session = try CommandSession(self.global)
        let event = try self.event()
        let recipients = try await session.recipients(type: event.type, action: event.action)
        if !session.terminal.isQuiet { try session.show(.recipients(recipients)) }
        if recipients.audiences.isEmpty { throw Verdict(status: .no) }
        if recipients.sockets == nil { session.terminal.say("No server runs here, so sockets are not counted.") }
    }

    private func event() throws -> EventName {
        let words = EventWords(self.type, self.action, nil)
        if let more = words.data {
            throw ValidationError("'\(self.type)' names the action already; leave out '\(more)'.")
        }
        return try words.named(example: "cmsio perms who article update")
    }
}
