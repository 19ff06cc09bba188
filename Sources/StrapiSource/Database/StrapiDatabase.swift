package import JSONText

/// Port: a project's database, which is only read.
///
/// Laws: a `body` sees one state, whatever others write meanwhile. Bodies run one after the other. A connection that was
/// lost is made anew by the next call, which takes at most some seconds to fail.
package protocol StrapiDatabase: Sendable {
    /// - Throws: ``StrapiDatabaseError``, or what `body` throws.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseQueries) throws -> Value
    ) async throws -> Value
}

/// What a ``StrapiDatabase`` can be asked while it holds one state still.
package protocol DatabaseQueries {
    var dialect: SQLDialect { get }

    /// - Parameter arguments: The values of `$1`, `$2` …
    func rows(_ sql: String, _ arguments: [String]) throws(StrapiDatabaseError) -> [DatabaseRow]

    /// The names of a table's columns; empty when there is no such table.
    func columns(of table: String) throws(StrapiDatabaseError) -> Set<String>

    /// Another text after every change that anybody made to what decides on rights.
    ///
    /// - Parameter tables: Those that are looked at, where it is cheap to look at some only.
    func state(of tables: StrapiTables) throws(StrapiDatabaseError) -> String

    /// Another number, within this process, when what decides on some user is another one.
    func usersDigest(of tables: StrapiTables) throws(StrapiDatabaseError) -> Int
}

extension DatabaseQueries {
    func rows(_ sql: String) throws(StrapiDatabaseError) -> [DatabaseRow] { try self.rows(sql, []) }
}

/// One row of a result: texts, or nil for NULL.
package struct DatabaseRow: Hashable, Sendable {
    private let values: [String?]

    package init(_ values: [String?]) {
        self.values = values
    }

    /// - Parameter column: The place of the column in the query; past the last one it is NULL.
    package func text(_ column: Int) -> String? {
        self.values.indices.contains(column) ? self.values[column] : nil
    }

    package func name(_ column: Int) -> ExactString? { self.text(column).map { ExactString($0) } }

    package func integer(_ column: Int) -> Int64? {
        // What is a fraction here is a number of milliseconds.
        self.text(column).flatMap { Int64($0) ?? Double($0).flatMap { Int64(exactly: $0.rounded(.down)) } }
    }

    /// SQLite has 1 and 0, PostgreSQL t and f. NULL is false, as Strapi takes it.
    package func flag(_ column: Int) -> Bool { ["1", "t", "true"].contains(self.text(column)) }
}

/// The kinds of SQL that differ in what cmsio asks.
package enum SQLDialect: Sendable, Equatable {
    case sqlite
    /// - Parameter timeZone: The one of the Strapi process, in which it writes times without a zone.
    case postgres(timeZone: String)

    /// An expression for the milliseconds since 1970 of a column that holds a time.
    ///
    /// Source: spec/strapi.md d.1, "DB encodings". Strapi's SQLite driver has written numbers and, in old files, text.
    func milliseconds(_ column: String) -> String {
        switch self {
        case .sqlite:
            "CASE typeof(\(column)) WHEN 'text' THEN CAST((julianday(\(column)) - 2440587.5) * 86400000 AS INTEGER) "
                + "ELSE \(column) END"
        case .postgres(let timeZone):
            "floor(extract(epoch FROM (\(column)::timestamp AT TIME ZONE \(Self.literal(timeZone)))) * 1000)::bigint"
        }
    }

    private static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
