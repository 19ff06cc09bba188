import ArgumentParser
import ContentModel

/// The Strapi project to serve, and what is known of it better than from its files.
struct StrapiOptions: ParsableArguments {
    @Option(help: Settings.nodeEnv.help, transform: Settings.nodeEnv.parseSome)
    var nodeEnv: String?

    @Option(help: Settings.envFile.help, completion: .file(), transform: Settings.envFile.parseSome)
    var envFile: String?

    @Option(
        name: .customLong("database-url"),
        help: Settings.databaseURL.help,
        transform: Settings.databaseURL.parseSome
    )
    var databaseURL: String?

    @Option(
        help: Settings.strapiVersion.help,
        completion: .list(["4", "5"]),
        transform: Settings.strapiVersion.parseSome
    )
    var strapiVersion: StrapiVersion?

    @Option(help: Settings.schemaDump.help, completion: .file(), transform: Settings.schemaDump.parseSome)
    var schemaDump: String?

    @Option(help: Settings.rightsMaxAge.help, transform: Settings.rightsMaxAge.parse)
    var rightsMaxAge: Duration?

    @Option(help: Settings.databaseTimezone.help, transform: Settings.databaseTimezone.parse)
    var databaseTimezone: String?
}
