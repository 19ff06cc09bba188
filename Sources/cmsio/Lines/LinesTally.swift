import ContentEvents
import JSONText

/// What became of the lines that `emit --lines` read.
struct LinesTally: Sendable {
    /// Why the sending ended.
    enum End: Sendable {
        /// Everything was read.
        case complete
        /// Line `line` is bad, and nothing from there on was sent.
        case refused(line: Int, CommandFailure)
        /// The connection was lost before line `line` was answered.
        case disconnected(line: Int, CommandFailure)
        case interrupted
    }

    /// Whether nothing is sent.
    let isDryRun: Bool
    /// Lines that hold something.
    var lines = 0
    var sent = 0
    /// Events of a dry run that could be sent.
    var accepted = 0
    /// Those of the sent ones that had been sent before, as their idempotency keys say.
    var repeated = 0
    /// Raw events of a recording, which are skipped.
    var raw = 0
    /// Bad lines that were passed over.
    var refused = 0
    /// Sockets reached, by all events together.
    var deliveries = 0
    /// In the input, up to and with the last line that was answered or passed over.
    var bytes = 0
    /// The number of the last line that was sent or passed over, answered or not.
    var lastLine = 0
    private(set) var end = End.complete

    init(isDryRun: Bool) {
        self.isDryRun = isDryRun
    }

    mutating func add(_ receipt: Receipt) {
        self.sent += 1
        self.repeated += receipt.repeated ? 1 : 0
        self.deliveries += receipt.sockets
    }

    /// Ends it at a line, unless it ended at an earlier one.
    mutating func end(_ end: End) {
        switch (self.end, end) {
        case (.complete, _): self.end = end
        case (.refused(let first, _), .refused(let line, _)) where line < first: self.end = end
        case (.refused, .disconnected), (.interrupted, .disconnected), (.interrupted, .refused): self.end = end
        default: break
        }
    }

    var isEnded: Bool {
        if case .complete = self.end { false } else { true }
    }

    /// One object: for a dry run `dryRun` and `accepted`; `lines`, `sent`, `repeated`, `raw`, `refused`, `deliveries`, `seconds`, and how it ended: `end` (`complete`,
    /// `refused`, `disconnected` or `interrupted`) and `line`.
    func json(after duration: Duration) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if self.isDryRun {
            writer.key("dryRun")
            writer.bool(true)
            writer.key("accepted")
            writer.integer(self.accepted)
        }
        let counts = [
            ("lines", self.lines), ("sent", self.sent), ("repeated", self.repeated), ("raw", self.raw),
            ("refused", self.refused), ("deliveries", self.deliveries),
        ]
        for (name, count) in counts {
            writer.key(name)
            writer.integer(count)
        }
        writer.key("seconds")
        writer.raw(Array(duration.secondsText(digits: 3).utf8))
        let (end, line) = self.endWords
        writer.member("end", end)
        writer.key("line")
        if let line { writer.integer(line) } else { writer.null() }
        writer.endObject()
        return writer.bytes
    }

    private var endWords: (word: String, line: Int?) {
        switch self.end {
        case .complete: ("complete", nil)
        case .refused(let line, _): ("refused", line)
        case .disconnected(let line, _): ("disconnected", line)
        case .interrupted: ("interrupted", self.lastLine)
        }
    }

    /// How far it is, for a line that is drawn again and again.
    func progressText(after duration: Duration) -> String {
        let rate = CountText.rate(self.sent, over: duration).map { "  \($0)" } ?? ""
        let refused = self.refused > 0 ? "  \(CountText.number(self.refused)) refused" : ""
        return CountText.events(self.sent + self.accepted) + rate + refused
    }

    /// One sentence for people.
    func text(after duration: Duration) -> String {
        if self.isDryRun { return self.checkText }
        let beginning =
            if case .interrupted = self.end { "Interrupted after line \(self.lastLine): sent" } else { "Sent" }
        let others = [
            (self.repeated, "sent before"), (self.raw, "raw, skipped"), (self.refused, "refused"),
        ]
        let events = "\(beginning) \(CountText.events(self.sent)) in \(duration.secondsText(digits: 1)) s"
        let rate = CountText.rate(self.sent, over: duration).map { " (\($0))" } ?? ""
        let reach = ", \(CountText.number(self.deliveries)) \(self.deliveries == 1 ? "delivery" : "deliveries")"
        return events + rate + reach
            + others.filter { $0.0 > 0 }.map { "; \(CountText.number($0.0)) \($0.1)" }.joined() + "."
    }

    private var checkText: String {
        let others = [(self.raw, "raw, to be skipped"), (self.refused, "bad")]
        return "Nothing was sent: \(CountText.events(self.accepted)) can be"
            + others.filter { $0.0 > 0 }.map { "; \(CountText.number($0.0)) \($0.1)" }.joined() + "."
    }
}
