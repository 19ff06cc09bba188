import ArgumentParser

/// Sends any event as it is.
struct RawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raw",
        abstract: "Send any event with any data, untouched, to everyone or to some rooms.",
        usage: "cmsio raw <event> [<data>] [<options>]",
        discussion: """
            The data is neither checked for private fields nor changed: everybody addressed gets all of it. On a terminal \
            you are asked before everyone gets it. With -q the receipt is printed only for -o json.

              cmsio raw maintenance '{"at":"22:00"}'
              cmsio raw greeting '"hello"' -r role:editor --except news-1
            """
    )

    @Argument(help: ArgumentHelp("The name of the event.", valueName: "event"), completion: .names(.event))
    var event: String

    @Argument(help: .data, completion: .file(extensions: ["json"]))
    var data: String?

    @Option(
        name: [.customShort("r"), .long],
        help: ArgumentHelp(
            "Send only to this room, as in news-1, or to role:NAME or token:NAME. May be repeated.",
            valueName: "room"
        ),
        completion: .names(.room)
    )
    var room: [String] = []

    @Option(
        help: ArgumentHelp("Leave out who is in this room. May be repeated.", valueName: "room"),
        completion: .names(.room)
    )
    var except: [String] = []

    @Option(
        help: ArgumentHelp("Send only to the socket of this id.", valueName: "socket"),
        completion: .names(.socket)
    )
    var to: String?

    @Flag(name: [.customShort("y"), .long], help: "Send to everyone without asking.")
    var yes = false

    @OptionGroup
    var sending: SendingOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws {
        if self.to != nil, !self.room.isEmpty || !self.except.isEmpty {
            throw ValidationError("'--to' names one socket; leave out '--room' and '--except'.")
        }
    }

    func run() async throws {
        let session = try CommandSession(self.global)
        let data = try self.data.map(InputData.init(argument:))
        let location = try session.locateServer()
        let rooms = self.to.map { ["socket:\($0)"] } ?? self.room
        if rooms.isEmpty, !self.yes {
            try Confirmation.ask(
                "Send \(self.words) to everyone at \(location.address)?",
                otherwise: "Nothing was sent."
            )
        }
        try await session.send(
            to: location,
            .raw(
                RawRequest(
                    event: self.event,
                    data: data?.bytes,
                    rooms: rooms,
                    except: self.except,
                    idempotencyKey: self.sending.idempotencyKey
                )
            )
        )
    }

    private var words: String {
        let exceptions = self.except.isEmpty ? "" : ", except \(self.except.joined(separator: ", ")),"
        return "'\(self.event)'\(exceptions)"
    }
}
