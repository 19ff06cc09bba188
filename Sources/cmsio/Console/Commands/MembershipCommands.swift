import ArgumentParser
import ContentServer

/// `join`
struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Put clients into a room, whether they may join it themselves or not.",
        usage: "join <room> [<socket> ...] [--audience <who>] [<options>]",
        discussion: """
            They stay until they leave, are taken out with 'leave', or present the token of somebody else.

              join news --audience role:editor
              join news --audience user:ann
            """
    )

    @Argument(help: .customRoom)
    var room: String

    @OptionGroup
    var chosen: ChosenSocketsOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws { _ = try self.chosen.sockets }

    func run() async throws {
        let call = ConsoleCall.join(room: self.room, try self.chosen.sockets)
        try await CommandSession(self.global).show(call, "changed") { (changed: SocketsChanged, _) in
            ["\(changed.count) joined \(Printable.text(self.room))"]
        }
    }
}

/// `leave`
struct LeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Take clients out of a room.",
        usage: "leave <room> [<socket> ...] [--audience <who>] [<options>]",
        discussion: """
              leave news --audience role:editor
              leave news --audience user:ann
            """
    )

    @Argument(help: .customRoom)
    var room: String

    @OptionGroup
    var chosen: ChosenSocketsOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws { _ = try self.chosen.sockets }

    func run() async throws {
        let call = ConsoleCall.leave(room: self.room, try self.chosen.sockets)
        try await CommandSession(self.global).show(call, "changed") { (changed: SocketsChanged, _) in
            ["\(changed.count) left \(Printable.text(self.room))"]
        }
    }
}

/// `disconnect`
struct DisconnectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disconnect",
        abstract: "Disconnect clients, after telling them a code.",
        usage: "disconnect [<socket> ...] [--room <room>] [--audience <who>] [<options>]",
        discussion: """
            Each gets the event auth:ended with {code, message} first. Nothing keeps them from coming back; take back \
            'connect' for that, as in: perms revoke role:public connect

              disconnect --audience user:ann
              disconnect --room news --code maintenance
            """
    )

    @OptionGroup
    var chosen: ChosenSocketsOptions

    @Option(name: [.customShort("r"), .long], help: ArgumentHelp("All in this room.", valueName: "room"))
    var room: String?

    @Option(help: ArgumentHelp("The code they are told. (default: disconnected-by-operator)", valueName: "code"))
    var code: String?

    @Option(help: ArgumentHelp("The sentence they are told.", valueName: "text"))
    var message: String?

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws { _ = try self.sockets }

    func run() async throws {
        let call = ConsoleCall.sendAway(try self.sockets, code: self.code, message: self.message)
        try await CommandSession(self.global).show(call, "changed") { (changed: SocketsChanged, _) in
            ["\(changed.count) disconnected"]
        }
    }

    private var sockets: ChosenSockets {
        get throws {
            guard let room else { return try self.chosen.sockets }
            guard self.chosen.isEmpty else {
                throw ValidationError("'--room' and what else is given both say which sockets are meant; keep one.")
            }
            return .room(room)
        }
    }
}

/// Which sockets a command is about.
struct ChosenSocketsOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The ids of sockets, as 'sockets' lists them.", valueName: "socket"))
    var ids: [String] = []

    @Option(help: ArgumentHelp("All of role:NAME, token:NAME or user:NAME.", valueName: "who"))
    var audience: String?

    init() {}

    var isEmpty: Bool { self.ids.isEmpty && self.audience == nil }

    var sockets: ChosenSockets {
        get throws {
            switch (self.ids.isEmpty, self.audience) {
            case (true, nil):
                throw ValidationError("say which sockets: their ids, or an audience as in '--audience role:public'.")
            case (false, .some):
                throw ValidationError("ids and '--audience' both say which sockets are meant; keep one.")
            case (true, let audience?): return .audience(audience)
            case (false, nil): return .ids(self.ids)
            }
        }
    }
}

extension ArgumentHelp {
    fileprivate static let customRoom = ArgumentHelp("The room's own name.", valueName: "custom-room")
}

extension SocketsChanged {
    fileprivate var count: String { self.sockets == 1 ? "1 socket" : "\(self.sockets) sockets" }
}
