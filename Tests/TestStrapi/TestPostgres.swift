import Foundation
package import StrapiSource

/// A PostgreSQL server of its own for these tests, reached by a socket in its folder. It ends when the tests do.
package final class TestPostgres: Sendable {
    private static let shared = Task { try TestPostgres() }

    package static var running: TestPostgres { get async throws { try await self.shared.value } }

    let folder: String
    /// Its end, however the tests end, closes the pipe that the server's keeper reads.
    private let lifeline = Pipe()

    private init() throws {
        self.folder = FileManager.default.temporaryDirectory.appending(path: "cmsio-pg-\(getpid())").path
        let keeper = Process()
        keeper.executableURL = URL(filePath: "/bin/sh")
        keeper.arguments = ["-c", Self.script, "sh", self.folder]
        keeper.standardInput = self.lifeline
        let answer = Pipe()
        keeper.standardOutput = answer
        try keeper.run()
        let line = answer.fileHandleForReading.availableData
        guard String(decoding: line, as: UTF8.self) == "ready\n" else {
            throw TestDatabaseProblem(description: "PostgreSQL did not start: see .ci/tools")
        }
    }

    /// Debian keeps the server's programs out of the path, and the server refuses to run as root.
    private static let script = """
        set -e
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
        rm -rf "$1"; mkdir -m 700 "$1"
        as=
        if [ "$(id -u)" = 0 ]; then chown postgres "$1"; as="setpriv --reuid=postgres --regid=postgres --clear-groups"; fi
        cd "$1"
        $as "$bin/initdb" -D "$1/data" -U strapi -A trust --no-sync -E UTF8 --locale=C >"$1/log" 2>&1
        $as "$bin/pg_ctl" -D "$1/data" -w -l "$1/server.log" \
            -o "-k $1 -c listen_addresses= -c fsync=off" start >>"$1/log" 2>&1
        echo ready
        exec >/dev/null
        while read -r line; do case $line in
            stop) $as "$bin/pg_ctl" -D "$1/data" -m immediate stop;;
        esac; done
        $as "$bin/pg_ctl" -D "$1/data" -m immediate stop || true
        rm -rf "$1"
        """

    /// Makes an empty database.
    package func makeDatabase() throws -> PostgresLocation {
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        try self.run("CREATE DATABASE \(name)", in: "postgres")
        return self.location(of: name)
    }

    package func location(of name: String) -> PostgresLocation {
        PostgresLocation(
            parameters: ["host": self.folder, "user": "strapi", "dbname": name],
            place: "\(self.folder)/\(name)"
        )
    }

    /// The same as a project's configuration has it.
    package func settings(of name: String) -> PostgresSettings {
        var settings = PostgresSettings()
        settings.host = self.folder
        settings.user = "strapi"
        settings.database = name
        return settings
    }

    /// Changes a database, as Strapi would from its own connection.
    package func run(_ sql: String, in name: String) throws {
        let psql = Process()
        psql.executableURL = URL(filePath: "/usr/bin/psql")
        psql.arguments = ["-h", self.folder, "-U", "strapi", "-d", name, "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql]
        try psql.run()
        psql.waitUntilExit()
        guard psql.terminationStatus == 0 else { throw TestDatabaseProblem(description: "psql refused: \(sql)") }
    }
}

/// What went wrong with a database of the tests.
package struct TestDatabaseProblem: Error, CustomStringConvertible {
    package let description: String
}
