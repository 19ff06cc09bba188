import Foundation

/// A folder with the demonstration's server, in which the examples of one page are run as somebody would paste them.
struct ExampleSession {
    private let server: RunningServer

    init() async throws {
        self.server = try await RunningServer(in: TestFolder())
    }

    func end() async throws { try await self.server.stop() }

    /// Runs a line to its end. One that serves or listens is ended with Ctrl-C once it does so.
    ///
    /// - Returns: How it ended.
    func run(_ example: String) async throws -> Program.Result {
        if example.hasPrefix("cmsio serve"), !example.contains("--check"), !example.contains("--print-config") {
            return try await self.serve(example)
        }
        if example == "cmsio" { return try await self.console() }
        let program = try self.start(example, in: self.server.folder)
        guard example.contains(/cmsio (-\S+ )*listen/), !Self.connectsElsewhere(example) else {
            return try await program.end()
        }
        _ = try await program.line(with: "listening as")
        for type in ["article", "comment"] {
            let emitted = try await self.server.run("emit", type, "update", #"{"id":1,"title":"Hello"}"#)
            guard emitted.status == 0 else { return emitted }
        }
        let endsItself = example.contains(/-n\ |--expect\b/)
        if !endsItself { program.signal(SIGINT) }
        return try await program.end()
    }

    /// Whether a line talks to somebody who is not there, or not only to the server of the demonstration.
    static func needsOthers(_ example: String) -> Bool {
        Self.connectsElsewhere(example) || example.contains(/--forward-to|--strapi/)
    }

    private static func connectsElsewhere(_ example: String) -> Bool { example.contains(/-s http|--server/) }

    /// Serves on a free port, with a data folder of its own.
    private func serve(_ example: String) async throws -> Program.Result {
        let data = "data-\(UUID().uuidString)"
        let line = example.replacing(/--port \d+/, with: "") + " --port 0 --data \(data)"
        let program = try self.start(line, in: self.server.folder)
        _ = try await program.line(with: "serves at")
        program.signal(SIGINT)
        return try await program.end()
    }

    /// Opens the console, and ends it with Ctrl-D.
    private func console() async throws -> Program.Result {
        let terminal = try PseudoTerminal([], in: self.server.folder)
        let screen = try await terminal.wait(for: ">")
        terminal.send("\u{04}")
        return Program.Result(status: try await terminal.end(), output: screen, errors: "")
    }

    private func start(_ line: String, in folder: TestFolder) throws -> Program {
        let programs = (try Program.path() as NSString).deletingLastPathComponent
        let path = "\(programs):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        // One command takes the place of the shell, so that Ctrl-C reaches it.
        return try Program(
            ["/bin/bash", "-o", "pipefail", "-c", line],
            at: folder.path,
            input: nil,
            environment: ["PATH": path]
        )
    }
}
