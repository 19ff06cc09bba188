import Crypto
import Foundation
import GRDB

/// The tables, and the steps that lead to them.
///
/// A step is never changed once released; the file's `user_version` says how many of them it has seen.
enum StoreSchema {
    /// `cmsi`: marks the file as ours.
    private static let applicationID: Int32 = 0x636D_7369

    private static let steps: [@Sendable (Database) throws -> Void] = [Self.firstTables]

    static var newest: Int { self.steps.count }

    /// What keeps this database from being our store, or nil. An empty one is fine: it becomes ours.
    static func problem(in db: Database) throws -> StoreError.Reason? {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") == 0
        let found = try Self.version(of: db)
        if isEmpty, found == 0 { return nil }
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Self.applicationID else {
            return .foreignDatabase
        }
        return found > Self.newest ? .newerSchema(found: found, supported: Self.newest) : nil
    }

    /// Whether no step is missing.
    static func isNewest(_ db: Database) throws -> Bool { try Self.version(of: db) == Self.newest }

    /// Takes the steps that are missing; to be called in one write transaction.
    static func migrate(_ db: Database) throws {
        let found = try Self.version(of: db)
        guard found < Self.newest else { return }
        for step in Self.steps[found...] { try step(db) }
        try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(Self.newest)")
    }

    private static func version(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// Ids are never used again (AUTOINCREMENT): a room or a JWT that outlives its audience or user must reach nobody.
    private static func firstTables(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE settings (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
                CREATE TABLE roles (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE) STRICT;
                CREATE TABLE role_grants (
                    role_id INTEGER NOT NULL REFERENCES roles(id) ON DELETE CASCADE,
                    grant_id TEXT NOT NULL,
                    PRIMARY KEY (role_id, grant_id)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE users (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    name TEXT NOT NULL UNIQUE,
                    role_id INTEGER NOT NULL REFERENCES roles(id) ON DELETE RESTRICT,
                    blocked INTEGER NOT NULL DEFAULT 0,
                    confirmed INTEGER NOT NULL DEFAULT 1
                ) STRICT;
                CREATE INDEX users_by_role ON users(role_id);
                CREATE TABLE tokens (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    name TEXT NOT NULL UNIQUE,
                    type TEXT NOT NULL,
                    access_key TEXT NOT NULL UNIQUE,
                    created_at INTEGER NOT NULL,
                    expires_at INTEGER
                ) STRICT;
                CREATE TABLE token_grants (
                    token_id INTEGER NOT NULL REFERENCES tokens(id) ON DELETE CASCADE,
                    grant_id TEXT NOT NULL,
                    PRIMARY KEY (token_id, grant_id)
                ) STRICT, WITHOUT ROWID;
                CREATE TABLE content_types (uid TEXT PRIMARY KEY NOT NULL, singular_name TEXT NOT NULL) STRICT;
                INSERT INTO roles (name) VALUES ('public'), ('authenticated');
                INSERT INTO role_grants SELECT id, 'connect' FROM roles;
                INSERT INTO settings VALUES ('receive', 'action');
                """
        )
        let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Hex.text(of: $0) }
        try db.execute(sql: "INSERT INTO settings VALUES ('salt', ?)", arguments: [salt])
    }
}
