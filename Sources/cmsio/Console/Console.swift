import Foundation
import UnixSignals

/// The console on a terminal: reads lines and carries them out, until Ctrl-D.
struct Console {
    private let lines: ConsoleLineRun
    private let session: CommandSession
    private let link: ServerLink
    private let editor: LineEditor
    private let history: HistoryFile?
    private let foreground = Foreground()

    /// - Throws: ``CommandFailure``
    init(_ options: GlobalOptions) throws {
        let session = try CommandSession(options)
        let link = ServerLink(session)
        let names = LiveNames { await link.names(of: $0) }
        self.lines = ConsoleLineRun(options)
        self.session = session
        self.link = link
        self.editor = try LineEditor(prompt: Self.prompt(nil)) { line in
            CompletionPlace(line).completion { NameCandidates(names.names(type: $0)) }
        }
        var settings = session.reader()
        // A folder that cannot be used is told of by whatever needs it.
        let folder = try? DataFolder.locate(options.given, &settings)
        self.history = HistoryFile(folder, environment: ProcessInfo.processInfo.environment)
    }

    func run() async {
        await LineEditor.$current.withValue(self.editor) {
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup, .sigwinch, .sigcont)
            self.openHistory()
            self.session.terminal.say(
                "cmsio \(Version.current): 'help' shows the commands, Tab completes, Ctrl-D ends."
            )
            await withTaskGroup { group in
                group.addTask { await self.link.run { self.editor.change(prompt: Self.prompt($0)) } }
                group.addTask { for await signal in signals { self.hear(signal) } }
                await self.readLines()
                group.cancelAll()
            }
        }
    }

    private static func prompt(_ server: ServerAddress?) -> String {
        server.map { "cmsio \($0.host):\($0.port)> " } ?? "cmsio> "
    }

    private func openHistory() {
        do {
            for line in try self.history?.open() ?? [] { self.editor.remember(line) }
        } catch {
            self.session.terminal.warn(ProgramEnd.failure(error)?.message ?? "\(error)")
        }
    }

    private func hear(_ signal: UnixSignal) {
        switch signal {
        case .sigint: if !self.foreground.stop() { self.editor.clear() }
        case .sigwinch: self.editor.resize()
        case .sigcont: self.editor.resume()
        default:
            self.foreground.stop()
            self.editor.end()
        }
    }

    /// Reads and carries out lines until the end.
    private func readLines() async {
        var listening: Task<Void, Never>?
        defer { listening?.cancel() }
        while case .line(let line) = await self.editor.readLine() {
            self.remember(line)
            guard let words = self.words(of: line) else { continue }
            switch ListenWish(words) {
            case nil:
                guard await self.perform(words) else { return }
            case .off:
                if listening != nil { self.session.terminal.say("no longer listening") }
                listening?.cancel()
                listening = nil
            case .on(let words):
                listening?.cancel()
                listening = self.listen(words)
            }
        }
        // The shell's prompt begins a line of its own; if the terminal is gone, there is none.
        try? Terminal.print("")
    }

    private func remember(_ line: String) {
        guard HistoryRule.keeps(line) else { return }
        self.editor.remember(line)
        self.history?.append(line)
    }

    /// - Returns: nil for a line that cannot be read, after saying why.
    private func words(of line: String) -> [String]? {
        do {
            return try ConsoleLine(parsing: line).words
        } catch {
            _ = self.lines.end(of: error).conclude()
            return nil
        }
    }

    /// - Returns: Whether the console goes on.
    private func perform(_ words: [String]) async -> Bool {
        guard !words.isEmpty else { return true }
        let end = await self.foreground.run { await self.lines.perform(words) }
        _ = end?.conclude()
        return end?.endsConsole != true
    }

    /// Prints events above the line until the task is cancelled, or the command ends by itself.
    private func listen(_ words: [String]) -> Task<Void, Never> {
        Task {
            let end = await self.lines.perform(words)
            guard !Task.isCancelled else { return }
            _ = end.conclude()
            self.session.terminal.say("no longer listening")
        }
    }
}

/// A line that is about listening, which goes on while other lines are typed.
private enum ListenWish {
    case on([String])
    case off

    /// - Returns: nil for other commands, and for a question about this one.
    init?(_ words: [String]) {
        guard words.first == "listen", !words.contains(where: { $0 == "--help" || $0 == "-h" }) else { return nil }
        switch words.dropFirst() {
        case ["off"]: self = .off
        case ["on"]: self = .on(["listen"])
        default: self = .on(words)
        }
    }
}
