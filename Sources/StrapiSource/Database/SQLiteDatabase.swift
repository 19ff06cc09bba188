import Foundation
import GRDB

/// A project's database in a SQLite file.
///
/// The file is opened anew when it is another one than before, as after a restored backup.
package actor SQLiteDatabase: StrapiDatabase {
    private let path: String
    private var open: Opened?
    /// How often the file was opened.
    private var openings = 0

    private struct Opened {
        let queue: DatabaseQueue
        let file: FileIdentity
    }

    package init(path: String) {
        self.path = path
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseQueries) throws -> Value
    ) async throws -> Value {
        let queue = try self.queue()
        let (path, opening) = (self.path, self.openings)
        do {
            return try await queue.read { try body(SQLiteQueries(db: $0, path: path, opening: opening)) }
        } catch let error as DatabaseError {
            throw StrapiDatabaseError(error, path: path)
        }
    }

    private func queue() throws(StrapiDatabaseError) -> DatabaseQueue {
        guard let file = FileIdentity(path: self.path) else {
            self.open = nil
            throw StrapiDatabaseError(place: self.path, reason: .noFile)
        }
        if let open, open.file == file { return open.queue }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: self.path, configuration: configuration)
            self.open = Opened(queue: queue, file: file)
            self.openings += 1
            return queue
        } catch {
            self.open = nil
            throw StrapiDatabaseError(error, path: self.path)
        }
    }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable {
    let device: dev_t
    let number: ino_t

    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.device = status.st_dev
        self.number = status.st_ino
    }
}

private struct SQLiteQueries: DatabaseQueries {
    let db: Database
    let path: String
    let opening: Int

    var dialect: SQLDialect { .sqlite }

    func rows(_ sql: String, _ arguments: [String]) throws(StrapiDatabaseError) -> [DatabaseRow] {
        do {
            // SQLite's numbered parameters are ?1, ?2 …
            let statement = try self.db.cachedStatement(sql: sql.replacing("$", with: "?"))
            return try Row.fetchAll(statement, arguments: StatementArguments(arguments)).map { row in
                DatabaseRow(row.databaseValues.map { String.fromDatabaseValue($0) ?? Self.number($0) })
            }
        } catch {
            throw StrapiDatabaseError(error, path: self.path)
        }
    }

    func columns(of table: String) throws(StrapiDatabaseError) -> Set<String> {
        Set(try self.rows("SELECT name FROM pragma_table_info($1)", [table]).compactMap { $0.text(0) })
    }

    /// SQLite tells that a file changed, not what.
    func state(of tables: StrapiTables) throws(StrapiDatabaseError) -> String {
        let version = try self.rows("PRAGMA data_version").first?.text(0) ?? ""
        return "\(self.opening):\(version)"
    }

    func usersDigest(of tables: StrapiTables) throws(StrapiDatabaseError) -> Int {
        var hasher = Hasher()
        let queries = [
            "SELECT value FROM \(StrapiTables.settings) WHERE key = '\(StrapiRights.advancedSettings)' ORDER BY id",
            "SELECT id, blocked, confirmed FROM \(StrapiTables.users) ORDER BY id",
            "SELECT user_id, role_id FROM \(tables.userRoles) ORDER BY user_id, role_id",
        ]
        for query in queries { hasher.combine(try self.rows(query)) }
        return hasher.finalize()
    }

    private static func number(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .int64(let number): "\(number)"
        case .double(let number): "\(number)"
        case .null, .string, .blob: nil
        }
    }
}

extension StrapiDatabaseError {
    fileprivate init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self.init(place: path, reason: .failed("\(error)"))
            return
        }
        // The message alone: the description would add the statement and its values.
        let text = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB: self.init(place: path, reason: .notADatabase)
        case .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(place: path, reason: .unreachable(text))
        default: self.init(place: path, reason: .failed(text))
        }
    }
}
