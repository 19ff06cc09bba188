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

    @Argument(help: .contentType)
    var type: String

    @Argument(help: .eventAction)
    var action: String

    @Argument(help: .data, completion: .file(extensions: ["json"]))
    var data: String

    @OptionGroup(title: "What would be sent")
    var preview: PreviewOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func run() async throws {
        let session = try CommandSession(self.global.printing(self.preview))
        let data = try InputData(argument: self.data)
        let location = try session.locateServer()
        if self.preview.isAsked {
            let question = PreviewQuestion(
                type: self.type,
                action: self.action,
                data: data.bytes,
                withFields: self.preview.explain
            )
            try await session.preview(question, data.document, self.preview, at: location)
        }
        if self.preview.dryRun { return }
        try await session.send(to: location, .emit(type: self.type, action: self.action, data: data.bytes))
    }
}

extension ArgumentHelp {
    static let contentType = ArgumentHelp("The content type: a singular name or a uid.", valueName: "type")
    static let eventAction = ArgumentHelp(
        "What happened: create, update, delete, publish, or any action granted.",
        valueName: "action"
    )
    static let data = ArgumentHelp(
        "JSON that begins with {, [ or \"; a file; or - for standard input.",
        valueName: "data"
    )
}
