/// A set of small whole numbers.
struct BitSet: Hashable, Sendable {
    private var words: [UInt64]

    /// - Parameter count: The numbers it may hold are those below.
    init(count: Int) { self.words = Array(repeating: 0, count: (count + 63) / 64) }

    func contains(_ number: Int) -> Bool { self.words[number >> 6] & (1 << UInt64(number & 63)) != 0 }

    mutating func insert(_ number: Int) { self.words[number >> 6] |= 1 << UInt64(number & 63) }

    /// Whether both hold the same of the numbers in `numbers`. The three are of one count.
    func agrees(with other: BitSet, on numbers: BitSet) -> Bool {
        for (index, mask) in numbers.words.enumerated() where (self.words[index] ^ other.words[index]) & mask != 0 {
            return false
        }
        return true
    }
}
