/// The name that somebody who mistyped probably meant.
enum NearMiss {
    /// - Returns: The candidate that needs the fewest insertions, removals, replacements and swaps of neighbours to become
    ///   `word`, if that is at most one in three of its bytes; of equals the first.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let word = Array(word.utf8)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let bytes = Array(candidate.utf8)
            let limit = max(1, max(word.count, bytes.count) / 3)
            guard abs(word.count - bytes.count) <= limit else { continue }
            let distance = self.distance(from: word, to: bytes)
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// The optimal string alignment distance.
    private static func distance(from left: [UInt8], to right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
