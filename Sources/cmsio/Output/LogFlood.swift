import Synchronization

/// Lets a line through a few times a second, and counts the others: a thousand refused clients are one piece of news.
package final class LogFlood: Sendable {
    package typealias Instant = ContinuousClock.Instant

    private struct Line {
        var second: Instant
        var shown = 0
        var missing = 0
    }

    private static let shownPerSecond = 5
    /// How many different lines are kept in mind.
    private static let capacity = 100

    private let lines = Mutex<[String: Line]>([:])

    package init() {}

    /// - Parameter line: What lines that are alike have in common.
    /// - Returns: How many like it were not let through since the last one that was; nil for one that is not let through.
    package func admit(_ line: String, at now: Instant) -> Int? {
        self.lines.withLock { lines in
            if lines[line] == nil, lines.count >= Self.capacity { lines = [:] }
            var known = lines[line] ?? Line(second: now)
            defer { lines[line] = known }
            if now - known.second >= .seconds(1) {
                known.second = now
                known.shown = 0
            }
            guard known.shown < Self.shownPerSecond else {
                known.missing += 1
                return nil
            }
            known.shown += 1
            defer { known.missing = 0 }
            return known.missing
        }
    }
}
