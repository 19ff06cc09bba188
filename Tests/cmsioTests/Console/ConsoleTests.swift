import Foundation
import Testing

@Suite("The console on a terminal", .timeLimit(.minutes(2)))
struct ConsoleTests {
    /// Starts a console in the server's folder, and waits for its prompt.
    private func console(
        of server: RunningServer,
        environment: [String: String] = [:],
        columns: Int = 100
    ) async throws -> PseudoTerminal {
        let console = try PseudoTerminal([], in: server.folder, environment: environment, columns: columns)
        try await console.wait(for: "\(Self.prompt(server))")
        return console
    }

    /// Presses Ctrl-C, and waits for an empty line.
    private func giveUp(_ console: PseudoTerminal, of server: RunningServer) async throws {
        console.send("\u{03}")
        try await console.wait("an empty line") { $0.beforeCursor == "\(Self.prompt(server)) " }
    }

    private static func prompt(_ server: RunningServer) -> String {
        "cmsio \(server.url.replacing("http://", with: ""))>"
    }

    @Test("Tab completes commands, types, actions, roles, rooms, flags and keys of an entry from the running server")
    func completion() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.send("em\tart\tup\t{\"sl\t: \"x\"} --out\t")
        try await console.wait(for: #"> emit article update {"slug" : "x"} --output"#)
        try await self.giveUp(console, of: server)
        _ = try await server.run("perms", "grant", "role:public", "article:feature")
        console.send("emit article fe\t")
        try await console.wait(for: "> emit article feature")
        try await self.giveUp(console, of: server)
        console.send("perms can role:ed\tarticle:fe\t")
        try await console.wait(for: "> perms can role:editor article:feature")
        try await self.giveUp(console, of: server)
        console.send("emit a\t\t")
        try await console.wait(for: "article  author")
        try await self.giveUp(console, of: server)
        console.send("quit\r")
        #expect(try await console.end() == 0)
    }

    @Test("events are printed above the prompt, and the half-typed line stays as it was, with the cursor in it")
    func eventsAbovePrompt() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.send("listen 'article:*'\r")
        try await console.wait(for: "listening as operator")
        console.send("perms can role:publi\u{1B}[D\u{1B}[D")
        let typed = "\(Self.prompt(server)) perms can role:publi"
        try await console.wait("the typed line") { $0.beforeCursor == String(typed.dropLast(2)) }
        for id in 1...3 { _ = try await server.run("emit", "article", "update", #"{"id":\#(id),"title":"Hello"}"#) }
        try await console.wait("three events above the line") { screen in
            let lines = screen.text.split(separator: "\n").map(String.init)
            let events = lines.filter { $0.contains("article:update") }
            return events.count == 3 && lines.last == typed && screen.beforeCursor == String(typed.dropLast(2))
        }
        console.send("\u{05}c article:update\r")
        try await console.wait(for: "yes: role:public")

        console.send("listen off\r")
        try await console.wait(for: "no longer listening")
        _ = try await server.run("emit", "article", "update", #"{"id":4}"#)
        console.send("status\r")
        #expect(try await !console.wait(for: "slow readers").contains(#"{"id":4}"#))
    }

    @Test("a line that is longer than the window survives events and a smaller window")
    func resize() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server, columns: 60)
        console.send("listen\r")
        try await console.wait(for: "listening as operator")
        let long = "raw maintenance {\"at\":\"22:00\",\"because\":\"the disks are full\"} -r role:public"
        console.send(long)
        try await console.wait(for: "-r role:public")
        _ = try await server.run("raw", "tick")
        try await console.wait(for: "tick")
        console.resize(columns: 100, rows: 24)
        _ = try await server.run("raw", "tock")
        try await console.wait(for: "tock")
        console.send("\r")
        try await console.wait(for: "maintenance sent to 0 sockets")
    }

    @Test("Ctrl-C clears the line and stops a command, and never ends the console; Ctrl-D ends it")
    func controlC() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.send("perms rubbish")
        try await console.wait(for: "perms rubbish")
        console.send("\u{03}")
        try await console.wait("an empty line after the one given up") {
            $0.text.contains("rubbish^C\n") && $0.beforeCursor == "\(Self.prompt(server)) "
        }
        // A server that takes connections and says nothing: the command would wait for long.
        let silent = try SilentServer()
        let key = try server.folder.write("key\n", to: "key")
        console.send("emit article update {} -s \(silent.url) --key-file \(key)\r")
        try await silent.connected()
        console.send("\u{03}")
        console.send("status\r")
        try await console.wait("the prompt after it") {
            $0.text.contains("slow readers") && $0.beforeCursor == "\(Self.prompt(server)) "
        }
        console.send("\u{04}")
        #expect(try await console.end() == 0)
    }

    @Test("a failure is printed, and the console goes on")
    func failures() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.send("emit artcle update {}\r")
        try await console.wait(for: "article")
        console.send("emti\r")
        try await console.wait(for: "Did you mean 'cmsio emit'?")
        console.send("emit article\r")
        try await console.wait(for: "Missing expected argument '<action>'")
        console.send("raw 'x\r")
        try await console.wait(for: "is not closed")
        console.send("emit article update -\r")
        try await console.wait(for: "the console's own")
        console.send("perms can role:public article:nope\r")
        try await console.wait(for: "no: role:public")
        console.send("exit\r")
        #expect(try await console.end() == 0)
    }

    @Test("says when the server is lost, and when it is found again")
    func lostServer() async throws {
        let folder = try TestFolder()
        let first = try await RunningServer(in: folder)
        let console = try await self.console(of: first)
        console.send("half")
        try await console.wait(for: "> half")
        try await first.stop()
        try await console.wait(for: "lost the server at \(first.url)")
        try await console.wait("the line without a server") { $0.text.hasSuffix("\ncmsio> half") }
        let second = try await RunningServer(in: folder)
        try await console.wait(for: "connected to \(second.url)")
        try await console.wait("the line with the server") { $0.text.hasSuffix("\(Self.prompt(second)) half") }
    }

    @Test("remembers lines in a file of mode 0600, without secrets, and brings them back the next time")
    func history() async throws {
        let server = try await RunningServer(in: TestFolder())
        let first = try await self.console(of: server)
        first.send("raw one -r role:public\r")
        try await first.wait(for: "one sent to")
        first.send("raw login {\"password\":\"x\"} -r role:public\r")
        try await first.wait(for: "login sent to")
        first.send(" raw two -r role:public\r")
        try await first.wait("the prompt after it") {
            $0.text.contains("two sent to") && $0.beforeCursor == "\(Self.prompt(server)) "
        }
        first.send("\u{04}")
        try await first.end()
        #expect(try server.folder.read(".cmsio/history") == "raw one -r role:public\n")
        #expect(try server.folder.mode(".cmsio/history") == 0o600)

        let second = try await self.console(of: server)
        second.send("\u{1B}[A")
        try await second.wait(for: "\(Self.prompt(server)) raw one -r role:public")
    }

    @Test("without a data folder the history is the user's, and commands say that there is no server")
    func noServer() async throws {
        let folder = try TestFolder()
        let console = try PseudoTerminal([], in: folder, environment: ["XDG_STATE_HOME": folder.path("state")])
        try await console.wait(for: "no server found")
        console.send("raw one\r")
        try await console.wait("the command's error") {
            $0.text.contains("\ncmsio: no server found") && $0.beforeCursor == "cmsio> "
        }
        console.send("\u{04}")
        #expect(try await console.end() == 0)
        #expect(try folder.read("state/cmsio/history") == "raw one\n")
        #expect(try folder.mode("state/cmsio/history") == 0o600)
        #expect(try folder.mode("state/cmsio") == 0o700)
    }

    @Test("says nothing when it ends", arguments: ["quit\r", "exit\r", "\u{04}"])
    func silentEnd(keys: String) async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.send(keys)
        #expect(try await console.end() == 0)
        #expect(!console.received.contains("warning"), "\(console.received)")
    }

    @Test("SIGTERM ends it and gives the terminal back")
    func terminated() async throws {
        let server = try await RunningServer(in: TestFolder())
        let console = try await self.console(of: server)
        console.signal(SIGTERM)
        #expect(try await console.end() == 0)
    }
}
