/// Bytes taken eight at a time, in the machine's own order.
extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes.
    @inline(__always)
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        let count = self.count
        guard count == other.count else { return false }
        if count < 8 { return self.shortWord == other.shortWord }
        var index = 0
        while index + 8 < count {
            if self.word(at: index) != other.word(at: index) { return false }
            index += 8
        }
        // The last eight bytes may overlap those before them.
        return self.word(at: count - 8) == other.word(at: count - 8)
    }

    @inline(__always)
    func word(at index: Int) -> UInt64 { self.loadUnaligned(fromByteOffset: index, as: UInt64.self) }

    /// All the bytes of a buffer with fewer than eight, in one word; buffers of one length with equal words are equal.
    @inline(__always)
    var shortWord: UInt64 {
        if self.count >= 4 {
            let first = self.loadUnaligned(as: UInt32.self)
            let last = self.loadUnaligned(fromByteOffset: self.count - 4, as: UInt32.self)
            return UInt64(last) << 32 | UInt64(first)
        }
        if self.isEmpty { return 0 }
        return UInt64(self[self.count - 1]) << 16 | UInt64(self[self.count >> 1]) << 8 | UInt64(self[0])
    }
}
