package import JSONText

/// Finds what somebody probably meant.
package enum NearMiss {
    /// Longer names are not compared: the work grows with the product of the lengths.
    private static let longest = 64

    /// The candidate with the fewest slips of the finger between it and `name`; nil if none is near.
    ///
    /// A slip is a byte left out, put in, changed or swapped with its neighbour; letters of either case are alike. One
    /// slip is allowed in short names, one for every three bytes in longer ones. Of equals the first candidate wins.
    package static func suggestion(
        for name: ExactString,
        among candidates: some Sequence<ExactString>
    ) -> ExactString? {
        let wanted = Self.folded(name)
        guard wanted.count <= Self.longest else { return nil }
        let allowed = max(1, wanted.count / 3)
        var best: (candidate: ExactString, slips: Int)?
        for candidate in candidates where candidate != name {
            let other = Self.folded(candidate)
            guard other.count <= Self.longest, abs(other.count - wanted.count) <= allowed else { continue }
            let slips = Self.slips(wanted, other)
            if slips <= allowed, slips < (best?.slips ?? .max) { best = (candidate, slips) }
        }
        return best?.candidate
    }

    private static func folded(_ name: ExactString) -> [UInt8] {
        name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The optimal string alignment distance.
    private static func slips(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
