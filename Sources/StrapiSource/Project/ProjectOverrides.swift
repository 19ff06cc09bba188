package import ContentModel
package import JSONText

/// What somebody says about a project instead of its files.
package struct ProjectOverrides: Sendable {
    /// A value, and what it was given by: `--node-env` or `CMSIO_STRAPI_JWT_SECRET`, for reports.
    package struct Given<Value: Sendable>: Sendable {
        package let value: Value
        package let name: String

        package init(_ value: Value, by name: String) {
            self.value = value
            self.name = name
        }
    }

    /// `NODE_ENV` of the project.
    package var nodeEnv: Given<String>?
    /// The path of the file to read instead of the project's `.env`.
    package var envFile: Given<String>?
    /// `postgres://…`, `sqlite:PATH`, or the path of a SQLite file.
    package var databaseURL: Given<Secret>?
    package var strapiVersion: Given<StrapiVersion>?
    package var jwtSecret: Given<Secret>?
    package var apiTokenSalt: Given<Secret>?
    /// The path of a dump of the schemas of the running Strapi, which replaces those of the project's files.
    package var schemaDump: Given<String>?
    /// The types of custom fields; see ``ModelOptions/customFields``.
    package var customFields: [ExactString: ExactString] = [:]
    /// Private names beside those of the project's `config/api`.
    package var privateAttributes: [ExactString] = []

    package init() {}
}
