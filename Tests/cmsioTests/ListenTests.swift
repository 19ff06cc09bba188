import Foundation
import JSONText
import Testing

@Suite("listen")
struct ListenTests {
    @Test(
        "warns once of a pattern whose type there is not, and listens all the same",
        arguments: [
            ("artcle:*", "no type of the project is named 'artcle'; did you mean 'article'?"),
            ("api::artcle.artcle:update", "no type of the project is named 'artcle'; did you mean 'article'?"),
            ("weather:*", "no type of the project is named 'weather'."),
            ("artcle", "no type of the project is named 'artcle'; did you mean 'article'?"),
            ("article:*", nil), ("api::article.article", nil), ("art*:update", nil), ("maintenance", nil),
        ] as [(String, String?)]
    )
    func unknownType(pattern: String, warning: String?) async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(["listen", pattern], in: server.folder)
        _ = try await listener.line(with: "listening as operator")
        listener.signal(2)
        let result = try await listener.end()
        #expect(result.status == 0)
        let warnings = result.errors.split(separator: "\n").filter { $0.contains("warning") }
        #expect(warnings == (warning.map { ["warning: \($0)"] } ?? []), "\(result)")
        try await server.stop()
    }

    private static let update = #"{"event":"article:update","type":"api::article.article","action":"update","#
    private static let entry = #"{"id":1,"title":"Hello","internalNotes":"secret","author":{"name":"Ann"}}"#

    /// Starts a listener and waits until it has subscribed.
    private func listener(_ arguments: [String], _ server: RunningServer) async throws -> Program {
        let listener = try Program(["listen"] + arguments, in: server.folder)
        _ = try await listener.line(with: "listening as ")
        return listener
    }

    @Test("prints one object a line, with the keys that the manual names, in their order")
    func lines() async throws {
        let server = try await RunningServer(in: TestFolder())
        let watcher = try await self.listener(["-n", "2"], server)
        #expect(try await server.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await server.run("raw", "maintenance", #"{"at":"22:00"}"#).status == 0)
        let result = try await watcher.end()
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n").map(String.init)
        let keys = try lines.map { line in
            let document = try JSONDocument(parsing: line)
            return document.members(document.root).compactMap { document.string($0.key) }
        }
        #expect(
            keys == [
                ["event", "type", "action", "data", "meta", "id", "offset", "at", "audiences"],
                ["event", "raw", "data", "meta", "id", "offset", "at"],
            ]
        )
        #expect(
            lines[0].hasPrefix(
                Self.update + #""data":{"id":1,"title":"Hello","author":{"name":"Ann"}},"meta":{},"id":""#
            )
        )
        #expect(lines[1].hasPrefix(#"{"event":"maintenance","raw":true,"data":{"at":"22:00"},"meta":null,"#))
        try await server.stop()
    }

    @Test("shows what a role gets, and nothing that it does not")
    func asRole() async throws {
        let server = try await RunningServer(in: TestFolder())
        let member = try await self.listener(["--as", "role:authenticated", "-n", "1"], server)
        let everyone = try await self.listener(["--as", "role:public", "-n", "2"], server)
        #expect(try await server.run("emit", "comment", "create", #"{"id":1,"text":"hi"}"#).status == 0)
        #expect(try await server.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await server.run("raw", "bye").status == 0)
        let expected = Self.update + #""data":{"id":1,"title":"Hello","#
        #expect(try await member.end().output.hasPrefix(expected + #""author":{"name":"Ann"}}"#))
        let lines = try await everyone.end().output.split(separator: "\n")
        #expect(lines.first?.hasPrefix(expected.dropLast() + "}") == true)
        #expect(lines.last?.hasPrefix(#"{"event":"bye","#) == true)
        try await server.stop()
    }

    @Test("connects as a client with what 'perms token mint' and 'perms token add' print")
    func tokenFiles() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write(try await server.run("perms", "token", "mint", "ann").output, to: "ann.jwt")
        try folder.write(try await server.run("perms", "token", "add", "t", "article:update").output, to: "t.token")
        try folder.write(try await server.run("perms", "token", "mint", "ann", "-o", "pretty").output, to: "bare.jwt")
        var listeners: [Program] = []
        for file in ["ann.jwt", "t.token", "bare.jwt"] {
            listeners.append(try await self.listener(["--token-file", file, "-n", "1"], server))
        }
        let receipt = try await server.run("emit", "article", "update", Self.entry, "-o", "pretty")
        #expect(receipt.output.hasPrefix("article:update sent to 3 sockets "))
        for listener in listeners {
            let result = try await listener.end()
            #expect(result.status == 0)
            #expect(
                result.output.hasPrefix(
                    #"{"event":"article:update","type":"article","action":"update","data":{"id":1,"title":"Hello""#
                )
            )
        }
        try await server.stop()
    }

    @Test("ends with 77 when the server refuses the token, or sends the client away")
    func refusedToken() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write("nonsense", to: "bad.token")
        let refused = try await server.run("listen", "--token-file", "bad.token")
        #expect(refused.status == 77)
        #expect(refused.errors.hasPrefix("cmsio: the server at \(server.url) refused: "))
        try folder.write(try await server.run("perms", "token", "mint", "ann").output, to: "ann.jwt")
        let listener = try await self.listener(["--token-file", "ann.jwt"], server)
        #expect(try await server.run("perms", "user", "block", "ann").status == 0)
        let sentAway = try await listener.end()
        #expect(sentAway.status == 77)
        #expect(sentAway.errors.contains("cmsio: the server at \(server.url) sent this client away"))
        try await server.stop()
    }

    @Test("takes patterns: globs, bare types and raw events, and negations")
    func patterns() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await self.listener(["article", "!article:delete", "maint*", "-n", "2"], server)
        #expect(try await server.run("emit", "article", "delete", #"{"id":1}"#).status == 0)
        #expect(try await server.run("emit", "comment", "create", #"{"id":1}"#).status == 0)
        #expect(try await server.run("emit", "article", "create", #"{"id":1}"#).status == 0)
        #expect(try await server.run("raw", "maintenance").status == 0)
        let lines = try await listener.end().output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix(#"{"event":"article:create""#) == true)
        #expect(lines.last?.hasPrefix(#"{"event":"maintenance""#) == true)
        try await server.stop()
    }

    @Test("ends with 75 when fewer events came in time, and with 0 when no number was asked for")
    func timeouts() async throws {
        let server = try await RunningServer(in: TestFolder())
        let late = try await server.run("listen", "-n1", "-W300ms")
        #expect(late.status == 75)
        #expect(late.errors.hasSuffix("Only 0 of 1 events came in time.\n"))
        #expect(try await server.run("listen", "-W", "300ms").status == 0)
        try await server.stop()
    }

    @Test("ends with 0 on Ctrl-C, and when nobody reads any more", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await self.listener([], server)
        listener.signal(signal)
        #expect(try await listener.end().status == 0)
        try await server.stop()
    }

    @Test("ends by itself when the reader of its pipe has gone, though no event comes")
    func closedPipe() async throws {
        let server = try await RunningServer(in: TestFolder())
        // The shell waits for both; 'read' ends with the first line.
        let shell = try Program(
            shell: "\(try Program.path()) listen | read line; echo \"$?\"",
            in: server.folder
        )
        _ = try await shell.line(with: "listening as operator")
        #expect(try await server.run("raw", "hello").status == 0)
        let result = try await shell.end()
        #expect(result.output == "0\n")
        try await server.stop()
    }

    @Test("says that it lost the server, and finds it again at its new port")
    func reconnecting() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        let listener = try await self.listener(["-n", "1"], server)
        try await server.stop()
        _ = try await listener.line(with: "disconnected from \(server.url), connecting again: ")
        let next = try await RunningServer(in: folder)
        _ = try await listener.line(with: "listening as operator at \(next.url)")
        #expect(try await next.run("raw", "hello").status == 0)
        let result = try await listener.end()
        #expect(result.status == 0)
        #expect(result.output.hasPrefix(#"{"event":"hello","#))
        try await next.stop()
    }

    @Test("shows text for reading without what could disturb the terminal")
    func pretty() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await self.listener(["-n", "1", "-o", "pretty"], server)
        #expect(try await server.run("raw", "odd\u{1B}[2J", "{\"a\":\"\u{202E}b\"}").status == 0)
        let output = try await listener.end().output
        #expect(output.hasSuffix("  odd\\u001b[2J  a=\"\\u202eb\"\n"), "\(output)")
        try await server.stop()
    }
}
