/// A set of small whole numbers.
struct BitSet: Hashable, Sendable {
    private var words: [UInt64]

    /// - Parameter count: The numbers it may hold are those below.
    init(count: Int) { self.words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { self.words[number >> 6] & (1 << UInt64(number & 63)) != 0 }

    mutating func insert(_ number: Int) { self.words[number >> 6] |= 1 << UInt64(number & 63) }

    /// Whether both hold the same of the numbers in `numbers`; `false` for sets of different counts.
    func agrees(with other: BitSet, on numbers: BitSet) -> Bool {
        guard self.words.count == other.words.count, self.words.count == numbers.words.count else { return false }
        return self.words.indices.allSatisfy { (self.words[$0] ^ other.words[$0]) & numbers.words[$0] == 0 }
    }
}
