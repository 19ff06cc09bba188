import ContentModel
import Foundation
import JSONText
import StrapiSource

/// The Strapi project that `serve` was told to serve.
struct ServedProject: Sendable {
    let path: String
    let overrides: ProjectOverrides
    /// How long the rights known last count while the database cannot be read.
    let rightsMaxAge: Duration
    /// The time zone of the Strapi process.
    let timeZone: String

    /// - Parameter flag: The path that the command line gives.
    /// - Returns: nil if no project was named.
    /// - Throws: ``CommandFailure``
    init?(
        _ flag: String?,
        _ options: StrapiOptions,
        model: ModelOptions,
        _ settings: inout SettingsReader
    ) throws {
        let path = try settings.read(Settings.strapi, flag: flag)
        var overrides = ProjectOverrides()
        overrides.nodeEnv = try settings.given(Settings.nodeEnv, flag: options.nodeEnv)
        overrides.envFile = try settings.given(Settings.envFile, flag: options.envFile)
        overrides.databaseURL = try settings.given(Settings.databaseURL, flag: options.databaseURL)?.secret
        overrides.strapiVersion = try settings.given(Settings.strapiVersion, flag: options.strapiVersion)
        overrides.schemaDump = try settings.given(Settings.schemaDump, flag: options.schemaDump)
        overrides.jwtSecret = try settings.secret(Settings.strapiJWTSecret, orIn: Settings.strapiJWTSecretFile)
        overrides.apiTokenSalt = try settings.secret(Settings.strapiAPITokenSalt, orIn: Settings.strapiAPITokenSaltFile)
        overrides.customFields = model.customFields
        overrides.privateAttributes = model.privateAttributes
        self.rightsMaxAge = try settings.read(Settings.rightsMaxAge, flag: options.rightsMaxAge)
        self.timeZone = try settings.read(Settings.databaseTimezone, flag: options.databaseTimezone)
        guard let path else { return nil }
        self.path = path
        self.overrides = overrides
    }

    /// - Throws: ``CommandFailure`` when the folder is not there, ``ProjectError`` when it has no types that can be served.
    func read(_ trail: FileTrail) throws -> StrapiProject {
        guard trail.hasFolder(self.path) else {
            throw CommandFailure(.noInput, "there is no folder '\(self.path)'; name the folder of the Strapi project.")
        }
        let environment = ProcessInfo.processInfo.environment
        return try StrapiProject.read(
            at: self.path,
            environment: environment,
            overrides: self.overrides,
            trail: trail
        )
    }
}

extension SettingsReader {
    /// A setting with the name of what gave it.
    fileprivate mutating func given<Value>(_ setting: Setting<Value?>, flag: Value?) throws -> ProjectOverrides.Given<
        Value
    >? {
        guard let value = try self.read(setting, flag: flag) else { return nil }
        return ProjectOverrides.Given(value, by: self.report.last.map { "\($0.origin)" } ?? setting.description.key)
    }

    fileprivate mutating func secret(_ setting: Setting<String?>, orIn file: Setting<String?>) throws
        -> ProjectOverrides.Given<Secret>?
    {
        let secret = try self.given(setting, flag: nil)
        let path = try self.given(file, flag: nil)
        if let secret { return secret.secret }
        guard let path else { return nil }
        let text = try SecretFile.read(path.value, named: "the file '\(path.value)' that \(path.name) names")
        return ProjectOverrides.Given(Secret(text), by: path.name)
    }
}

extension ProjectOverrides.Given<String> {
    fileprivate var secret: ProjectOverrides.Given<Secret> {
        ProjectOverrides.Given<Secret>(Secret(self.value), by: self.name)
    }
}

extension ProjectError: FailureConvertible {
    var failure: CommandFailure { CommandFailure(.badConfiguration, "\(self)") }
}

extension StrapiProject {
    /// Why it cannot be served: the errors, a line each.
    var failure: CommandFailure {
        CommandFailure(
            .badConfiguration,
            self.report.findings(.error).map(\.description).joined(separator: "\n")
        )
    }
}
