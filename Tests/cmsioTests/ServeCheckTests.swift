import Foundation
import JSONText
import Testing

@Suite("serve --check")
struct ServeCheckTests {
    private static let note = """
        {"info":{"singularName":"note","pluralName":"notes"},"attributes":{"text":{"type":"string"}}}
        """

    @Test("says what it found, ends with 0, and makes nothing")
    func good() async throws {
        let folder = try TestFolder()
        try folder.write(Self.note, to: "schemas/note.json")
        let result = try await Program.run(["serve", "--check", "-o", "pretty", "--port", "8080"], in: folder)
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.isEmpty)
        let rows = result.output.split(separator: "\n").map { $0.replacing(/\ +/, with: " ") }
        #expect(
            rows == [
                " CHECK FOUND", "ok settings port (--port)", "ok port 127.0.0.1:8080",
                "ok schemas note (from ./schemas)", "ok data folder '.cmsio' will be made", "ok store will be made",
                "ok operator key will be made", "ok JWT secret will be made", "cmsio serve can start.",
            ]
        )
        #expect(!folder.exists(".cmsio"))
    }

    @Test("looks into the folder of a server, also while it serves")
    func existing() async throws {
        let folder = try TestFolder()
        try folder.write(Self.note, to: "schemas/note.json")
        let server = try await RunningServer([], in: folder)
        #expect(try await server.run("perms", "role", "add", "editor").status == 0)
        let result = try await server.run("serve", "--check")
        #expect(result.status == 0, "\(result)")
        let report = try JSONDocument(parsing: result.output)
        #expect(report.value("ok", in: report.root).flatMap(report.bool) == true)
        #expect(
            result.output.contains(#""found":".cmsio, held by the process \#(server.program.pid), which serves at "#)
        )
        #expect(result.output.contains(#""found":".cmsio/cmsio.sqlite: 3 roles, 0 tokens, 0 users""#))
        #expect(result.output.contains(#""check":"JWT secret","ok":true,"found":".cmsio/jwt.key""#))
        try await server.stop()
    }

    /// Something that is wrong, and what is said of it.
    struct Problem: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let check: String
        let message: String
        var testDescription: String { self.check }
    }

    @Test(
        "ends with 78 for whatever is wrong, names it, and looks at the rest all the same",
        arguments: [
            Problem(file: "schemas/note.json", text: "{", check: "schemas", message: "note.json"),
            Problem(file: ".cmsio/cmsio.sqlite", text: "no database", check: "store", message: "cmsio.sqlite"),
            Problem(
                file: ".cmsio/operator.key",
                text: "\n",
                check: "operator key",
                message: "has no secret in its first line"
            ),
            Problem(file: ".cmsio/jwt.key", text: "", check: "JWT secret", message: "has no secret in its first line"),
            Problem(
                file: ".cmsio/notes.txt",
                text: "",
                check: "data folder",
                message: "is no data folder, it holds 'notes.txt'"
            ),
        ]
    )
    func bad(problem: Problem) async throws {
        let folder = try TestFolder()
        try folder.write(problem.text, to: problem.file)
        let result = try await Program.run(["serve", "--check"], in: folder)
        #expect(result.status == 78)
        #expect(result.errors.isEmpty)
        let report = try JSONDocument(parsing: result.output)
        let checks = Array(report.elements(try #require(report.value("checks", in: report.root))))
        #expect(checks.count == 7)
        let bad = checks.filter { report.value("ok", in: $0).flatMap(report.bool) == false }
        let finding = try #require(bad.only)
        #expect(report.value("check", in: finding).flatMap(report.string) == problem.check)
        #expect(report.value("found", in: finding).flatMap(report.string)?.contains(problem.message) == true)
    }

    @Test("ends with 78 for settings that cannot be read")
    func settings() async throws {
        let folder = try TestFolder()
        try folder.write("prot: 1\n", to: "cmsio.yaml")
        let result = try await Program.run(["serve", "--check"], in: folder)
        #expect(result.status == 78)
        #expect(result.output.contains("unknown key 'prot'; did you mean 'port'?"))
    }
}

extension [JSONNode] {
    fileprivate var only: JSONNode? { self.count == 1 ? self[0] : nil }
}
