package import JSONText

/// How many events of each name came, in all and since the last look.
package struct EventStatistics: Sendable {
    /// Names beyond are counted together.
    private static let mostNames = 200
    private static let otherNames: ExactString = "(other names)"

    /// The counts of one name.
    package struct Row: Sendable, Equatable {
        package let event: ExactString
        package let total: Int
        /// Events a second since the last look.
        package let rate: Double

        package init(event: ExactString, total: Int, rate: Double) {
            self.event = event
            self.total = total
            self.rate = rate
        }
    }

    /// All events, and the busiest names first.
    package typealias Look = (all: Row, events: [Row])

    private struct Counts {
        var total = 0
        var recent = 0
    }

    private var counts: [ExactString: Counts] = [:]
    private var total = 0
    /// In the time that the last look ended.
    private var lastLook: Duration

    /// - Parameter now: The time since any beginning; later ones count from the same.
    package init(at now: Duration) {
        self.lastLook = now
    }

    package mutating func add(_ name: ExactString) {
        let isKept = self.counts[name] != nil || self.counts.count < Self.mostNames
        self.counts[isKept ? name : Self.otherNames, default: Counts()].total += 1
        self.counts[isKept ? name : Self.otherNames, default: Counts()].recent += 1
        self.total += 1
    }

    /// Everything until now, and the rates since the last look, which this is the next.
    package mutating func look(at now: Duration) -> Look {
        let seconds = max((now - self.lastLook) / .seconds(1), 0.001)
        self.lastLook = now
        let rows = self.counts.map { name, counts in
            Row(event: name, total: counts.total, rate: Double(counts.recent) / seconds)
        }
        let recent = self.counts.values.reduce(0) { $0 + $1.recent }
        for name in self.counts.keys { self.counts[name]?.recent = 0 }
        return (
            Row(event: "all", total: self.total, rate: Double(recent) / seconds),
            rows.sorted { ($1.total, $0.event) < ($0.total, $1.event) }
        )
    }

    /// Everything until now, and the rates over all that time.
    package func totals(over time: Duration) -> Look {
        var all = self
        for (name, counts) in all.counts { all.counts[name]?.recent = counts.total }
        all.lastLook = .zero
        return all.look(at: time)
    }
}
