import Foundation
import JSONText
import Testing

@Suite("Commands that talk to a server")
struct OperatorTests {
    private static let entry =
        #"{"id":1,"title":"Hello","internalNotes":"secret","author":{"name":"Ann","email":"ann@example.org"}}"#

    @Test("find the server from its folder and from below it")
    func finding() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write("", to: "below/deeper/file")
        let program = try Program(["raw", "hello", "--data", "../../.cmsio"], in: folder)
        #expect(try await program.end().status == 66, "relative to the folder the command runs in")
        let below = try await server.runBelow("below/deeper", ["raw", "hello"])
        #expect(below.status == 0, "\(below)")
        try await server.stop()
    }

    @Test("send a receipt that names what each audience did not get, for programs and for reading")
    func receipts() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write(Self.entry, to: "data.json")
        let json = try await server.run("emit", "article", "update", "data.json")
        #expect(json.status == 0)
        #expect(json.errors.isEmpty)
        let document = try JSONDocument(parsing: json.output)
        #expect(document.value("event", in: document.root).flatMap(document.string) == "article:update")
        let audiences = try #require(document.value("audiences", in: document.root))
        let first = try #require(document.elements(audiences).first { _ in true })
        #expect(document.value("audience", in: first).flatMap(document.string) == "role:public")
        let pretty = try await server.run("emit", "article", "update", "-", "-o", "pretty", input: Self.entry)
        let lines = pretty.output.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("article:update sent to 0 sockets (id "))
        #expect(lines[1] == "AUDIENCE            SOCKETS  DROPPED")
        #expect(lines[2] == "role:public               0  internalNotes (private), author (unreadable-relation)")
        #expect(lines[3] == "role:authenticated        0  internalNotes (private), author.email (private)")
        #expect(!pretty.output.contains("secret"))
        try await server.stop()
    }

    /// A command line that the server refuses.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let message: String
        var testDescription: String { self.arguments.joined(separator: " ") }
    }

    @Test("show what the server refuses in one line, with the way out")
    func refusals() async throws {
        let server = try await RunningServer(in: TestFolder())
        let refusals = [
            Refusal(arguments: ["emit", "artcle", "update", "{}"], message: "did you mean 'article'?"),
            Refusal(
                arguments: ["emit", "article", "feature", "{}"],
                message: "cmsio perms grant role:public article:feature"
            ),
            Refusal(
                arguments: ["emit", "article", "update", #"{"data":{"id":1},"meta":{}}"#],
                message: "this looks like an API response; send its data"
            ),
            Refusal(arguments: ["raw", "connect", "{}"], message: "'connect' cannot be the name of an event"),
            Refusal(arguments: ["raw", "hello", "-r", "role:nobody"], message: "there is no 'role:nobody'"),
            Refusal(
                arguments: ["perms", "grant", "role:nobody", "article:update"],
                message: "there is no role 'nobody'"
            ),
            Refusal(
                arguments: ["listen", "--as", "role:pubic"],
                message: "there is no 'role:pubic' to listen as; did you mean 'role:public'?"
            ),
            Refusal(
                arguments: ["perms", "grant", "role:pubic", "article:update"],
                message: "there is no role 'pubic'; did you mean 'public'?"
            ),
        ]
        for refusal in refusals {
            let result = try await Program.run(refusal.arguments, in: server.folder)
            #expect(result.status == 65, "\(refusal.testDescription): \(result)")
            #expect(result.output.isEmpty)
            #expect(result.errors.contains(refusal.message), "\(refusal.testDescription): \(result)")
            #expect(result.errors.split(separator: "\n").count == 1)
        }
        try await server.stop()
    }

    @Test("ask whether a role was meant where a name stands alone")
    func nameAlone() async throws {
        let server = try await RunningServer(in: TestFolder())
        let result = try await server.run("perms", "grant", "public", "article:update")
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("cmsio: 'public' is nobody; did you mean 'role:public'?"), "\(result)")
        try await server.stop()
    }

    @Test("refuse a wrong key with 77, and never show it")
    func wrongKey() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write("not-the-key\n", to: "bad.key")
        for arguments in [["raw", "hello"], ["listen"], ["perms", "list"]] {
            let result = try await Program.run(arguments + ["-s", server.url, "--key-file", "bad.key"], in: folder)
            #expect(result.status == 77)
            #expect(
                result.errors
                    == "cmsio: the server at \(server.url) refused: operator key refused. "
                    + "The key file is 'bad.key'; check that it is this server's.\n"
            )
        }
        let named = try await Program.run(
            ["raw", "hello"],
            in: folder,
            environment: ["CMSIO_SERVER": server.url, "CMSIO_KEY_FILE": ".cmsio/operator.key"]
        )
        #expect(named.status == 0, "\(named)")
        try await server.stop()
    }

    @Test("let a granted custom action through that was refused before")
    func customAction() async throws {
        let server = try await RunningServer(in: TestFolder())
        #expect(try await server.run("emit", "article", "feature", #"{"id":1}"#).status == 65)
        #expect(try await server.run("perms", "grant", "role:public", "article:feature").status == 0)
        let listener = try Program(["listen", "article:feature", "--as", "role:public", "-n1"], in: server.folder)
        _ = try await listener.line(with: "listening as role:public")
        #expect(try await server.run("emit", "article", "feature", #"{"id":1}"#).status == 0)
        let result = try await listener.end()
        #expect(result.status == 0)
        #expect(result.output.hasPrefix(#"{"event":"article:feature","#))
        #expect(result.output.contains(#""data":{"id":1},"meta":{},"id":""#))
        try await server.stop()
    }
}

extension RunningServer {
    /// Runs a command in a folder below the server's.
    func runBelow(_ path: String, _ arguments: [String]) async throws -> Program.Result {
        let command = [try Program.path()] + arguments
        return try await Program(command, at: self.folder.path(path), input: nil, environment: [:]).end()
    }
}
