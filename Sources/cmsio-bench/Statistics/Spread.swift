/// Where the figures of several rounds lie.
package struct Spread: Encodable, Equatable, Sendable {
    package let median: Double
    package let min: Double
    package let max: Double

    /// - Returns: `nil` for no figures at all.
    package init?(_ figures: [Double]) {
        let sorted = figures.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let middle = sorted.count / 2
        self.median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        self.min = first
        self.max = last
    }

    /// The ratios of figures taken in the same rounds.
    ///
    /// A busy spell of the machine hits both figures of a round, so their ratio says more than that of two medians.
    ///
    /// - Parameters:
    ///   - figures: One a round.
    ///   - yardstick: What they are divided by, in the same rounds; a round where it is 0 is left out.
    /// - Returns: `nil` when no round has both.
    package init?(ratiosOf figures: [Double], to yardstick: [Double]) {
        self.init(zip(figures, yardstick).filter { $1 > 0 }.map { $0 / $1 })
    }
}
