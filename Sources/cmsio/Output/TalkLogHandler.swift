import Logging

/// Writes log entries to standard error as talk: one line, the level first.
struct TalkLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let style: TextStyle

    init(level: Logger.Level, style: TextStyle) {
        self.logLevel = level
        self.style = style
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = self.metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let details = values.map { " \($0.key)=\(Printable.text("\($0.value)"))" }.joined()
        let message = "\(event.message)" + (event.error.map { ": \($0)" } ?? "")
        Terminal.tell(self.mark(event.level) + " " + Printable.text(message) + self.style.faint(details))
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
