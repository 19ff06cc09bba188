import ContentEvents
import Logging

/// Writes log entries to standard error as talk: one line, the level first.
struct TalkLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let style: TextStyle
    private let flood: LogFlood?

    /// - Parameter flood: Keeps equal lines from coming too fast, and puts the time before each line; nil for a command that
    ///   says little and ends soon.
    init(level: Logger.Level, style: TextStyle, flood: LogFlood? = nil) {
        self.logLevel = level
        self.style = style
        self.flood = flood
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let text = "\(event.message)" + (event.error.map { ": \($0)" } ?? "")
        let message = Printable.text(text) + self.style.faint(self.details(event))
        guard let flood else { return Terminal.tell(self.mark(event.level) + " " + message) }
        // Whoever asked to see each connection sees each.
        let admitted = event.level < .notice ? 0 : flood.admit("\(event.message)", at: .now)
        guard let missing = admitted else { return }
        let time = self.style.faint(TimeText.clock(seconds: WallClock.system.seconds))
        let mark = event.level >= .warning ? self.mark(event.level) + " " : ""
        let others = missing > 0 ? self.style.faint(" (and \(CountText.number(missing)) more like it before)") : ""
        Terminal.tell("\(time) \(mark)\(message)\(others)")
    }

    private func details(_ event: LogEvent) -> String {
        self.metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            .map { " \($0.key)=\(Printable.text("\($0.value)"))" }.joined()
    }

    private func mark(_ level: Logger.Level) -> String {
        switch level {
        case .trace, .debug, .info, .notice: self.style.faint("\(level):")
        case .warning: self.style.warning("warning:")
        case .error, .critical: self.style.bad("\(level):")
        }
    }
}

extension Terminal {
    /// A log that talks: errors with `--quiet`, everything worth knowing with `--verbose`, else warnings too.
    func logger(_ label: String) -> Logger {
        let level: Logger.Level = self.isQuiet ? .error : self.isVerbose ? .debug : .warning
        return Logger(label: label) { _ in TalkLogHandler(level: level, style: self.talkStyle) }
    }
}
