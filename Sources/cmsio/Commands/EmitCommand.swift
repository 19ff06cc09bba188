import ArgumentParser
import JSONText

/// Sends a content event.
struct EmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emit",
        abstract: "Send a content event, sanitized for each role and token that may receive it.",
        usage: """
            cmsio emit <type> <action> [<data>] [<options>]
            cmsio emit --lines [<file>] [<options>]
            """,
        discussion: """
            Everybody who may receive the event gets the fields they may read; the rest get nothing. The answer says how \
            many sockets were reached, and what was left out for whom; -q prints it only with -o json. To send data as it is, use 'cmsio raw'.

              cmsio emit article update '{"id":1,"title":"Hello"}'
              cmsio emit article create --set id=2 --set title=Hello --set author.name=Ann
              echo '{"type":"article","action":"delete","data":{"id":2}}' | cmsio emit --lines
            """
    )

    @Argument(help: .contentType, completion: .names(.type))
    var type: String?

    @Argument(help: .eventAction, completion: .names(.action))
    var action: String?

    @Argument(help: .data, completion: .file(extensions: ["json"]))
    var data: String?

    @OptionGroup
    var entry: EntryOptions

    @OptionGroup
    var sending: SendingOptions

    @OptionGroup(title: "Many events")
    var lines: LinesOptions

    @OptionGroup(title: "What would be sent")
    var preview: PreviewOptions

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    func validate() throws {
        if self.lines.input != nil {
            guard self.type == nil, self.entry.set.isEmpty, self.sending.idempotencyKey == nil else {
                throw ValidationError(
                    "with '--lines' the events stand on the lines; leave out the arguments, '--set' and '--idempotency-key'."
                )
            }
            guard !self.preview.explain, !self.preview.diff, self.preview.audience == nil else {
                throw ValidationError(
                    "'--explain', '--diff' and '--as' show one event; leave out '--lines', and give its type, action and data."
                )
            }
        } else {
            let event = try self.words.named(example: Self.example)
            if self.words.data == nil, self.entry.set.isEmpty {
                throw Self.missingData(of: event)
            }
        }
    }

    func run() async throws {
        let session = try CommandSession(self.global.printing(self.preview))
        if let input = self.lines.input {
            return try await session.sendLines(of: input, self.lines.sending(isDryRun: self.preview.dryRun))
        }
        let entry = try self.entry.entry(self.words.data)
        let request = try self.request(entry)
        let location = try session.locateServer()
        if self.preview.isAsked {
            let question = PreviewQuestion(
                request,
                audience: self.preview.audience,
                withFields: self.preview.explain
            )
            try await session.preview(question, entry.document, self.preview, at: location)
        }
        if self.preview.dryRun { return }
        try await session.send(to: location, .emit(request))
    }

    /// The one event that the arguments tell of.
    private func request(_ entry: InputData) throws -> EmitRequest {
        let event = try self.words.named(example: Self.example)
        return EmitRequest(
            type: event.type,
            action: event.action,
            data: entry.bytes,
            idempotencyKey: self.sending.idempotencyKey
        )
    }

    private var words: EventWords { EventWords(self.type, self.action, self.data) }

    private static let example = #"cmsio emit article update '{"id":1}'"#

    private static func missingData(of event: EventName) -> ValidationError {
        let command = Printable.text("cmsio emit \(event.type) \(event.action)")
        return EventWords.missing("data", example: "\(command) '{\"id\":1}', or: \(command) --set id=1")
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
