import Testing

@Suite("raw", .timeLimit(.minutes(1)))
struct RawTests {
    @Test(
        "asks at a terminal before everyone gets it, and sends nothing unless the answer is yes",
        arguments: [("y", 0), ("Yes", 0), ("n", 1), ("", 1), ("yesterday", 1)] as [(String, Int32)]
    )
    func question(answer: String, status: Int32) async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try Program(["listen", "maintenance"], in: server.folder)
        _ = try await listener.line(with: "listening")
        let terminal = try PseudoTerminal(["raw", "maintenance", #"{"at":"22:00"}"#], in: server.folder)
        try await terminal.wait(for: "Send 'maintenance' to everyone at \(server.url)? [y/N]")
        terminal.send(answer + "\r")
        #expect(try await terminal.end() == status)
        #expect(terminal.screen.text.contains("maintenance sent to 0 sockets") == (status == 0))
        #expect(terminal.screen.text.contains("Nothing was sent.") == (status == 1))
        #expect(try await server.run("raw", "maintenance", #""last""#).status == 0)
        let seen = try await listener.line(.output, with: "last")
        #expect(seen.contains(#""data":"last""#))
        listener.signal(2)
        #expect(try await listener.end().output.contains("22:00") == (status == 0))
        try await server.stop()
    }

    @Test("names in the question who is left out, and takes the end of the input for no")
    func exceptions() async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try PseudoTerminal(["raw", "hello", "--except", "role:editor"], in: server.folder, columns: 120)
        try await terminal.wait(for: "Send 'hello', except role:editor, to everyone")
        terminal.send("\u{04}")
        #expect(try await terminal.end() == 1)
        try await server.stop()
    }

    @Test(
        "does not ask when told not to, or when the event is for some",
        arguments: [(["-y"], 0), (["--yes"], 0), (["-r", "role:public"], 0), (["--to", "nobody"], 1)]
            as [([String], Int32)]
    )
    func noQuestion(options: [String], status: Int32) async throws {
        let server = try await RunningServer(in: TestFolder())
        let terminal = try PseudoTerminal(["raw", "hello"] + options, in: server.folder)
        #expect(try await terminal.end() == status)
        #expect(!terminal.received.contains("[y/N]"))
        try await server.stop()
    }

    @Test("does not ask where output or input is no terminal", arguments: ["| cat", "< /dev/null", "2>/dev/null"])
    func noTerminal(redirection: String) async throws {
        let server = try await RunningServer(in: TestFolder())
        let line = "\(try Program.path()) raw hello \(redirection); echo over"
        let terminal = try PseudoTerminal(["/bin/sh", "-c", line], at: server.folder.path)
        #expect(try await terminal.end() == 0)
        #expect(terminal.screen.text.contains("over"))
        #expect(!terminal.received.contains("[y/N]"))
        try await server.stop()
    }

    @Test("says when a room that was named reached nobody, and nothing when it is for everyone")
    func nobody() async throws {
        let server = try await RunningServer(in: TestFolder())
        let rooms = try await server.run("raw", "hello", "-r", "news-1", "-r", "role:editor")
        #expect(rooms.status == 0)
        #expect(rooms.errors == "No socket was reached in 'news-1' or 'role:editor'.\n")
        #expect(rooms.output.contains(#""sockets":0"#))
        let socket = try await server.run("raw", "hello", "--to", "abc")
        #expect(socket.status == 1)
        #expect(
            socket.errors
                == "cmsio: there is no socket 'abc'; 'echo sockets | cmsio' lists those that are connected.\n"
        )
        let role = try await server.run("raw", "hello", "-r", "editor")
        #expect(role.status == 0)
        #expect(role.errors == "No socket was reached in 'editor'; did you mean 'role:editor'?\n")
        #expect(try await server.run("raw", "hello").errors.isEmpty)
        try await server.stop()
    }
}
