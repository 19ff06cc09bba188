import Foundation

/// A program on a terminal of its own, as somebody at a keyboard has it.
final class PseudoTerminal: Sendable {
    private struct State {
        var screen: TerminalScreen
        /// Everything as it came, with all escape sequences.
        var received: [UInt8] = []
        /// As a shell gives it, or negative the signal that ended it.
        var status: Int32?
    }

    private let state: Watched<State>
    private let master: TerminalDescriptor
    private let name: String

    var pid: pid_t { self.master.pid }

    /// Starts `cmsio`.
    ///
    /// - Parameters:
    ///   - environment: Variables to set; those of ours that begin with `CMSIO_` are not passed on.
    convenience init(
        _ arguments: [String],
        in folder: TestFolder,
        environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        try self.init(
            [try Program.path()] + arguments,
            at: folder.path,
            environment: environment,
            columns: columns,
            rows: rows
        )
    }

    /// - Parameters:
    ///   - command: A program by its path, and its arguments.
    ///   - path: The folder to run it in.
    init(
        _ command: [String],
        at path: String,
        environment: [String: String] = [:],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        self.name = command.joined(separator: " ")
        self.state = Watched(State(screen: TerminalScreen(columns: columns, rows: rows)))
        self.master = try TerminalDescriptor(
            running: command,
            at: path,
            environment: Program.environment(with: ["TERM": "xterm-256color"].merging(environment) { $1 }),
            columns: columns,
            rows: rows
        )
        Thread.detachNewThread { [master, state] in
            while case let bytes = master.read(), !bytes.isEmpty {
                state.change {
                    $0.received += bytes
                    $0.screen.receive(bytes)
                }
            }
            let status = Self.status(of: master.pid)
            state.change { $0.status = status }
            state.finish()
        }
    }

    deinit {
        if self.state.value.status == nil { kill(self.pid, SIGKILL) }
    }

    /// Types it. `\r` is the return key, `\u{03}` Ctrl-C, `\u{04}` Ctrl-D, `\t` the tabulator.
    func send(_ text: String) { self.master.write(Array(text.utf8)) }

    func signal(_ number: Int32) { kill(self.pid, number) }

    /// Makes the window larger or smaller.
    func resize(columns: Int, rows: Int) {
        self.state.change { $0.screen.resize(columns: columns, rows: rows) }
        self.master.resize(columns: columns, rows: rows)
    }

    /// What can be seen now.
    var screen: TerminalScreen { self.state.value.screen }

    /// Everything that came, with its escape sequences.
    var received: String { String(decoding: self.state.value.received, as: UTF8.self) }

    /// Waits until a text can be seen.
    ///
    /// - Returns: The whole screen then.
    @discardableResult
    func wait(for text: String, within limit: Duration = .seconds(20)) async throws -> String {
        try await self.wait("'\(text)'", within: limit) { $0.text.contains(text) }
    }

    /// Waits until the screen is as wanted.
    ///
    /// - Parameter what: What is waited for, for the message if it does not come.
    /// - Returns: The whole screen then.
    @discardableResult
    func wait(
        _ what: String,
        within limit: Duration = .seconds(20),
        until isWanted: @escaping @Sendable (TerminalScreen) -> Bool
    ) async throws -> String {
        try await self.wait(what, within: limit) { isWanted($0.screen) ? $0.screen.text : nil }
    }

    /// Waits for its end.
    ///
    /// - Returns: Its status, or negative the signal that ended it.
    @discardableResult
    func end(within limit: Duration = .seconds(30)) async throws -> Int32 {
        try await self.wait("end", within: limit) { $0.status }
    }

    private func wait<Found: Sendable>(
        _ what: String,
        within limit: Duration,
        for find: @escaping @Sendable (State) -> Found?
    ) async throws -> Found {
        try await self.state.wait(within: limit, for: find) { [name] state, when in
            ProgramProblem(description: "'\(name)' gave no \(what) \(when). The screen:\n\(state.screen.history)")
        }
    }

    private static func status(of pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        // WIFEXITED and its like are macros that Swift does not see.
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }
}
