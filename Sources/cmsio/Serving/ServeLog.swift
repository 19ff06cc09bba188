import Logging

/// What `serve` says from its start to its end, on standard error: in lines for people, or in JSON for programs.
///
/// Notable things are said; with `--verbose` each connection too; with `--quiet` only errors.
struct ServeLog: Sendable {
    let logger: Logger
    private let format: LogFormat
    private let terminal: Terminal

    init(_ format: LogFormat, terminal: Terminal) {
        let level: Logger.Level = terminal.isQuiet ? .error : terminal.isVerbose ? .info : .notice
        let flood = LogFlood()
        self.logger = Logger(label: "cmsio") { _ in
            switch format {
            case .text: TalkLogHandler(level: level, style: terminal.talkStyle, flood: flood)
            case .json: JSONLogHandler(level: level)
            }
        }
        self.format = format
        self.terminal = terminal
    }

    func warn(_ text: String) {
        switch self.format {
        case .text: self.terminal.warn(text)
        case .json: self.logger.warning("\(text)")
        }
    }

    /// - Parameters:
    ///   - message: What happened, for a log.
    ///   - facts: More about it, for a log.
    ///   - lines: The same for people.
    func say(_ message: Logger.Message, _ facts: [(key: String, text: String)] = [], lines: (TextStyle) -> [String]) {
        switch self.format {
        case .text: for line in lines(self.terminal.talkStyle) { self.terminal.say(line) }
        case .json:
            let metadata = facts.map { ($0.key, Logger.MetadataValue.string($0.text)) }
            self.logger.notice(message, metadata: Dictionary(metadata) { first, _ in first })
        }
    }

    /// Does something; where the log is JSON its failure is logged too, and not printed as text.
    ///
    /// - Throws: What `body` throws, or a ``Verdict`` of the same status.
    func reportingFailure(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            guard self.format == .json, let failure = ProgramEnd.failure(error) else { throw error }
            self.logger.error("\(failure.message)", metadata: ["status": "\(failure.status.rawValue)"])
            throw Verdict(status: failure.status)
        }
    }
}
