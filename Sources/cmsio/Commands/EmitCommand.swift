import ArgumentParser
import JSONText

/// Sends a content event.
struct EmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Send a content event, sanitized for each role and token that may receive it.",
        usage: "cmsio emit <type> <action> <data> [<options>]",
        discussion: """
            Everybody who may receive the event gets the fields they may read; the rest get nothing. The answer says how \
            many sockets were reached, and what was left out for whom. To send data as it is, use 'cmsio raw'.

              cmsio emit article update data.json
              echo '{"id":1,"title":"Hello"}' | cmsio emit article create -
            """
    )

    @Argument(help: ArgumentHelp("The content type: a singular name or a uid.", valueName: "type"))
    var type: String

    @Argument(
        help: ArgumentHelp(
            "What happened: create, update, delete, publish, or any action granted.",
            valueName: "action"
        )
    )
    var action: String

    @Argument(help: .data, completion: .file(extensions: ["json"]))
    var data: String

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func run() async throws {
        let session = try CommandSession(self.global)
        let data = try InputData(argument: self.data)
        let location = try session.locateServer()
        try await session.send(to: location, .emit(type: self.type, action: self.action, data: data.bytes))
    }
}

extension ArgumentHelp {
    static let data = ArgumentHelp(
        "JSON that begins with {, [ or \"; a file; or - for standard input.",
        valueName: "data"
    )
}
