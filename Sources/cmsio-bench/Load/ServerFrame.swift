/// The head of a frame from a server: what it is and where its payload lies.
///
/// Source: RFC 6455, section 5.2.
package struct ServerFrame: Equatable {
    /// As on the wire: 1 for text, 8 for close, 9 for ping.
    package let opcode: UInt8
    package let isFinal: Bool
    package let isMasked: Bool
    /// Within the bytes that were looked at.
    package let payload: Range<Int>

    /// - Returns: `nil` until all of the frame is there.
    @inline(__always)
    package init?(in bytes: UnsafeRawBufferPointer, at start: Int) {
        let left = bytes.count - start
        guard left >= 2 else { return nil }
        var length = UInt64(bytes[start + 1] & 0x7F)
        var head = 2
        if length == 126 {
            guard left >= 4 else { return nil }
            head = 4
            length = UInt64(bytes[start + 2]) << 8 | UInt64(bytes[start + 3])
        } else if length == 127 {
            guard left >= 10 else { return nil }
            head = 10
            length = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start + 2, as: UInt64.self))
        }
        guard UInt64(left - head) >= length else { return nil }
        self.opcode = bytes[start] & 0x0F
        self.isFinal = bytes[start] & 0x80 != 0
        self.isMasked = bytes[start + 1] & 0x80 != 0
        self.payload = start + head..<start + head + Int(length)
    }
}
