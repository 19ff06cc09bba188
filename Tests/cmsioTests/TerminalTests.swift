import Foundation
import Testing

@Suite("On a terminal", .timeLimit(.minutes(1)))
struct TerminalTests {
    /// A folder with a store that knows a role.
    private static func folder() async throws -> TestFolder {
        let folder = try TestFolder()
        let added = try await Program.run(["perms", "role", "add", "編集者", "--data", "d"], in: folder)
        #expect(added.status == 0, "\(added)")
        return folder
    }

    @Test(
        "results are coloured, unless NO_COLOR, --color or TERM says otherwise",
        arguments: [
            ([], [:], true), ([], ["NO_COLOR": "1"], false), ([], ["NO_COLOR": ""], true),
            ([], ["TERM": "dumb"], false),
            (["--color", "never"], [:], false), (["--color", "always"], ["NO_COLOR": "1"], true),
        ] as [([String], [String: String], Bool)]
    )
    func colors(options: [String], environment: [String: String], isColored: Bool) async throws {
        let folder = try await Self.folder()
        let list = try PseudoTerminal(["perms", "list", "--data", "d"] + options, in: folder, environment: environment)
        #expect(try await list.end() == 0)
        #expect(list.received.contains("\u{1B}[1m") == isColored)
        let failure = try PseudoTerminal(
            ["perms", "list", "--data", "none"] + options,
            in: folder,
            environment: environment
        )
        #expect(try await failure.end() == 66)
        #expect(failure.received.contains("\u{1B}[31mcmsio:") == isColored, "\(failure.received)")
    }

    @Test("tables fit a narrow one, and columns stay aligned beside wide characters", arguments: [false, true])
    func narrow(isVariable: Bool) async throws {
        let folder = try await Self.folder()
        let terminal = try PseudoTerminal(
            ["perms", "role", "list", "--data", "d"],
            in: folder,
            environment: isVariable ? ["COLUMNS": "40"] : [:],
            columns: isVariable ? 100 : 40
        )
        #expect(try await terminal.end() == 0)
        let lines = terminal.screen.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "ROLE                USERS")
        #expect(lines.contains("role:編集者             0"), "\(lines)")
        #expect(lines.contains("    connect"))
    }

    @Test("Ctrl-C ends a command that waits, as a signal or with 130, and leaves no half a line")
    func interrupt() async throws {
        let server = try await RunningServer(in: TestFolder())
        let question = try PseudoTerminal(["raw", "hello"], in: server.folder)
        try await question.wait(for: "[y/N]")
        question.send("\u{03}")
        #expect([-SIGINT, 130].contains(try await question.end()))
        let listener = try PseudoTerminal(["listen"], in: server.folder)
        try await listener.wait(for: "listening as operator")
        listener.send("\u{03}")
        #expect(try await listener.end() == 0)
        try await server.stop()
    }

    @Test(
        "nothing is said and the status is 0 when the reader of the output goes away",
        arguments: ["--help", "help perms", "perms --help", "perms list --data d", "serve --print-config"]
    )
    func closedPipe(arguments: String) async throws {
        let folder = try await Self.folder()
        let line = "\(try Program.path()) \(arguments) | head -1 > /dev/null; exit ${PIPESTATUS[0]}"
        let result = try await Program(shell: line, in: folder).end()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test("listen ends quietly with its reader")
    func closedListener() async throws {
        let server = try await RunningServer(in: TestFolder())
        let line = "\(try Program.path()) listen | head -1; exit ${PIPESTATUS[0]}"
        let program = try Program(shell: line, in: server.folder)
        _ = try await program.line(with: "listening")
        #expect(try await server.run("raw", "hello").status == 0)
        #expect(try await program.end().status == 0)
        try await server.stop()
    }
}
