import Foundation
import Synchronization

/// A line at the bottom of a terminal that says how far long work is, drawn anew ten times a second at most.
final class ProgressLine: Sendable {
    private struct State {
        var isShown = false
        var lastDrawn: ContinuousClock.Instant?
    }

    private static let pause = Duration.milliseconds(100)
    private static let barColumns = 20

    private let state = Mutex(State())

    /// - Returns: Nil where nobody would see it, or wants to.
    static func on(_ terminal: Terminal) -> ProgressLine? {
        let isDumb = ProcessInfo.processInfo.environment["TERM"] == "dumb"
        // What somebody types would be drawn over.
        let isTyped = isatty(STDIN_FILENO) == 1
        return terminal.isQuiet || isatty(STDERR_FILENO) == 0 || isDumb || isTyped ? nil : ProgressLine()
    }

    /// Draws it, unless that was done a moment ago.
    ///
    /// - Parameters:
    ///   - part: How much is done, from 0 to 1; nil if nobody knows.
    ///   - text: Asked for only when it is drawn.
    func show(part: Double?, _ text: () -> String) {
        self.state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.lastDrawn, now - last < Self.pause { return }
            state.lastDrawn = now
            state.isShown = true
            let line = (part.map { Self.bar($0) + " " } ?? "") + text()
            let columns = Terminal.columns(of: STDERR_FILENO) ?? 80
            Terminal.tell("\r\u{1B}[K" + DisplayWidth.prefix(line, columns: columns - 1), end: "")
        }
    }

    /// Takes it away, and does something while it is away.
    func hide(_ body: () -> Void = {}) {
        self.state.withLock { state in
            if state.isShown { Terminal.tell("\r\u{1B}[K", end: "") }
            state.isShown = false
            body()
        }
    }

    private static func bar(_ part: Double) -> String {
        let full = Int((min(max(part, 0), 1) * Double(self.barColumns)).rounded(.down))
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: self.barColumns - full)
        let percent = String(Int((min(max(part, 0), 1) * 100).rounded(.down)))
        return "[\(bar)] \(String(repeating: " ", count: 3 - percent.count))\(percent)%"
    }
}
