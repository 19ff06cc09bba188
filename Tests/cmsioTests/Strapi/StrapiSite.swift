import ContentServer
import Foundation
import StrapiSource
import TestStrapi

/// A small Strapi project in a folder of its own, with a database as its Strapi would have made it.
///
/// The roles, users and tokens are those of ``StrapiTestDatabase``: the public may update articles, `authenticated` (the
/// users ann, and bob who is blocked) may also find authors, `editor` (the user cat) may delete articles; the tokens are
/// `ci` (custom: updates articles), `full`, `reader` and `old`, which has expired.
struct StrapiSite: Sendable {
    static let jwtSecret = "c0ffee5ecre7JWT"

    let folder: TestFolder
    let database: StrapiTestDatabase

    init(_ kind: StrapiTestDatabase.Kind = .init(engine: .sqlite, version: 5)) async throws {
        self.folder = try TestFolder()
        self.database = try await StrapiTestDatabase(kind)
        for (name, text) in Self.files(kind, self.database.settings) { try self.folder.write(text, to: "cms/\(name)") }
    }

    /// Starts `cmsio serve --strapi` on it.
    func serve(_ arguments: String..., environment: [String: String] = [:]) async throws -> RunningServer {
        try await RunningServer(["--strapi", "cms"] + arguments, in: self.folder, environment: environment)
    }

    func run(_ arguments: String...) async throws -> Program.Result {
        try await Program.run(arguments, in: self.folder)
    }

    private static func files(_ kind: StrapiTestDatabase.Kind, _ database: DatabaseSettings) -> [String: String] {
        [
            "package.json": #"{"dependencies":{"@strapi/strapi":"\#(kind.version == 4 ? "4.25.9" : "5.37.1")"}}"#,
            ".env": "JWT_SECRET=\(Self.jwtSecret)\nAPI_TOKEN_SALT=\(StrapiTestDatabase.salt)\n",
            "config/admin.js": "module.exports = ({ env }) => ({ apiToken: { salt: env('API_TOKEN_SALT') } });",
            "config/database.js": Self.configuration(of: database),
            Self.path(of: "article"): #"""
            {"kind":"collectionType","info":{"singularName":"article","pluralName":"articles"},
             "attributes":{
                "title":{"type":"string"},"hash":{"type":"string"},"internalNotes":{"type":"text","private":true},
                "author":{"type":"relation","relation":"manyToOne","target":"api::author.author"},
                "related":{"type":"relation","relation":"morphToMany"}}}
            """#,
            Self.path(of: "author"): #"""
            {"kind":"collectionType","info":{"singularName":"author","pluralName":"authors"},
             "attributes":{"name":{"type":"string"},"email":{"type":"email","private":true}}}
            """#,
        ]
    }

    private static func path(of type: String) -> String { "src/api/\(type)/content-types/\(type)/schema.json" }

    private static func configuration(of database: DatabaseSettings) -> String {
        switch database {
        case .sqlite(let path):
            "module.exports = { connection: { client: 'sqlite', connection: { filename: '\(path)' } } };"
        case .postgres(let settings):
            """
            module.exports = { connection: { client: 'postgres', connection: {
              host: '\(settings.host)', user: '\(settings.user ?? "")', database: '\(settings.database ?? "")',
            } } };
            """
        }
    }
}

// MARK: What its clients present

extension StrapiSite {
    /// A JSON object for CONNECT with the JWT of a user, as Strapi would have issued it.
    ///
    /// - Parameter lifetime: In seconds; less than 0 for one that has expired.
    static func jwt(user: Int64, lifetime: Int64? = nil, secret: String = Self.jwtSecret) -> String {
        let now = Int64(Date.now.timeIntervalSince1970)
        return #"{"strategy":"jwt","token":"\#(JWT.issue(user: user, secret: secret, now: now, lifetime: lifetime))"}"#
    }

    /// A JSON object for CONNECT with an API token: `ci`, `full`, `reader` or `old`.
    static func token(_ name: String) -> String { #"{"strategy":"api-token","token":"\#(name)-token"}"# }

    static let ann: Int64 = 1
    static let bob: Int64 = 2
    static let cat: Int64 = 3
    static let dan: Int64 = 4
}

extension StrapiTestDatabase {
    func block(_ user: String) throws {
        try self.run("UPDATE up_users SET blocked = \(self.flag(true)) WHERE username = '\(user)'")
    }

    /// Takes a right that the seeds gave: 1 is the update of articles by the public, 3 that by `authenticated`.
    func takePermission(_ id: Int) throws {
        try self.run("DELETE FROM \(self.permissionRoles) WHERE permission_id = \(id)")
    }

    func give(role: Int, to user: Int64) throws {
        try self.run("UPDATE \(self.userRoles) SET role_id = \(role) WHERE user_id = \(user)")
    }
}

extension StrapiTestDatabase.Kind: CustomStringConvertible {
    public var description: String { "Strapi \(self.version) in \(self.engine)" }
}

extension StrapiSite {
    /// A JSON object for CONNECT with the access token of a session, as Strapi 5 issues it in its mode `refresh`.
    static func session(user: Int64) -> String {
        let now = Int64(Date.now.timeIntervalSince1970)
        let claims = #"{"userId":"\#(user)","sessionId":"s","type":"access","iat":\#(now),"exp":\#(now + 600)}"#
        return #"{"token":"\#(JWT.issue(claims: claims, secret: Self.jwtSecret, algorithm: .hs256))"}"#
    }
}
