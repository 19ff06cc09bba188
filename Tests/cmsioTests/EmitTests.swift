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

    @Test("takes type and action as one word too, as listen and perms grant do")
    func oneWord() async throws {
        let server = try await RunningServer(in: TestFolder())
        try server.folder.write(#"{"id": 1}"#, to: "data.json")
        for words in [["data.json"], [#"{"id":1}"#], ["--set", "id=1"]] {
            let result = try await Program.run(["emit", "article:update"] + words, in: server.folder)
            #expect(result.status == 0, "\(result)")
            #expect(result.output.contains(#""event":"article:update""#))
        }
        let uid = try await server.run("emit", "api::article.article", "update", "data.json")
        #expect(uid.output.contains(#""event":"article:update""#), "\(uid)")
        try await server.stop()
    }

    @Test(
        "says with an example what is missing",
        arguments: [
            (["emit"], "<type>'; write it as in: cmsio emit article update '{\"id\":1}'"),
            (["emit", "article"], "<action>'; write it as in: cmsio emit article update '{\"id\":1}'"),
            (
                ["emit", "page", "publish"],
                "<data>'; write it as in: cmsio emit page publish '{\"id\":1}', or: cmsio emit page publish --set id=1"
            ),
            (["emit", "page:publish"], "or: cmsio emit page publish --set id=1"),
            (["perms", "who", "article"], "<action>'; write it as in: cmsio perms who article update"),
            (["perms", "explain", "article"], "<action>'; write it as in: cmsio perms explain article update"),
        ]
    )
    func missing(arguments: [String], says: String) async throws {
        let result = try await Program.run(arguments, in: TestFolder())
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("Missing expected argument '<"))
        #expect(result.errors.contains(says), "\(result)")
    }

    @Test("shows what one audience alone would get with --as, and sends nothing with --dry-run")
    func oneAudience() async throws {
        let server = try await RunningServer(in: TestFolder())
        let words = ["emit", "article", "update", #"{"id":1,"author":{"id":2,"name":"Ann"}}"#, "--as", "role:editor"]
        let result = try await Program.run(words + ["--dry-run", "-o", "json"], in: server.folder)
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains(#""audiences":["role:editor"]"#), "\(result)")
        #expect(!result.output.contains("role:public"))
        let alone = try await Program.run(words, in: server.folder)
        #expect(alone.status == 64)
        #expect(alone.errors.contains("add '--dry-run', '--explain' or '--diff'"), "\(alone)")
        try await server.stop()
    }

    @Test("and raw print nothing with --quiet, but what -o json asks for")
    func quiet() async throws {
        let server = try await RunningServer(in: TestFolder())
        try server.folder.write(#"{"type":"article","action":"update","data":{"id":1}}"#, to: "events")
        for words in [["emit", "article", "update", #"{"id":1}"#], ["raw", "hello"], ["emit", "--lines", "events"]] {
            let quiet = try await Program.run(words + ["-q"], in: server.folder)
            #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty, "\(quiet)")
            let pretty = try await Program.run(words + ["-q", "-o", "pretty"], in: server.folder)
            #expect(pretty.status == 0 && pretty.output.isEmpty)
            let json = try await Program.run(words + ["-q", "-o", "json"], in: server.folder)
            #expect(json.status == 0 && json.output.hasPrefix("{") && json.errors.isEmpty, "\(json)")
        }
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
