import ContentEvents
import ContentModel
import ContentServer
import Foundation
import JSONText
import NIOCore
import SocketIONIO
import StrapiSource

/// Everything `serve` was told, from wherever.
struct ServeConfiguration: Sendable {
    /// The folder that holds the store and the keys.
    let dataPath: String
    let socketIO: SocketIOServerConfiguration
    let content: Content
    let receive: ReceiveRule
    let publishing: PublishRight
    let mode: SanitizeMode
    /// Nil for the one that fits the content.
    let shape: Shape?
    let model: ModelOptions
    /// How many events are kept for those who ask what was before.
    let keepLast: Int
    let webhooks: WebhookRules
    /// Nil where Strapi may send no webhooks.
    let webhookSecret: GivenSecret?
    /// Nil where entries go out as webhooks have them.
    let population: ServedPopulation?
    let loops: Int
    /// The settings, for the secrets.
    let settings: SettingsReader

    /// What types there are.
    enum Content: Sendable {
        case demo
        case project(ServedProject)
        /// - Parameter isNamed: Whether somebody said so, and it must therefore be there.
        case folder(String, isNamed: Bool)

        var isDemo: Bool {
            if case .demo = self { return true }
            return false
        }

        var isProject: Bool {
            if case .project = self { return true }
            return false
        }
    }

    /// - Throws: ``CommandFailure`` for a value that cannot be used.
    init(_ command: ServeCommand, _ settings: inout SettingsReader) throws {
        self.dataPath = try settings.read(Settings.data, flag: command.global.data) ?? DataFolder.name
        self.model = try Self.model(&settings)
        self.content = try Self.content(command, model: self.model, &settings)
        self.socketIO = try Self.socketIO(command, isDemo: self.content.isDemo, &settings)
        self.receive = try settings.read(Settings.receive, flag: command.content.receive)
        self.publishing = try settings.read(Settings.publishNeeds, flag: command.content.publishNeeds)
        let shape = try settings.read(Settings.shape, flag: command.content.shape)
        self.shape = settings.isGiven(Settings.shape) ? shape : nil
        let rule = try settings.read(Settings.sanitize, flag: command.content.sanitize)
        let denied = try settings.read(Settings.deniedKeys, flag: nil).map { ExactString($0) }
        self.mode = rule == .exact ? .exact : .strict(alsoDenying: denied)
        self.keepLast = try settings.read(Settings.keepLast, flag: command.limits.keepLast)
        self.webhooks = WebhookRules(
            emitsDrafts: try settings.read(Settings.drafts, flag: command.webhooks.drafts ? true : nil),
            hold: try settings.read(Settings.webhookHold, flag: command.webhooks.webhookHold)
        )
        self.loops = try settings.read(Settings.loops, flag: command.limits.loops) ?? System.coreCount
        // Read for the report; the values stay where they are until they are needed.
        _ = try settings.read(Settings.jwtSecret, flag: nil)
        _ = try settings.read(Settings.jwtSecretFile, flag: nil)
        self.webhookSecret = try GivenSecret(
            Settings.webhookSecret,
            orIn: Settings.webhookSecretFile,
            named: "webhook secret file",
            &settings,
            flag: command.webhooks.webhookSecretFile
        )
        self.population = try ServedPopulation(command.populate, &settings)
        self.settings = settings
    }

    private static func content(
        _ command: ServeCommand,
        model: ModelOptions,
        _ settings: inout SettingsReader
    ) throws -> Content {
        let options = command.content
        let project = try ServedProject(command.global.strapi, command.strapi, model: model, &settings)
        let isDemo = try settings.read(Settings.demo, flag: options.demo ? true : nil)
        let path = try settings.read(Settings.schemas, flag: options.schemas)
        // A flag counts more than what the environment or the file says of another content.
        if let project, command.global.strapi != nil || (!isDemo && options.schemas == nil) { return .project(project) }
        return isDemo && options.schemas == nil ? .demo : .folder(path, isNamed: settings.isGiven(Settings.schemas))
    }

    private static func socketIO(
        _ command: ServeCommand,
        isDemo: Bool,
        _ settings: inout SettingsReader
    ) throws -> SocketIOServerConfiguration {
        var result = SocketIOServerConfiguration()
        result.host = try settings.read(Settings.host, flag: command.network.host)
        result.port = try settings.read(Settings.port, flag: command.network.port)
        result.path = try settings.read(Settings.path, flag: command.network.path)
        let flags = command.network.corsOrigin.flatMap(\.self)
        let origins = try settings.read(Settings.corsOrigin, flag: flags.isEmpty ? nil : flags)
        let rules = origins.map { $0 == "*" ? OriginPolicy.Rule.any : .origin(ExactString($0)) }
        result.origins = OriginPolicy(allowing: Set(rules + (isDemo ? [.localhost] : [])))
        let transports = try settings.read(Settings.transports, flag: command.network.transports)
        result.transports = Set(transports.compactMap(SocketIOServerConfiguration.Transport.init(rawValue:)))
        result.allowsEngineIO3 = try settings.read(Settings.allowEIO3, flag: command.network.allowEIO3 ? true : nil)
        let compresses = command.network.messageCompression ? true : nil
        result.messageCompressionThreshold =
            try settings.read(Settings.messageCompression, flag: compresses) ? 1024 : nil
        result.clientFiles = try settings.read(Settings.clientFiles, flag: command.network.clientFiles)
        result.maxConnections = try settings.read(Settings.maxConnections, flag: command.limits.maxConnections)
        result.maxQueueBytes = try settings.read(Settings.maxQueue, flag: command.limits.maxQueue)
        result.maxPayload = try settings.read(Settings.maxPayload, flag: command.limits.maxPayload)
        result.pingInterval = try settings.read(Settings.pingInterval, flag: command.limits.pingInterval)
        result.pingTimeout = try settings.read(Settings.pingTimeout, flag: command.limits.pingTimeout)
        return result
    }

    private static func model(_ settings: inout SettingsReader) throws -> ModelOptions {
        let fields = try settings.read(Settings.customFields, flag: nil).map { text in
            let parts = text.split(separator: "=", maxSplits: 1)
            return (ExactString(String(parts[0])), ExactString(String(parts[1])))
        }
        return ModelOptions(
            customFields: Dictionary(fields) { _, last in last },
            privateAttributes: try settings.read(Settings.privateAttributes, flag: nil).map { ExactString($0) }
        )
    }
}

extension ServeConfiguration {
    func policy(for content: ServedContent) -> EmitPolicy {
        EmitPolicy(
            receive: self.receive,
            publishing: self.publishing,
            mode: self.mode,
            shape: self.shape ?? (content.project?.version == .v4 ? .v4 : .v5)
        )
    }
}

extension SanitizeMode {
    fileprivate static func strict(alsoDenying names: [ExactString]) -> SanitizeMode {
        guard case .strict(let denied) = Self.strict else { return .strict }
        return .strict(denied: denied.union(names))
    }
}
