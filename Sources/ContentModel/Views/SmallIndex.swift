/// Distinct keys, numbered in the order in which they came.
///
/// Most views meet a handful, which are found faster by looking at each than by hashing; many are hashed, so that no
/// document can make it slow.
struct SmallIndex<Key: Hashable> {
    private static var fewKeys: Int { 16 }

    private(set) var keys: [Key] = []

    /// All of ``keys``, once there are more than a few.
    private var numbers: [Key: Int] = [:]

    /// Takes a key in unless it is there.
    mutating func insert(_ key: Key) -> (number: Int, isNew: Bool) {
        if let known = self.number(of: key) { return (known, false) }
        let number = self.keys.count
        self.keys.append(key)
        if self.keys.count > Self.fewKeys {
            if self.numbers.isEmpty { self.index() } else { self.numbers[key] = number }
        }
        return (number, true)
    }

    private func number(of key: Key) -> Int? {
        self.numbers.isEmpty ? self.keys.firstIndex(of: key) : self.numbers[key]
    }

    private mutating func index() {
        for (number, key) in self.keys.enumerated() { self.numbers[key] = number }
    }

    /// Forgets the keys that came after the first `count`.
    mutating func truncate(to count: Int) {
        self.keys.removeLast(self.keys.count - count)
        self.numbers = [:]
        if count > Self.fewKeys { self.index() }
    }
}
