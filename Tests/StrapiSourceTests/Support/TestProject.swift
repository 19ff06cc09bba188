import Foundation
import StrapiSource

/// A folder of files that a test writes, gone when this object is.
final class TestProject: Sendable {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        self.path = "/tmp/cmsio-strapi-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: false)
        for (name, text) in files { try self.write(text, to: name) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    func path(_ name: String) -> String { "\(self.path)/\(name)" }

    /// Writes a file, and the folders above it.
    func write(_ text: String, to name: String) throws {
        try self.write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let folder = (self.path(name) as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: self.path(name)))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self.path(name)) }

    func read(_ environment: [String: String] = [:], _ overrides: ProjectOverrides = ProjectOverrides()) throws
        -> StrapiProject
    {
        try StrapiProject.read(at: self.path, environment: environment, overrides: overrides)
    }
}

extension TestProject {
    static let secrets = ["JWT_SECRET": "c0ffee5ecre7JWT", "API_TOKEN_SALT": "c0ffee5a17", "DATABASE_CLIENT": "sqlite"]

    /// The files of a project of Strapi 5 in JavaScript, as `create-strapi` makes them; a test replaces some.
    static func files(_ changed: [String: String] = [:], strapi: String = "5.37.1") -> [String: String] {
        let files = [
            "package.json": #"{"name":"cms","dependencies":{"@strapi/strapi":"\#(strapi)"}}"#,
            "config/database.js": Self.template,
            "config/admin.js": "module.exports = ({ env }) => ({ apiToken: { salt: env('API_TOKEN_SALT') } });",
            "config/api.js": "module.exports = { rest: { defaultLimit: 25 } };",
            "src/api/article/content-types/article/schema.json": Self.article,
        ]
        return files.merging(changed) { $1 }
    }

    static let article = #"""
        {"kind":"collectionType","info":{"singularName":"article","pluralName":"articles"},
         "options":{"draftAndPublish":true},"pluginOptions":{"i18n":{"localized":true}},
         "attributes":{"title":{"type":"string"}}}
        """#

    /// `config/database` as the generator writes it.
    static let template = #"""
        const path = require('path');

        module.exports = ({ env }) => {
          const client = env('DATABASE_CLIENT', 'sqlite');

          const connections = {
            mysql: {
              connection: { host: env('DATABASE_HOST', 'localhost'), port: env.int('DATABASE_PORT', 3306) },
            },
            postgres: {
              connection: {
                connectionString: env('DATABASE_URL'),
                host: env('DATABASE_HOST', 'localhost'),
                port: env.int('DATABASE_PORT', 5432),
                database: env('DATABASE_NAME', 'strapi'),
                user: env('DATABASE_USERNAME', 'strapi'),
                password: env('DATABASE_PASSWORD', 'strapi'),
                ssl: env.bool('DATABASE_SSL', false) && {
                  key: env('DATABASE_SSL_KEY', undefined),
                  ca: env('DATABASE_SSL_CA', undefined),
                  rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
                },
                schema: env('DATABASE_SCHEMA', 'public'),
              },
              pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
            },
            sqlite: {
              connection: {
                filename: path.join(__dirname, '..', env('DATABASE_FILENAME', '.tmp/data.db')),
              },
              useNullAsDefault: true,
            },
          };

          return {
            connection: {
              client,
              ...connections[client],
              acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60000),
            },
          };
        };
        """#

    /// The same in TypeScript, whose compiled copy is one folder deeper.
    static let typedTemplate =
        template
        .replacing(
            "const path = require('path');",
            with: "import path from 'path';\nimport type { Core } from '@strapi/strapi';"
        )
        .replacing(
            "module.exports = ({ env }) => {",
            with: "export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => {"
        )
        .replacing("const client = env(", with: "const client: 'mysql' | 'sqlite' = env<Client>(")
        .replacing("(__dirname, '..', env(", with: "(__dirname, '..', '..', env(")
        .replacing("'.tmp/data.db')),", with: "'.tmp/data.db') as string),")
}

extension StrapiProject {
    /// The findings of a severity, with the folder of the project left out.
    func messages(_ severity: Finding.Severity) -> [String] {
        self.report.findings(severity).map { $0.description.replacing(self.root + "/", with: "") }
    }

    /// Where the first fact about a subject came from, with the folder of the project left out.
    func origin(of subject: String) -> String? {
        self.report.facts(about: subject).first?.origin.description.replacing(self.root + "/", with: "")
    }
}
