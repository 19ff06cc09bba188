/// Keys of 16 ASCII letters and signs that all have the same ``KeyHash``, as an attacker would make them.
///
/// The hash of 16 bytes mixes in the first eight, then the last eight. So for any first half the second half can be chosen
/// to bring the state to the same point, and one in some thousands of them happens to be printable.
enum CollidingKeys {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    static func make(_ count: Int) -> [String] {
        var keys: Set<String> = []
        var random = SplitMix64(seed: 1)
        let target = self.mixed(16 &* self.multiplier ^ self.word("any, but")) ^ self.word("the same")
        while keys.count < count {
            let first = random.next() & 0x0F0F_0F0F_0F0F_0F0F | 0x6060_6060_6060_6060
            let second = self.mixed(16 &* self.multiplier ^ first) ^ target
            if second & 0x8080_8080_8080_8080 == 0, self.isPlain(first), self.isPlain(second) {
                keys.insert(self.text(first) + self.text(second))
            }
        }
        return keys.sorted()
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: self.multiplier)
        return product.high ^ product.low
    }

    private static func isPlain(_ word: UInt64) -> Bool {
        (0..<8).allSatisfy { index in
            let byte = UInt8(truncatingIfNeeded: word >> (8 * UInt64(index)))
            return 0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
    }

    private static func word(_ text: String) -> UInt64 {
        text.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func text(_ word: UInt64) -> String {
        String(decoding: (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }, as: UTF8.self)
    }
}
