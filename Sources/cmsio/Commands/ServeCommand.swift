import ArgumentParser
import ContentEvents
import ContentModel

/// Hosts the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Host the server that clients connect to.",
        usage: "cmsio serve [<options>]",
        discussion: """
            Every setting can also be a variable (CMSIO_PORT for --port) or a line of cmsio.yaml (port: 1338); \
            --print-config shows which counts.

              cmsio serve --demo
              cmsio serve --port 8080 --cors-origin https://example.org
            """
    )

    @OptionGroup(title: "Network")
    var network: NetworkOptions

    @OptionGroup(title: "Content")
    var content: ContentOptions

    @OptionGroup(title: "Strapi")
    var strapi: StrapiOptions

    @OptionGroup(title: "Webhooks")
    var webhooks: WebhookOptions

    @OptionGroup(title: "Webhooks")
    var populate: PopulateOptions

    @OptionGroup(title: "Limits")
    var limits: LimitOptions

    @Option(
        help: Settings.logFormat.help,
        completion: .values(of: LogFormat.self),
        transform: Settings.logFormat.parse
    )
    var logFormat: LogFormat?

    @Flag(help: "Check settings, schemas, store, keys and port, print what was found, and end.")
    var check = false

    @Flag(help: "Print each setting and where it came from, and end.")
    var printConfig = false

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    /// The command with no words but `--data` and `--strapi`, to know what it would serve.
    init(data: String?, strapi: String?) throws {
        self = try Self.parse([])
        self.global.data = data
        self.global.strapi = strapi
    }

    func validate() throws {
        if self.content.demo, self.content.schemas != nil {
            throw ValidationError("'--demo' has schemas of its own; leave out '--schemas'.")
        }
        if self.global.strapi != nil, self.content.demo || self.content.schemas != nil {
            throw ValidationError("'--strapi' has schemas of its own; leave out '--schemas' and '--demo'.")
        }
        if self.check, self.printConfig {
            throw ValidationError("'--check' and '--print-config' each print something and end; keep one.")
        }
        if self.global.server != nil {
            throw ValidationError("'--server' names a server to talk to; 'serve' is one. Use '--host' and '--port'.")
        }
    }

    func run() async throws {
        let terminal = Terminal(options: self.global.given)
        if self.check { return try await ServeCheck(self).print(to: terminal) }
        var settings = try SettingsReader(options: self.global.given)
        let log = ServeLog(try settings.read(Settings.logFormat, flag: self.logFormat), terminal: terminal)
        try await log.reportingFailure {
            let configuration = try ServeConfiguration(self, &settings)
            if self.printConfig { return try SettingsText(settings.report).print(to: terminal) }
            for warning in settings.warnings { log.warn(warning) }
            try await Serving(configuration, log: log).run()
        }
    }
}

/// Where clients find the server.
struct NetworkOptions: ParsableArguments {
    @Option(help: Settings.host.help, transform: Settings.host.parse)
    var host: String?

    @Option(help: Settings.port.help, transform: Settings.port.parse)
    var port: Int?

    @Option(help: Settings.path.help, transform: Settings.path.parse)
    var path: String?

    @Option(help: Settings.corsOrigin.help, transform: Settings.corsOrigin.parse)
    var corsOrigin: [[String]] = []

    @Option(
        help: Settings.transports.help,
        completion: .list(["polling", "websocket"]),
        transform: Settings.transports.parse
    )
    var transports: [String]?

    @Flag(name: .customLong("allow-eio3"), help: ArgumentHelp(Settings.allowEIO3.description.abstract))
    var allowEIO3 = false

    @Flag(help: ArgumentHelp(Settings.messageCompression.description.abstract))
    var messageCompression = false

    @Option(help: Settings.clientFiles.help, completion: .directory, transform: Settings.clientFiles.parseSome)
    var clientFiles: String?
}

/// What the server knows, and how it sends it.
struct ContentOptions: ParsableArguments {
    @Option(help: Settings.schemas.help, completion: .directory, transform: Settings.schemas.parse)
    var schemas: String?

    @Flag(help: ArgumentHelp(Settings.demo.description.abstract))
    var demo = false

    @Option(help: Settings.receive.help, completion: .values(of: ReceiveRule.self), transform: Settings.receive.parse)
    var receive: ReceiveRule?

    @Option(
        help: Settings.publishNeeds.help,
        completion: .values(of: PublishRight.self),
        transform: Settings.publishNeeds.parse
    )
    var publishNeeds: PublishRight?

    @Option(help: Settings.shape.help, completion: .values(of: Shape.self), transform: Settings.shape.parse)
    var shape: Shape?

    @Option(
        help: Settings.sanitize.help,
        completion: .values(of: SanitizeRule.self),
        transform: Settings.sanitize.parse
    )
    var sanitize: SanitizeRule?
}

/// What Strapi may send, and what becomes of it.
struct WebhookOptions: ParsableArguments {
    @Option(
        help: Settings.webhookSecretFile.help,
        completion: .file(),
        transform: Settings.webhookSecretFile.parseSome
    )
    var webhookSecretFile: String?

    @Option(help: Settings.webhookHold.help, transform: Settings.webhookHold.parse)
    var webhookHold: Duration?

    @Flag(help: ArgumentHelp(Settings.drafts.description.abstract))
    var drafts = false
}

/// How much the server takes.
struct LimitOptions: ParsableArguments {
    @Option(help: Settings.maxConnections.help, transform: Settings.maxConnections.parseSome)
    var maxConnections: Int?

    @Option(help: Settings.maxQueue.help, transform: Settings.maxQueue.parse)
    var maxQueue: Int?

    @Option(help: Settings.maxPayload.help, transform: Settings.maxPayload.parse)
    var maxPayload: Int?

    @Option(help: Settings.pingInterval.help, transform: Settings.pingInterval.parse)
    var pingInterval: Duration?

    @Option(help: Settings.pingTimeout.help, transform: Settings.pingTimeout.parse)
    var pingTimeout: Duration?

    @Option(help: Settings.keepLast.help, transform: Settings.keepLast.parse)
    var keepLast: Int?

    @Option(help: Settings.loops.help, transform: Settings.loops.parseSome)
    var loops: Int?
}

extension CompletionKind {
    fileprivate static func values<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> CompletionKind
    where Choice.RawValue == String {
        .list(Choice.allCases.map(\.rawValue))
    }
}
