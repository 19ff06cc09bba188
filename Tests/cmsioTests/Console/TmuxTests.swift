import Foundation
import Testing

@Suite("The console in tmux", .timeLimit(.minutes(1)))
struct TmuxTests {
    @Test("an event comes above a half-typed line in a narrow window that changes its size, and Ctrl-D ends")
    func tmux() async throws {
        let server = try await RunningServer(in: TestFolder())
        let name = "cmsio-\(UUID().uuidString.prefix(8))"
        let terminal = try PseudoTerminal(
            ["/usr/bin/tmux", "-L", name, "-f", "/dev/null", "new-session", try Program.path()],
            at: server.folder.path,
            environment: ["SHELL": "/bin/sh"],
            columns: 60,
            rows: 20
        )
        try await terminal.wait(for: "cmsio 127.0.0.1")
        terminal.send("listen\r")
        try await terminal.wait(for: "listening as operator")
        terminal.send("perms can role:pub")
        try await terminal.wait(for: "> perms can role:pub")
        terminal.resize(columns: 70, rows: 24)
        _ = try await server.run("emit", "article", "update", #"{"id":1,"title":"Hello"}"#)
        try await terminal.wait("the event above the line") { screen in
            guard let event = screen.text.firstRange(of: "article:update"),
                let line = screen.text[event.upperBound...].firstRange(of: "> perms can role:pub")
            else { return false }
            return !screen.text[line.upperBound...].contains("article:update")
        }
        terminal.send("\tarticle:update\r")
        try await terminal.wait("the prompt after the answer") {
            $0.text.contains("yes: role:public") && $0.beforeCursor.hasSuffix("> ")
        }
        terminal.send("\u{04}")
        #expect(try await terminal.end() == 0)
    }
}
