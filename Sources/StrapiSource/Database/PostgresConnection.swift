import CPostgres

/// One connection to PostgreSQL, which only reads. Calls wait for the server.
///
/// Confined to its actor.
final class PostgresConnection: DatabaseQueries {
    /// How long the server may take to let us in, in seconds.
    private static let connectTime = "3"

    private let location: PostgresLocation
    private let handle: OpaquePointer

    var dialect: SQLDialect { .postgres(timeZone: self.location.timeZone) }

    init(_ location: PostgresLocation) throws(StrapiDatabaseError) {
        var parameters = location.parameters
        parameters["connect_timeout"] = Self.connectTime
        parameters["application_name"] = "cmsio"
        // Milliseconds after which an unanswered packet ends the connection.
        parameters["tcp_user_timeout"] = "5000"
        let authority = try location.authority.map { text throws(StrapiDatabaseError) in
            try AuthorityFile(text, place: location.place)
        }
        // libpq reads the file while it connects, and not again.
        defer { authority?.remove() }
        if let authority { parameters["sslrootcert"] = authority.path }
        guard let handle = Self.connect(parameters) else {
            throw StrapiDatabaseError(place: location.place, reason: .unreachable("out of memory"))
        }
        self.location = location
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StrapiDatabaseError(place: location.place, reason: .unreachable(self.message))
        }
        try self.run("SET default_transaction_read_only = on")
        try self.run("SET statement_timeout = '5s'")
        _ = try self.rows("SELECT set_config('search_path', quote_ident($1), false)", [location.schema])
    }

    deinit { PQfinish(self.handle) }

    var isBroken: Bool { PQstatus(self.handle) != CONNECTION_OK }

    /// Runs a statement that has no rows.
    func run(_ sql: String) throws(StrapiDatabaseError) { _ = try self.rows(sql, []) }

    /// - Returns: Whether the connection can be used again.
    func rollBack() -> Bool {
        do {
            try self.run("ROLLBACK")
            return true
        } catch {
            return false
        }
    }

    func rows(_ sql: String, _ arguments: [String]) throws(StrapiDatabaseError) -> [DatabaseRow] {
        let result = arguments.withCStrings { values in
            PQexecParams(self.handle, sql, Int32(values.count), nil, values, nil, nil, 0)
        }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: break
        default:
            let message = self.message
            throw StrapiDatabaseError(
                place: self.location.place,
                reason: self.isBroken ? .unreachable(message) : .failed(message)
            )
        }
        let columns = PQnfields(result)
        return (0..<PQntuples(result)).map { row in
            DatabaseRow(
                (0..<columns).map { column in
                    PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
                }
            )
        }
    }

    func columns(of table: String) throws(StrapiDatabaseError) -> Set<String> {
        let sql = "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2"
        return Set(try self.rows(sql, [self.location.schema, table]).compactMap { $0.text(0) })
    }

    /// The versions of the rows of the small tables, and what matters of the users: many sites change users all the time.
    func state(of tables: StrapiTables) throws(StrapiDatabaseError) -> String {
        let versions = tables.forRights.map {
            "(SELECT count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM \($0))"
        }
        return try self.text(of: versions + Self.users(tables))
    }

    func usersDigest(of tables: StrapiTables) throws(StrapiDatabaseError) -> Int {
        try self.text(of: Self.users(tables)).hashValue
    }

    private static func users(_ tables: StrapiTables) -> [String] {
        [
            "(SELECT coalesce(md5(string_agg(value, ',' ORDER BY id)), '') FROM \(StrapiTables.settings) "
                + "WHERE key = '\(StrapiRights.advancedSettings)')",
            Self.digest("id || ':' || coalesce(blocked, false) || coalesce(confirmed, false)", StrapiTables.users),
            Self.digest("user_id || ':' || coalesce(role_id, 0)", tables.userRoles),
        ]
    }

    private func text(of expressions: [String]) throws(StrapiDatabaseError) -> String {
        try self.rows("SELECT concat_ws(' ', \(expressions.joined(separator: ", ")))").first?.text(0) ?? ""
    }

    private static func digest(_ text: String, _ table: String) -> String {
        "(SELECT count(*) || '/' || coalesce(sum(hashtextextended(\(text), 0)), 0) FROM \(table))"
    }

    private static func connect(_ parameters: [String: String]) -> OpaquePointer? {
        let sorted = parameters.sorted { $0.key < $1.key }
        return sorted.map(\.key).withCStrings { keywords in
            sorted.map(\.value).withCStrings { values in
                // The list ends with a null.
                PQconnectdbParams(keywords + [nil], values + [nil], 1)
            }
        }
    }

    /// What went wrong last, in one line.
    private var message: String {
        let lines = String(cString: PQerrorMessage(self.handle)).split(whereSeparator: \.isNewline)
        return lines.map { String($0.drop { $0.isWhitespace }) }.joined(separator: "; ")
    }
}

extension [String] {
    /// Lends the texts as C strings.
    fileprivate func withCStrings<Value>(_ body: ([UnsafePointer<CChar>?]) -> Value) -> Value {
        var bytes: [CChar] = []
        var starts: [Int] = []
        for text in self {
            starts.append(bytes.count)
            bytes += text.utf8CString
        }
        return bytes.withUnsafeBufferPointer { buffer in
            body(starts.map { start in buffer.baseAddress.map { $0 + start } })
        }
    }
}
