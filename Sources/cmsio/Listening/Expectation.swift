import JSONText

/// What came instead of the event that was expected: the latest that nearly fitted, and what else came.
package struct Expectation: Sendable {
    private static let (mostNear, mostNames) = (5, 10)

    private var near: [(event: ListenedEvent, difference: String)] = []
    private var nearCount = 0
    private var others: [(name: ExactString, count: Int)] = []
    private var otherCount = 0

    package init() {}

    package mutating func add(_ event: ListenedEvent, _ fit: EventConditions.Fit) {
        switch fit {
        case .fits: break
        case .nearly(let difference):
            self.nearCount += 1
            self.near.append((event, difference))
            if self.near.count > Self.mostNear { self.near.removeFirst() }
        case .not:
            self.otherCount += 1
            if let index = self.others.firstIndex(where: { $0.name == event.name }) {
                self.others[index].count += 1
            } else if self.others.count < Self.mostNames {
                self.others.append((event.name, 1))
            }
        }
    }

    /// For reading: a line for each event that nearly fitted, and one for all others.
    package var lines: [String] {
        guard self.nearCount + self.otherCount > 0 else { return ["No event came."] }
        var lines = self.near.map { near in
            let time = TimeText.clock(milliseconds: near.event.at)
            return "  \(time)  \(Printable.text(near.event.name.string)) \(Printable.text(near.difference))"
        }
        if self.nearCount > self.near.count {
            lines.insert("  \(self.nearCount - self.near.count) more nearly fitted, before:", at: 0)
        }
        if self.otherCount > 0 { lines.append("  " + self.othersText) }
        return ["What came instead:"] + lines
    }

    private var othersText: String {
        let names = self.others.map { "\(Printable.text($0.name.string)) (\($0.count))" }.joined(separator: ", ")
        let rest = self.otherCount - self.others.reduce(0) { $0 + $1.count }
        return "nothing like it: \(names)" + (rest > 0 ? ", and \(rest) of other names" : "")
    }
}
