import ArgumentParser
import ContentServer

/// `sockets`
struct SocketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sockets",
        abstract: "List the clients that are connected, the oldest first.",
        usage: "sockets [--room <room>] [--audience <who>] [<options>]",
        discussion: """
              sockets
              sockets --audience role:editor
            """
    )

    @Option(
        name: [.customShort("r"), .long],
        help: ArgumentHelp("Only those in this room.", valueName: "room")
    )
    var room: String?

    @Option(
        help: ArgumentHelp("Only those of role:NAME, token:NAME or user:NAME.", valueName: "who")
    )
    var audience: String?

    @Option(help: .limit)
    var limit = 100

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func run() async throws {
        let call = ConsoleCall.sockets(room: self.room, audience: self.audience, limit: self.limit)
        try await CommandSession(self.global).show(call, "sockets") { (list: SocketList, terminal) in
            SocketListText(list).lines(style: terminal.resultStyle, width: terminal.width)
        }
    }
}

/// `rooms`
struct RoomsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rooms",
        abstract: "List the rooms with somebody in them, the fullest first.",
        usage: "rooms [<options>]",
        discussion: """
              rooms
              rooms --limit 10
            """
    )

    @Option(help: .limit)
    var limit = 100

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func run() async throws {
        let call = ConsoleCall.rooms(limit: self.limit)
        try await CommandSession(self.global).show(call, "rooms") { (list: RoomList, terminal) in
            RoomListText(list).lines(style: terminal.resultStyle)
        }
    }
}

extension ArgumentHelp {
    fileprivate static let limit = ArgumentHelp("Show so many at most, 1 to 1000.", valueName: "n")
}
