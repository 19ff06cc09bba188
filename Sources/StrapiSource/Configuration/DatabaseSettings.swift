/// The database that a project keeps its content in.
package enum DatabaseSettings: Hashable, Sendable {
    /// - Parameter path: Of the file, from the root of the file system.
    case sqlite(path: String)
    case postgres(PostgresSettings)
}

/// How to reach a PostgreSQL database.
package struct PostgresSettings: Hashable, Sendable {
    /// A name, an address, or the folder of a Unix socket.
    package var host = "localhost"
    package var port = 5432
    /// nil for the system user, as in `psql`.
    package var user: String?
    package var password: Secret?
    /// nil for the one named like the user.
    package var database: String?
    /// Where Strapi's tables are.
    package var schema = "public"
    package var tls = TLS.off

    package enum TLS: Hashable, Sendable {
        case off
        /// - Parameters:
        ///   - verifies: Whether the server must prove who it is.
        ///   - authority: The certificates to trust, as PEM text; nil for those of the system.
        case on(verifies: Bool, authority: String?)
    }

    package init() {}

    /// Where it is, without the password.
    package var place: String {
        let login = self.user.map { "\($0)@" } ?? ""
        return "\(login)\(self.host):\(self.port)/\(self.database ?? "")"
    }

    /// Takes what a connection string says.
    ///
    /// - Parameter verifies: Whether `sslmode=require` asks for proof, as Node's client has it and libpq does not.
    mutating func apply(_ url: PostgresURL, requireVerifies verifies: Bool) {
        self.host = url.options["host"] ?? url.host ?? self.host
        self.port = url.port ?? self.port
        self.user = url.user ?? self.user
        self.password = url.password.map { Secret($0) } ?? self.password
        self.database = url.database ?? self.database
        self.schema = url.options["schema"] ?? self.schema
        switch url.options["sslmode"] ?? url.options["ssl"] {
        case "disable", "false": self.tls = .off
        case "require", "prefer", "true", "1": self.tls = .on(verifies: verifies, authority: nil)
        case "no-verify": self.tls = .on(verifies: false, authority: nil)
        case "verify-ca", "verify-full": self.tls = .on(verifies: true, authority: nil)
        default: break
        }
    }
}
