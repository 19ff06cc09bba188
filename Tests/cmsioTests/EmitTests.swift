import JSONText
import Testing

@Suite("emit")
struct EmitTests {
    @Test("sends the data with the values set, and with nothing else when no data is given")
    func set() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(["listen", "article", "-n", "2"], in: server.folder)
        _ = try await listener.line(with: "listening")
        let values = ["--set", "id=2", "--set", "title=Hello", "--set", "author.name=Ann"]
        #expect(try await Program.run(["emit", "article", "create"] + values, in: server.folder).status == 0)
        try server.folder.write(#"{"id": 1.50, "title": "old"}"#, to: "data.json")
        #expect(try await server.run("emit", "article", "create", "data.json", "--set", "title=new").status == 0)
        let lines = try await listener.end().output.split(separator: "\n")
        #expect(lines[0].contains(#""data":{"id":2,"title":"Hello","author":{"name":"Ann"}}"#))
        #expect(lines[1].contains(#""data":{"id":1.50,"title":"new"}"#))
        let refused = try await server.run("emit", "article", "create", "data.json", "--set", "title.x=1")
        #expect(refused.status == 65)
        #expect(
            refused.errors
                == "cmsio: cannot set 'title.x': 'title' is a string (line 1, column 23 of data.json); "
                + "a path leads through objects and arrays.\n"
        )
        try await server.stop()
    }

    @Test("sends once under one key, and refuses another body under it", arguments: ["emit", "raw"])
    func idempotency(command: String) async throws {
        let server = try await RunningServer(in: TestFolder())
        let words = command == "emit" ? ["emit", "article", "update"] : ["raw", "hello"]
        let once = words + [#"{"id":1}"#, "--idempotency-key", "k"]
        let first = try await Program.run(once, in: server.folder)
        #expect(first.status == 0)
        #expect(first.output.contains(#""repeated":false"#))
        let second = try await Program.run(once, in: server.folder)
        #expect(second.output == first.output.replacing(#""repeated":false"#, with: #""repeated":true"#))
        let other = try await Program.run(words + [#"{"id":2}"#, "--idempotency-key", "k"], in: server.folder)
        #expect(other.status == 65)
        #expect(other.errors.contains("the idempotency key 'k' was used for another request"))
        try await server.stop()
    }
}
