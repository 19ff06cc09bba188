import ContentModel
import StrapiSource
import Testing

@Suite("The database of a project")
struct DatabaseTests {
    private func database(
        _ files: [String: String],
        _ environment: [String: String] = [:],
        _ overrides: ProjectOverrides = ProjectOverrides()
    ) throws -> (settings: DatabaseSettings?, project: StrapiProject, root: String) {
        let project = try TestProject(TestProject.files(files))
        let result = try project.read(TestProject.secrets.merging(environment) { $1 }, overrides)
        return (result.database, result, project.path)
    }

    static let postgres: PostgresSettings = {
        var settings = PostgresSettings()
        settings.host = "db.example"
        settings.port = 6543
        settings.user = "cms"
        settings.password = Secret("hunter2hunter2")
        settings.database = "content"
        settings.schema = "cms"
        return settings
    }()

    static let variables = [
        "DATABASE_CLIENT": "postgres", "DATABASE_HOST": "db.example", "DATABASE_PORT": "6543",
        "DATABASE_USERNAME": "cms",
        "DATABASE_PASSWORD": "hunter2hunter2", "DATABASE_NAME": "content", "DATABASE_SCHEMA": "cms",
    ]

    @Test("is read from the generated file, by the client that is chosen")
    func template() throws {
        let sqlite = try self.database([:])
        #expect(sqlite.settings == .sqlite(path: sqlite.root + "/.tmp/data.db"))
        #expect(try self.database([:], Self.variables).settings == .postgres(Self.postgres))
    }

    @Test("is read from the same file in TypeScript, which runs as a compiled copy one folder deeper")
    func typeScript() throws {
        var files = TestProject.files(["config/database.ts": TestProject.typedTemplate, "tsconfig.json": "{}"])
        files["config/database.js"] = nil
        let project = try TestProject(files)
        let sqlite = try project.read(TestProject.secrets)
        #expect(sqlite.database == .sqlite(path: project.path(".tmp/data.db")))
        let postgres = try project.read(TestProject.secrets.merging(Self.variables) { $1 })
        #expect(postgres.database == .postgres(Self.postgres))
    }

    @Test("is read from TypeScript without tsconfig.json as well, since only a compiled copy can run")
    func typeScriptAlone() throws {
        var files = TestProject.files(["config/database.ts": TestProject.typedTemplate])
        files["config/database.js"] = nil
        let project = try TestProject(files)
        #expect(try project.read(TestProject.secrets).database == .sqlite(path: project.path(".tmp/data.db")))
    }

    @Test("is read from a flat object, with a block of another client commented out before it")
    func flat() throws {
        let config = #"""
            module.exports = ({ env }) => ({
              /*
              connection: { client: 'sqlite', connection: { filename: '.tmp/data.db' } },
              */
              // connection: { client: 'mysql' },
              connection: {
                client: 'postgres',
                connection: { host: 'db.example', port: 6543, user: 'cms', password: 'hunter2hunter2', database: 'content',
                  schema: 'cms', ssl: { rejectUnauthorized: false } },
                debug: false,
              },
            });
            """#
        var expected = Self.postgres
        expected.tls = .on(verifies: false, authority: nil)
        #expect(try self.database(["config/database.js": config]).settings == .postgres(expected))
    }

    @Test("may stand in the overlay of NODE_ENV alone, or be merged over the base, where the client chooses the keys")
    func overlay() throws {
        let overlay = #"""
            module.exports = ({ env }) => ({ connection: { client: 'postgres', connection: { connectionString: env('URL') } } });
            """#
        let variables = [
            "NODE_ENV": "production", "URL": "postgres://cms:hunter2hunter2@db.example:6543/content?schema=cms",
        ]
        let merged = try self.database(["config/env/production/database.js": overlay], variables)
        #expect(merged.settings == .postgres(Self.postgres))
        #expect(merged.project.origin(of: "NODE_ENV") == "NODE_ENV in the environment")
        var files = TestProject.files(["config/env/production/database.js": overlay])
        files["config/database.js"] = nil
        let alone = try TestProject(files).read(TestProject.secrets.merging(variables) { $1 })
        #expect(alone.database == .postgres(Self.postgres))
        let development = try TestProject(files).read(TestProject.secrets)
        #expect(development.database == nil)
        #expect(
            development.messages(.error) == [
                "config/database.js:1: there is no config/database here; give the database with --database-url."
            ]
        )
    }

    @Test("is taken apart from a connection string by the package that Heroku's examples use")
    func connectionStringParser() throws {
        let config = #"""
            const parse = require('pg-connection-string').parse;
            const { host, port, database, user, password } = parse(process.env.DATABASE_URL);
            module.exports = () => ({
              connection: { client: 'postgres', connection: { host, port, database, user, password, schema: 'cms', ssl: false } },
            });
            """#
        let url = "postgres://cms:hunter2hunter2@db.example:6543/content"
        let result = try self.database(["config/database.js": config], ["DATABASE_URL": url])
        #expect(result.settings == .postgres(Self.postgres))
    }

    @Test(
        "can be given instead",
        arguments: [
            ("sqlite:/data/a.db", DatabaseSettings.sqlite(path: "/data/a.db")),
            ("/data/a.db", .sqlite(path: "/data/a.db")),
            ("postgres://cms:hunter2hunter2@db.example:6543/content?schema=cms", .postgres(postgres)),
        ]
    )
    func given(url: String, settings: DatabaseSettings) throws {
        var overrides = ProjectOverrides()
        overrides.databaseURL = ProjectOverrides.Given(Secret(url), by: "--database-url")
        let result = try self.database(["config/database.js": "module.exports = someCode();"], [:], overrides)
        #expect(result.settings == settings)
        #expect(result.project.report.passes)
        #expect(result.project.origin(of: "database") == "--database-url")
    }

    @Test(
        "is an error where nothing can be read from it",
        arguments: [
            (
                "mysql",
                "the database is MySQL, and cmsio reads SQLite and PostgreSQL; move the project to one of them, "
            ),
            ("postgrs", "the client 'postgrs' is unknown; did you mean 'postgres'?"),
        ]
    )
    func unusable(client: String, message: String) throws {
        let result = try self.database([:], ["DATABASE_CLIENT": client])
        #expect(result.settings == nil)
        #expect(result.project.messages(.error).count == 1)
        #expect(result.project.messages(.error).first?.hasPrefix("config/database.js:4: \(message)") == true)
    }

    @Test("is reported with the file, line and variable of each part, and without the password")
    func facts() throws {
        let project = try TestProject(TestProject.files([".env": "\nDATABASE_HOST=db.example\n"]))
        let result = try project.read(
            TestProject.secrets.merging(["DATABASE_CLIENT": "postgres", "DATABASE_PASSWORD": "hunter2hunter2"]) { $1 }
        )
        #expect(result.origin(of: "database client") == "config/database.js:4, DATABASE_CLIENT in the environment")
        #expect(result.origin(of: "database") == "config/database.js:13, DATABASE_HOST in .env:2")
        #expect(result.origin(of: "database schema") == "config/database.js:23, DATABASE_SCHEMA is not set")
        #expect(result.report.facts(about: "database").map(\.value) == ["strapi@db.example:5432/strapi"])
        #expect(result.report.facts(about: "database password").map(\.value) == ["(set)"])
        #expect(!"\(result)".contains("hunter2hunter2"))
    }
}
