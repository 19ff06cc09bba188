import ContentModel

/// What `serve` can be told of a Strapi project, instead of its files.
extension Settings {
    static let strapi = Setting<String?>.text(
        SettingDescription(
            "strapi",
            "dir",
            "The Strapi project whose content types and rights are served, or the folder of its repository.",
            isPath: true
        )
    )
    static let nodeEnv = Setting<String?>.text(
        SettingDescription(
            "node-env",
            "name",
            "NODE_ENV of the project, which chooses among its configurations.",
            standardText: "as the project has it"
        )
    )
    static let envFile = Setting<String?>.text(
        SettingDescription(
            "env-file",
            "file",
            "The file of variables to read instead of the project's .env.",
            standardText: ".env of the project",
            isPath: true
        )
    )
    static let databaseURL = Setting<String?>.text(
        SettingDescription(
            "database-url",
            "url",
            "The project's database: postgres://…, sqlite:PATH, or the path of a SQLite file.",
            standardText: "as the project has it",
            isSecret: true
        )
    )
    static let strapiVersion = Setting<StrapiVersion?>(
        SettingDescription(
            "strapi-version",
            "4|5",
            "The major version of Strapi that the project runs.",
            standardText: "as the project has it"
        ),
        standard: nil
    ) { texts in
        guard texts.count == 1, let version = texts.first.flatMap({ StrapiVersion(rawValue: $0) }) else {
            throw SettingProblem("write 4 or 5")
        }
        return version
    } show: {
        $0?.rawValue ?? "none"
    }
    static let schemaDump = Setting<String?>.text(
        SettingDescription(
            "schema-dump",
            "file",
            "The schemas of the running Strapi as JSON, instead of those of the project's files.",
            isPath: true
        )
    )
    static let strapiJWTSecret = Setting<String?>.text(
        SettingDescription(
            "strapi-jwt-secret",
            "secret",
            "The secret of the project's users-permissions plugin.",
            sources: .environment,
            isSecret: true
        )
    )
    static let strapiJWTSecretFile = Setting<String?>.text(
        SettingDescription(
            "strapi-jwt-secret-file",
            "file",
            "The file with the secret of the project's users-permissions plugin.",
            sources: [.environment, .file],
            isPath: true
        )
    )
    static let strapiAPITokenSalt = Setting<String?>.text(
        SettingDescription(
            "strapi-api-token-salt",
            "secret",
            "The salt of the project's API tokens.",
            sources: .environment,
            isSecret: true
        )
    )
    static let strapiAPITokenSaltFile = Setting<String?>.text(
        SettingDescription(
            "strapi-api-token-salt-file",
            "file",
            "The file with the salt of the project's API tokens.",
            sources: [.environment, .file],
            isPath: true
        )
    )

    static let rightsMaxAge = Setting<Duration>.duration(
        SettingDescription(
            "rights-max-age",
            "duration",
            "How long the rights known last count while the project's database cannot be read.",
            standardText: "60s"
        ),
        standard: .seconds(60)
    )
    static let databaseTimezone = Setting<String>.text(
        SettingDescription(
            "database-timezone",
            "zone",
            "The time zone of the Strapi process, whose wall clock PostgreSQL holds.",
            standardText: "UTC"
        ),
        standard: "UTC"
    )

    static let ofStrapi: [SettingDescription] = [
        strapi.description, nodeEnv.description, envFile.description, databaseURL.description,
        strapiVersion.description,
        schemaDump.description, strapiJWTSecret.description, strapiJWTSecretFile.description,
        strapiAPITokenSalt.description, strapiAPITokenSaltFile.description, rightsMaxAge.description,
        databaseTimezone.description,
    ]
}
