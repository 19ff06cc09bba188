package import ContentModel

/// A Strapi project as its files describe it.
///
/// What is not known is nil, and ``report`` says why; a server that needs it must not start.
package struct StrapiProject: Sendable {
    /// The folder with its `package.json`.
    package let root: String
    package let version: StrapiVersion
    package let nodeEnv: String
    package let catalog: ContentCatalog
    package let database: DatabaseSettings?
    package let userTokens: UserTokenSettings?
    package let apiTokenSalt: Secret?
    package let webhooks: WebhookSettings
    package let report: ProjectReport
    /// What was read, as it was.
    package let fingerprint: ProjectFingerprint

    /// Reads the project in a folder, or the only one in the two levels below.
    ///
    /// It takes some milliseconds and blocks; nothing of the project is run.
    ///
    /// - Parameters:
    ///   - path: The folder of the project, or of its repository.
    ///   - environment: The variables of the process that Strapi has, which win over the project's `.env`.
    ///   - trail: Gets what is looked at, also when it throws.
    /// - Throws: When no content types can be made from it.
    package static func read(
        at path: String,
        environment: [String: String],
        overrides: ProjectOverrides = ProjectOverrides(),
        trail: FileTrail = FileTrail()
    ) throws(ProjectError) -> StrapiProject {
        var reading = ProjectReading(path: path, environment: environment, overrides: overrides, trail: trail)
        return try reading.project()
    }
}
