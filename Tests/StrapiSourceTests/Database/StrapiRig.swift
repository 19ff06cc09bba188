import ContentEvents
import StrapiSource
import TestStrapi
import Testing

/// A project's database that can be taken away, and a directory that reads it.
struct StrapiRig: Sendable {
    typealias Kind = StrapiTestDatabase.Kind
    typealias Engine = StrapiTestDatabase.Engine

    static let expiry = StrapiTestDatabase.expiry

    let database: SwitchedDatabase
    private let test: StrapiTestDatabase

    var kind: Kind { self.test.kind }
    var path: String { self.test.settings.place }
    var userRoles: String { self.test.userRoles }
    var permissionRoles: String { self.test.permissionRoles }

    init(_ kind: Kind) async throws {
        self.test = try await StrapiTestDatabase(kind)
        self.database = SwitchedDatabase(self.test)
    }

    var settings: DatabaseSettings { self.test.settings }

    func flag(_ value: Bool) -> String { self.test.flag(value) }

    /// Changes the database behind cmsio's back.
    func run(_ sql: String) throws { try self.test.run(sql) }

    func directory(maxAge: Duration = .seconds(60), clock: WallClock = WallClock { 1_800_000_000_000 }) async throws
        -> StrapiDirectory
    {
        try await StrapiDirectory(
            database: self.database,
            place: self.path,
            version: self.kind.version,
            tokenSalt: StrapiTestDatabase.salt,
            maxAge: maxAge,
            clock: clock
        )
    }
}

extension StrapiTestDatabase.Kind: CustomTestStringConvertible {
    package var testDescription: String { "Strapi \(self.version) in \(self.engine)" }
}
