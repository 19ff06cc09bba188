extension DatabaseSettings {
    /// Reads what somebody gave instead of the project's own: `postgres://…`, `sqlite:PATH`, or the path of a file.
    ///
    /// - Returns: nil for anything else; the report says why.
    static func given(_ url: ProjectOverrides.Given<Secret>, _ report: inout ProjectReport) -> DatabaseSettings? {
        let text = url.value.revealed
        let scheme = text.firstIndex(of: ":").map { String(text[..<$0]) } ?? ""
        switch scheme {
        case "postgres", "postgresql":
            guard let parsed = PostgresURL(text) else { break }
            var settings = PostgresSettings()
            settings.apply(parsed, requireVerifies: false)
            report.add(Fact("database client", "postgres", from: .given(url.name)))
            report.add(Fact("database", settings.place, from: .given(url.name)))
            report.add(Fact("database schema", settings.schema, from: .given(url.name)))
            return .postgres(settings)
        case "mysql", "mysql2", "mariadb", "mongodb":
            report.add(Finding(.error, "\(url.name): cmsio reads SQLite and PostgreSQL, not \(scheme)."))
            return nil
        case _ where !text.isEmpty && !text.contains("://"):
            let name = scheme == "sqlite" || scheme == "file" ? String(text.dropFirst(scheme.utf8.count + 1)) : text
            let path = ScriptPath.resolve([name], from: FileTrail.currentFolder)
            report.add(Fact("database client", "sqlite", from: .given(url.name)))
            report.add(Fact("database", path, from: .given(url.name)))
            return .sqlite(path: path)
        default:
            break
        }
        let message = "\(url.name): write postgres://user@host:5432/name, sqlite:PATH, or the path of a SQLite file."
        report.add(Finding(.error, message))
        return nil
    }
}
