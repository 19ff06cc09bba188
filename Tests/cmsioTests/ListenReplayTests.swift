import JSONText
import Testing

@Suite("listen --last, --denied and --expect")
struct ListenReplayTests {
    private static let ann =
        #"{"id":1,"documentId":"a","title":"Hello","author":{"name":"Ann"},"internalNotes":"secret"}"#

    /// The values of a member in each line; nil where it is missing.
    private func values(_ member: ExactString, _ output: String) throws -> [String?] {
        try output.split(separator: "\n").map { line in
            let document = try JSONDocument(parsing: String(line))
            return document.value(member, in: document.root).map { String(decoding: document.text($0), as: UTF8.self) }
        }
    }

    @Test("--last gives those that fit of before, then what comes, each once and in order")
    func last() async throws {
        let server = try await RunningServer(in: TestFolder())
        for number in 1...3 { #expect(try await server.run("raw", "old", "{\"n\":\(number)}").status == 0) }
        #expect(try await server.run("raw", "other").status == 0)
        let listener = try Program(["listen", "old", "--last", "2", "-n", "3"], in: server.folder)
        _ = try await listener.lines(2)
        #expect(try await server.run("raw", "old", #"{"n":4}"#).status == 0)
        let result = try await listener.end()
        #expect(result.status == 0)
        #expect(try self.values("data", result.output) == [#"{"n":2}"#, #"{"n":3}"#, #"{"n":4}"#])
        #expect(try self.values("replayed", result.output) == ["true", "true", nil])
        try await server.stop()
    }

    @Test("--last misses none and doubles none of those that come while it begins")
    func seam() async throws {
        let server = try await RunningServer(in: TestFolder())
        let sending = try Program(
            shell: "for n in $(seq 40); do \(try Program.path()) raw tick \"{\\\"n\\\":$n}\" -q >&2; done; echo done",
            in: server.folder
        )
        let listener = try Program(["listen", "tick", "--last", "100", "-n", "40"], in: server.folder)
        #expect(try await sending.end(within: .seconds(60)).status == 0)
        let result = try await listener.end()
        #expect(try self.values("data", result.output) == (1...40).map { "{\"n\":\($0)}" })
        try await server.stop()
    }

    @Test("--last --as shows the view of that time, and nothing of what a right was lost for since")
    func lostRight() async throws {
        let server = try await RunningServer(in: TestFolder())
        #expect(try await server.run("emit", "article", "update", Self.ann).status == 0)
        let before = try await server.run("listen", "--as", "role:public", "--last", "5", "-W", "300ms")
        #expect(try self.values("data", before.output) == [#"{"id":1,"documentId":"a","title":"Hello"}"#])
        #expect(try await server.run("perms", "revoke", "role:public", "article:update").status == 0)
        let after = try await server.run("listen", "--as", "role:public", "--last", "5", "-W", "300ms")
        #expect(after.output == "")
        #expect(after.errors.contains("1 earlier events are not shown: role:public has lost a right since they came\n"))
        try await server.stop()
    }

    @Test("--last says how to keep events when the server keeps none")
    func keepsNone() async throws {
        let server = try await RunningServer(["--demo", "--keep-last", "0"], in: TestFolder())
        let result = try await server.run("listen", "--last", "5")
        #expect(result.status == 65)
        #expect(result.errors.hasSuffix("the server keeps no events: start 'cmsio serve' without --keep-last 0.\n"))
        try await server.stop()
    }

    @Test("--denied shows what a role does not get, without data, and the rule")
    func denied() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(["listen", "--as", "role:public", "--denied", "-n", "2"], in: server.folder)
        _ = try await listener.line(with: "listening as role:public, to what is denied,")
        #expect(try await server.run("emit", "article", "update", Self.ann).status == 0)
        #expect(try await server.run("emit", "comment", "create", #"{"id":7,"text":"hi"}"#).status == 0)
        #expect(try await server.run("raw", "hello", "-r", "role:editor").status == 0)
        let result = try await listener.end()
        #expect(try self.values("event", result.output) == [#""comment:create""#, #""hello""#])
        #expect(
            try self.values("denied", result.output) == [
                #"{"audience":"role:public","rule":"no-grant","reason":"no grant for comment:create","ids":["7"]}"#,
                #"{"audience":"role:public","rule":"not-addressed","reason":"it was sent only to role:editor"}"#,
            ]
        )
        #expect(try self.values("data", result.output) == [nil, nil])
        try await server.stop()
    }

    @Test("--entity and --match leave only events of that entry and with those values")
    func conditions() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write(try await server.run("perms", "token", "mint", "ann").output, to: "ann.jwt")
        var listeners: [Program] = []
        for arguments in [
            ["--entity", "article/a"], ["--entity", "api::article.article/1"], ["--match", "author.name=Ann"],
            ["--token-file", "ann.jwt", "--entity", "article/a"],
            ["--as", "role:authenticated", "--entity", "article/1"],
        ] {
            let listener = try Program(["listen", "-n", "1"] + arguments, in: folder)
            _ = try await listener.line(with: "listening as ")
            listeners.append(listener)
        }
        #expect(try await server.run("raw", "hello").status == 0)
        #expect(try await server.run("emit", "article", "update", #"{"id":2,"documentId":"b"}"#).status == 0)
        #expect(try await server.run("emit", "article", "update", Self.ann).status == 0)
        for listener in listeners {
            let output = try await listener.end().output
            #expect(output.contains(#""data":{"id":1,"documentId":"a","title":"Hello""#), "\(output)")
        }
        try await server.stop()
    }

    @Test("an entry of a type that the token may not get is refused, with the way out")
    func unknownEntity() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        try folder.write(try await server.run("perms", "token", "mint", "ann").output, to: "ann.jwt")
        let result = try await server.run("listen", "--token-file", "ann.jwt", "--entity", "nothing/1")
        #expect(result.status == 77)
        #expect(result.errors.contains("whose uid is not api::nothing.nothing, write UID/ID"))
        try await server.stop()
    }

    @Test("--expect ends with 0 when the event came")
    func expected() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(
            ["listen", "article", "--match", "author.name=Ann", "--expect", "-W", "30s"],
            in: server.folder
        )
        _ = try await listener.line(with: "listening as ")
        #expect(try await server.run("emit", "article", "update", Self.ann).status == 0)
        let result = try await listener.end()
        #expect(result.status == 0)
        #expect(try self.values("event", result.output) == [#""article:update""#])
        try await server.stop()
    }

    @Test("--expect ends with 75 when it did not come, and says what came instead")
    func unexpected() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(
            ["listen", "article", "--match", "author.name=Bob", "--expect", "-W", "3s"],
            in: server.folder
        )
        _ = try await listener.line(with: "listening as ")
        #expect(try await server.run("emit", "article", "update", Self.ann).status == 0)
        #expect(try await server.run("raw", "hello").status == 0)
        let result = try await listener.end()
        #expect(result.status == 75)
        #expect(result.output == "")
        let lines = result.errors.split(separator: "\n").dropFirst().map(String.init)
        #expect(lines.count == 4, "\(result)")
        #expect(lines.first == "What came instead:")
        #expect(lines[1].hasSuffix(#"  article:update author.name is "Ann", not Bob"#))
        #expect(lines[2] == "  nothing like it: hello (1)")
        #expect(lines[3] == "cmsio: the expected event did not come within 3s.")
        try await server.stop()
    }

    @Test("--expect ends with 75 when it is interrupted before")
    func interruptedExpectation() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(["listen", "--expect", "-W", "30s"], in: server.folder)
        _ = try await listener.line(with: "listening as ")
        listener.signal(2)
        let result = try await listener.end()
        #expect(result.status == 75)
        #expect(result.errors.hasSuffix("cmsio: listening ended before the expected event came.\n"))
        try await server.stop()
    }

    @Test(
        "what contradicts itself is refused before anything else",
        arguments: [
            ["--denied"], ["--expect"], ["--last", "0"], ["--last", "5", "--token-file", "x"],
            ["--as", "role:public", "--denied", "--match", "a=1"], ["--foreign", "--as", "role:public"],
            ["--namespace", "/x", "--last", "5"], ["--forward-secret-file", "x"], ["--entity", "article"],
            ["--match", "title"], ["--as", "role:public", "--denied", "--record", "x"],
            ["--forward-to", "https://example.org"],
        ]
    )
    func refusals(arguments: [String]) async throws {
        let result = try await Program.run(["listen"] + arguments, in: TestFolder())
        #expect(result.status == 64, "\(result)")
        #expect(result.output == "" && result.errors.hasPrefix("cmsio: "))
    }
}
