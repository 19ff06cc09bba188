import StrapiSource
import Testing

@Suite("Where PostgreSQL is, for libpq")
struct PostgresLocationTests {
    /// How the project's configuration asks for TLS, and what libpq is told.
    static let cases: [(tls: PostgresSettings.TLS, mode: String, roots: String?, authority: String?)] = [
        (.off, "disable", nil, nil),
        (.on(verifies: false, authority: "PEM"), "require", nil, nil),
        (.on(verifies: true, authority: nil), "verify-full", "system", nil),
        (.on(verifies: true, authority: "PEM"), "verify-full", nil, "PEM"),
    ]

    @Test("verifies the server whenever Node's client would", arguments: Self.cases)
    func tls(tls: PostgresSettings.TLS, mode: String, roots: String?, authority: String?) {
        var settings = PostgresSettings()
        settings.tls = tls
        let location = PostgresLocation(settings, timeZone: "UTC")
        #expect(location.parameters["sslmode"] == mode)
        #expect(location.parameters["sslrootcert"] == roots)
        #expect(location.authority == authority)
    }

    @Test("has what the project says, and names no password where messages would")
    func parameters() {
        var settings = PostgresSettings()
        settings.host = "db.example"
        settings.port = 5433
        settings.user = "cms"
        settings.password = Secret("hunter2")
        settings.database = "site"
        settings.schema = "cms"
        let location = PostgresLocation(settings, timeZone: "Europe/Berlin")
        #expect(
            location.parameters == [
                "host": "db.example", "port": "5433", "user": "cms", "password": "hunter2", "dbname": "site",
                "sslmode": "disable",
            ]
        )
        #expect(location.schema == "cms")
        #expect(location.timeZone == "Europe/Berlin")
        #expect(location.place == "cms@db.example:5433/site")
    }
}
