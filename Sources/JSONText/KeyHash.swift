/// The 32-bit hash of a key's decoded bytes, for telling keys apart; equal hashes still need a look at the bytes.
///
/// It has no secret, so a hostile text can hold many keys of one hash. Whoever uses it stays fast then: see
/// ``DuplicateKeys``.
package enum KeyHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// - Returns: Never 0, which tables use for an empty slot.
    @inline(__always)
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let count = bytes.count
        var hash = UInt64(truncatingIfNeeded: count) &* self.multiplier
        if count < 8 {
            hash = self.mix(hash ^ bytes.shortWord)
        } else {
            var index = 0
            while index + 8 < count {
                hash = self.mix(hash ^ bytes.word(at: index))
                index += 8
            }
            hash = self.mix(hash ^ bytes.word(at: count - 8))
        }
        return max(UInt32(truncatingIfNeeded: hash >> 32), 1)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: self.multiplier)
        return product.high ^ product.low
    }
}

extension KeyHash {
    /// - Parameter content: What stands between the quotes of a key with escapes.
    @inline(never)
    static func ofEscaped(_ content: UnsafeRawBufferPointer) -> UInt32 {
        Array(DecodedBytes(content)).withUnsafeBytes { self.of($0) }
    }
}
