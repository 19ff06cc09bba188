/// The 32-bit hash of a key's decoded bytes, for telling keys apart; equal hashes still need a look at the bytes.
///
/// It has no secret, so a hostile text can hold many keys of one hash. Whoever uses it stays fast then: see
/// ``DuplicateKeys``.
enum KeyHash {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// - Returns: Never 0, which tables use for an empty slot.
    @inline(__always)
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let count = bytes.count
        var hash = UInt64(truncatingIfNeeded: count) &* self.multiplier
        if count >= 8 {
            var index = 0
            while index + 8 < count {
                hash = self.mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            hash = self.mix(hash ^ bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
        } else if count >= 4 {
            let low = UInt64(bytes.loadUnaligned(as: UInt32.self))
            let high = UInt64(bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            hash = self.mix(hash ^ (high << 32 | low))
        } else if count > 0 {
            let (first, middle, last) = (UInt64(bytes[0]), UInt64(bytes[count >> 1]), UInt64(bytes[count - 1]))
            hash = self.mix(hash ^ (last << 16 | middle << 8 | first))
        }
        return max(UInt32(truncatingIfNeeded: hash >> 32), 1)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: self.multiplier)
        return product.high ^ product.low
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes.
    @inline(__always)
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        self.count == other.count && self.elementsEqual(other)
    }
}

extension KeyHash {
    /// - Parameter content: What stands between the quotes of a key with escapes.
    @inline(never)
    static func ofEscaped(_ content: UnsafeRawBufferPointer) -> UInt32 {
        Array(DecodedBytes(content)).withUnsafeBytes { self.of($0) }
    }
}
