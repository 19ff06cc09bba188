import Testing

@Suite("listen on a terminal")
struct ListenTerminalTests {
    /// A terminal on which a listener waits.
    private func listener(
        _ arguments: [String],
        in folder: TestFolder,
        columns: Int = 80
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(["listen"] + arguments, in: folder, columns: columns)
        try await terminal.wait(for: "listening as ")
        return terminal
    }

    @Test("each event takes one line, cut to the width, what says most in front; Ctrl-C ends it with 0")
    func lines() async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try await self.listener([], in: server.folder, columns: 72)
        let entry = #"{"id":1,"views":7,"body":"\#(String(repeating: "long ", count: 40))","title":"世界"}"#
        #expect(try await server.run("emit", "article", "create", entry).status == 0)
        #expect(try await server.run("raw", "bye", #"{"n":[1,2],"ok":true}"#).status == 0)
        let screen = try await terminal.wait(for: "bye")
        let lines = screen.split(separator: "\n").map { String($0.dropFirst("12:30:00.250  ".count)) }
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix(#"article:create  1  title="世界"  views=7"#), "\(screen)")
        #expect(lines[1].hasSuffix("…  -> 5 audiences"), "\(screen)")
        #expect(lines[2] == "bye  ok=true  n=[2]")
        terminal.send("\u{03}")
        #expect(try await terminal.end() == 0)
        try await server.stop()
    }

    @Test("a narrow terminal keeps time, name and id, and leaves out what would crowd them out")
    func narrow() async throws {
        let server = try await RunningServer(in: TestFolder())
        let entry = #"{"id":1234,"title":"A title that goes on and on","views":7}"#
        #expect(try await server.run("emit", "article", "update", entry).status == 0)
        let terminal = try await self.listener(["--last", "1"], in: server.folder, columns: 40)
        let screen = try await terminal.wait(for: "article:update")
        let line = try #require(screen.split(separator: "\n").first { $0.contains("article:update") })
        #expect(
            line.wholeMatch(of: /\d\d:\d\d:\d\d  article:update  1234  title.*…/) != nil && line.count <= 40,
            "\(screen)"
        )
        terminal.send("\u{03}")
        #expect(try await terminal.end() == 0)
        try await server.stop()
    }

    @Test("names are in colour, and not with NO_COLOR", arguments: [true, false])
    func colours(isColoured: Bool) async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try PseudoTerminal(
            ["listen", "-n", "1"],
            in: server.folder,
            environment: isColoured ? [:] : ["NO_COLOR": "1"]
        )
        try await terminal.wait(for: "listening as ")
        #expect(try await server.run("emit", "article", "create", #"{"id":1}"#).status == 0)
        #expect(try await terminal.end() == 0)
        #expect(terminal.received.contains("\u{1B}[32marticle:create\u{1B}[0m") == isColoured)
        try await server.stop()
    }

    @Test("-v shows the whole payload below its event")
    func verbose() async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try await self.listener(["-v", "-n", "1"], in: server.folder)
        #expect(try await server.run("raw", "hello", #"{"a":[1]}"#).status == 0)
        #expect(try await terminal.end() == 0)
        let expected = "  {\n    \"data\": {\n      \"a\": [\n        1\n      ]\n    }\n  }"
        #expect(terminal.screen.text.contains(expected), "\(terminal.screen.text)")
        try await server.stop()
    }

    @Test("--stats draws each table over the one before")
    func statistics() async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try await self.listener(["--stats"], in: server.folder)
        for (event, total) in [("first", 1), ("second", 2)] {
            #expect(try await server.run("raw", event).status == 0)
            try await terminal.wait("the count of \(event)") { screen in
                screen.text.contains("    \(total)") && screen.text.contains(event)
            }
        }
        #expect(terminal.screen.text.split(separator: "PER SECOND").count == 2)
        terminal.send("\u{03}")
        #expect(try await terminal.end() == 0)
        try await server.stop()
    }
}
