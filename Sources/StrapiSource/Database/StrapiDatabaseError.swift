/// Why a project's database could not be read, with the way out for whoever reads the message.
package struct StrapiDatabaseError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// What the driver says; it names hosts and users, never a password.
        case unreachable(String)
        case noFile
        case notADatabase
        /// A query failed.
        case failed(String)
        /// There are none of Strapi's tables.
        case noTables
        /// Tables of another major version than the project's.
        case otherVersion(tables: Int, project: Int)
    }

    /// The file, or `host:port/name`.
    package let place: String
    package let reason: Reason

    package init(place: String, reason: Reason) {
        self.place = place
        self.reason = reason
    }

    package var description: String {
        switch self.reason {
        case .unreachable(let text):
            "cannot reach the database '\(self.place)': \(text). Check that it runs and lets this user in, or give "
                + "another one with --database-url."
        case .noFile:
            "there is no database '\(self.place)'. Start Strapi once, or give the right file with --database-url."
        case .notADatabase:
            "'\(self.place)' is no SQLite database. Give the right file with --database-url."
        case .failed(let text):
            "the database '\(self.place)' refused a query: \(text)."
        case .noTables:
            "the database '\(self.place)' has no table up_roles: it is not Strapi's, or the wrong schema of it. Check "
                + "DATABASE_SCHEMA or the file's name, or give it with --database-url."
        case .otherVersion(let tables, let project):
            "the database '\(self.place)' has the tables of Strapi \(tables), but the project is of version \(project). "
                + "Check --database-url, or give --strapi-version."
        }
    }
}
