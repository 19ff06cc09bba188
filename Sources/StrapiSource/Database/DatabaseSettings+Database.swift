extension DatabaseSettings {
    /// The file, or `user@host:port/name`, for messages.
    package var place: String {
        switch self {
        case .sqlite(let path): path
        case .postgres(let settings): settings.place
        }
    }

    /// The database itself; it is opened when it is first read.
    ///
    /// - Parameter timeZone: The one of the Strapi process, such as `UTC` or `Europe/Berlin`.
    package func database(timeZone: String) -> any StrapiDatabase {
        switch self {
        case .sqlite(let path): SQLiteDatabase(path: path)
        case .postgres(let settings): PostgresDatabase(PostgresLocation(settings, timeZone: timeZone))
        }
    }
}

extension PostgresLocation {
    /// As the project's configuration says.
    package init(_ settings: PostgresSettings, timeZone: String) {
        var parameters = ["host": settings.host, "port": "\(settings.port)"]
        parameters["user"] = settings.user
        parameters["password"] = settings.password?.revealed
        parameters["dbname"] = settings.database
        var authority: String?
        switch settings.tls {
        case .off:
            parameters["sslmode"] = "disable"
        case .on(verifies: false, _):
            parameters["sslmode"] = "require"
        case .on(verifies: true, let text):
            // As Node's client does: the chain, and the name of the host.
            parameters["sslmode"] = "verify-full"
            if text == nil { parameters["sslrootcert"] = "system" }
            authority = text
        }
        self.init(
            parameters: parameters,
            schema: settings.schema,
            timeZone: timeZone,
            authority: authority,
            place: settings.place
        )
    }
}
