import ArgumentParser
import ContentServer

/// `status`
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the server does: sockets, rooms, events, rates.",
        usage: "status [<options>]",
        discussion: """
              status
              status -o json
            """
    )

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func run() async throws {
        try await CommandSession(self.global).show(.status, "status") { (status: ServerStatus, terminal) in
            StatusText(status).lines(style: terminal.resultStyle)
        }
    }
}
