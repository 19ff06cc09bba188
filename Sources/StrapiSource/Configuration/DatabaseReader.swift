import ContentModel
import JSONText

/// Finds a project's database in its `config/database`.
///
/// Source: spec/strapi.md f, "Database shapes": the client decides which keys count, whatever else a deep merge left there.
struct DatabaseReader {
    private let configuration: ScriptValue
    private let root: String
    private var report: ProjectReport

    /// - Returns: nil if it is not known or cannot be read; the report says why.
    static func read(_ configuration: ScriptValue, root: String, _ report: inout ProjectReport) -> DatabaseSettings? {
        var reader = DatabaseReader(configuration: configuration, root: root, report: report)
        defer { report = reader.report }
        return reader.read()
    }

    private enum Client { case sqlite, postgres }

    private static let wayOut = "give the database with --database-url"

    private mutating func read() -> DatabaseSettings? {
        if self.configuration.isNullish {
            self.fail("there is no config/database here; \(Self.wayOut)", at: self.configuration.origin)
            return nil
        }
        guard let client = self.client() else { return nil }
        switch client {
        case .sqlite: return self.sqlite()
        case .postgres: return self.postgres()
        }
    }

    private mutating func client() -> Client? {
        let value = self.value(["client"])
        guard let name = self.text(value, named: "connection.client") else {
            if case .undefined = value.content {
                self.fail("the configuration names no connection.client; \(Self.wayOut)", at: value.origin)
            }
            return nil
        }
        self.report.add(Fact("database client", name, from: .configuration(value.origin)))
        switch name {
        case "sqlite", "sqlite3", "better-sqlite3", "vscode-sqlite3": return .sqlite
        case "postgres", "pg", "postgresql": return .postgres
        case "mysql", "mysql2", "mariadb":
            self.fail(
                "the database is MySQL, and cmsio reads SQLite and PostgreSQL; move the project to one of them, or serve its "
                    + "schemas alone with --schemas",
                at: value.origin
            )
        default:
            let near = NearMiss.suggestion(for: ExactString(name), among: ["sqlite", "postgres"])
            self.fail(
                "the client '\(name)' is unknown" + (near.map { "; did you mean '\($0)'?" } ?? "; \(Self.wayOut)"),
                at: value.origin
            )
        }
        return nil
    }

    private mutating func sqlite() -> DatabaseSettings? {
        let value = self.value(["connection", "filename"])
        guard let name = self.text(value, named: "connection.connection.filename") else {
            if value.isNullish { self.fail("the SQLite database has no filename; \(Self.wayOut)", at: value.origin) }
            return nil
        }
        if name == ":memory:" || name.isEmpty {
            self.fail(
                "the SQLite database is in Strapi's memory, where nothing else can read it; use a file",
                at: value.origin
            )
            return nil
        }
        let root = ScriptPath.resolve([self.root], from: FileTrail.currentFolder)
        let path = ScriptPath.resolve([name], from: root)
        self.report.add(Fact("database", path, from: .configuration(value.origin)))
        return .sqlite(path: path)
    }

    private mutating func postgres() -> DatabaseSettings? {
        var settings = PostgresSettings()
        let errors = self.report.findings(.error).count
        let connection = self.value(["connection"])
        let isText = if case .string = connection.content { true } else { false }
        let url = isText ? connection : connection.member("connectionString")
        if !isText { self.readFields(of: connection, into: &settings) }
        if let text = self.text(url, named: "connection.connection.connectionString"), !text.isEmpty {
            guard let parsed = PostgresURL(text) else {
                self.fail("connectionString is no URL like postgres://user@host:5432/name", at: url.origin)
                return nil
            }
            settings.apply(parsed, requireVerifies: true)
        }
        guard self.report.findings(.error).count == errors else { return nil }
        let host = isText || url.isTruthy == true ? url : connection.member("host")
        self.report.add(Fact("database", settings.place, from: .configuration(host.origin)))
        self.report.add(Fact("database schema", settings.schema, from: self.origin(of: connection.member("schema"))))
        let password = connection.member("password")
        if settings.password != nil {
            let source = url.isTruthy == true ? url : password
            self.report.add(Fact("database password", "(set)", from: .configuration(source.origin)))
        }
        return .postgres(settings)
    }

    private mutating func readFields(of connection: ScriptValue, into settings: inout PostgresSettings) {
        func path(_ name: String) -> String { "connection.connection.\(name)" }
        // A connection string wins over all of these, so that only then they may be code.
        let needed = connection.member("connectionString").isTruthy != true
        func field(_ name: String, _ reader: inout DatabaseReader) -> String? {
            let value = connection.member(name)
            if case .opaque = value.content, !needed { return nil }
            return reader.text(value, named: path(name))
        }
        settings.host = field("host", &self).flatMap { $0.isEmpty ? nil : $0 } ?? settings.host
        settings.user = field("user", &self) ?? field("username", &self)
        settings.database = field("database", &self)
        settings.password = field("password", &self).map { Secret($0) }
        settings.schema = field("schema", &self).flatMap { $0.isEmpty ? nil : $0 } ?? settings.schema
        if let text = field("port", &self), !text.isEmpty {
            if let port = Int(text), 1...65535 ~= port {
                settings.port = port
            } else {
                self.fail("the port is no number from 1 to 65535", at: connection.member("port").origin)
            }
        }
        settings.tls = self.tls(connection.member("ssl"), isNeeded: needed)
    }

    private mutating func tls(_ value: ScriptValue, isNeeded: Bool) -> PostgresSettings.TLS {
        guard let isOn = value.isTruthy else {
            if isNeeded { self.failOpaque(value, named: "connection.connection.ssl") }
            return .off
        }
        guard isOn else { return .off }
        let authority = value.member("ca")
        if case .opaque(let reason) = authority.content {
            let message =
                "the certificate of connection.connection.ssl.ca is not known here: \(reason). The system's own are used."
            self.report.add(Finding(.warning, message, at: authority.origin))
        }
        let verifies =
            value.member("rejectUnauthorized").isTruthy != false || value.member("rejectUnauthorized").isNullish
        let text = if case .string(let text) = authority.content { text } else { nil as String? }
        return .on(verifies: verifies, authority: text)
    }

    private func value(_ path: [String]) -> ScriptValue { self.configuration.at(["connection"] + path) }

    /// The text of a needed value; nil if there is none.
    private mutating func text(_ value: ScriptValue, named name: String) -> String? {
        switch value.content {
        case .string(let text): return text
        case .number, .bool: return value.text
        case .undefined, .null: return nil
        case .opaque: self.failOpaque(value, named: name)
        case .array, .object, .function, .native: self.fail("\(name) is no text; \(Self.wayOut)", at: value.origin)
        }
        return nil
    }

    /// Says it once where several values come from the same unknown one.
    private mutating func failOpaque(_ value: ScriptValue, named name: String) {
        let origin = value.origin
        guard !self.report.findings(.error).contains(where: { $0.file == origin.file && $0.line == origin.line }) else {
            return
        }
        self.report.add(.unknown(name, value, wayOut: Self.wayOut))
    }

    private mutating func fail(_ message: String, at origin: ValueOrigin) {
        self.report.add(Finding(.error, message.hasSuffix("?") ? message : message + ".", at: origin))
    }

    private func origin(of value: ScriptValue) -> FactOrigin {
        value.isNullish ? .standard : .configuration(value.origin)
    }
}

extension Finding {
    /// A value that is needed, and that only running the project's code would tell.
    static func unknown(_ name: String, _ value: ScriptValue, wayOut: String) -> Finding {
        var reason = if case .opaque(let reason) = value.content { reason } else { "it is of another kind" }
        if let variable = value.origin.variable, variable.place == nil { reason += " (\(variable))" }
        return Finding(
            .error,
            "\(name) cannot be known without running code: \(reason). Write it plainly, or \(wayOut).",
            at: value.origin
        )
    }
}
