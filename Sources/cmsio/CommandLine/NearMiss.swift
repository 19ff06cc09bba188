/// Which of several names somebody may have meant.
package enum NearMiss {
    /// The name most like `word`, if one is like enough: at most a third of its letters wrong, and at most three.
    package static func find(_ word: String, among names: some Sequence<String>) -> String? {
        let word = Array(word.lowercased().unicodeScalars)
        let limit = min(3, max(1, word.count / 3))
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = Self.distance(word, Array(name.lowercased().unicodeScalars))
            if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// How many letters must be put in, taken out, replaced or swapped with the next one to make one word the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
