import Foundation
import GRDB
package import StrapiSource

/// A project's database as Strapi makes it, with some roles, users and tokens.
package struct StrapiTestDatabase: Sendable {
    package enum Engine: String, Sendable, CaseIterable { case sqlite, postgres }

    package struct Kind: Sendable {
        package let engine: Engine
        /// Of Strapi: 4 or 5.
        package let version: Int

        package static let all = Engine.allCases.flatMap { engine in [4, 5].map { Kind(engine: engine, version: $0) } }

        package init(engine: Engine, version: Int) {
            self.engine = engine
            self.version = version
        }
    }

    package static let salt = "c0ffee5a17"
    /// `expires_at` of the token `ci`.
    package static let expiry: Int64 = 1_900_000_000

    package let kind: Kind
    package let settings: DatabaseSettings
    private let change: @Sendable (String) throws -> Void
    private let switchTo: @Sendable (_ isAway: Bool) throws -> Void

    package init(_ kind: Kind) async throws {
        self.kind = kind
        switch kind.engine {
        case .sqlite:
            let file = TemporaryFile()
            let writer = try DatabaseQueue(path: file.path)
            self.settings = .sqlite(path: file.path)
            self.change = { sql in try writer.write { try $0.execute(sql: sql) } }
            self.switchTo = { isAway in
                let (here, away) = (file.path, file.path + ".away")
                try FileManager.default.moveItem(atPath: isAway ? here : away, toPath: isAway ? away : here)
            }
        case .postgres:
            let server = try await TestPostgres.running
            let name = try server.makeDatabase().parameters["dbname"] ?? ""
            self.settings = .postgres(server.settings(of: name))
            self.change = { sql in try server.run(sql, in: name) }
            self.switchTo = { isAway in
                try server.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS \(!isAway)", in: "postgres")
                let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'"
                if isAway { try server.run(others, in: "postgres") }
            }
        }
        try self.run(StrapiSchema(kind).script)
    }

    /// Where it is, as messages name it.
    package var place: String { self.settings.place }

    /// Changes the database behind cmsio's back.
    package func run(_ sql: String) throws { try self.change(sql) }

    /// Makes it one that nobody can reach, or reachable again.
    package func take(away isAway: Bool) throws { try self.switchTo(isAway) }

    /// The table that joins users with roles.
    package var userRoles: String { self.kind.version == 4 ? "up_users_role_links" : "up_users_role_lnk" }
    package var permissionRoles: String {
        self.kind.version == 4 ? "up_permissions_role_links" : "up_permissions_role_lnk"
    }

    /// A truth value as the database writes it.
    package func flag(_ value: Bool) -> String {
        switch self.kind.engine {
        case .sqlite: value ? "1" : "0"
        case .postgres: "\(value)"
        }
    }

    /// A time as the database writes it, in seconds since 1970.
    package func time(_ second: Int64) -> String {
        switch self.kind.engine {
        case .sqlite: "\(second * 1000)"
        case .postgres: "to_timestamp(\(second)) AT TIME ZONE 'UTC'"
        }
    }
}

/// The path of a file that is gone with this.
private final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "cmsio-\(UUID().uuidString).db").path

    deinit {
        // Left behind at worst: the system empties its temporary folder.
        try? FileManager.default.removeItem(atPath: self.path)
    }
}
