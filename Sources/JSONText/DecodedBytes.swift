/// The UTF-8 bytes that the content of a validated string stands for, escapes decoded one by one.
struct DecodedBytes<Content: RandomAccessCollection<UInt8>>: Sequence, IteratorProtocol where Content.Index == Int {
    private let content: Content
    private var index: Int

    /// The rest of a decoded escape, next byte lowest. An escape is at most 4 bytes, none of them pending as 0 but
    /// U+0000's own, so their number is kept beside them.
    private var pending: UInt32 = 0
    private var pendingCount = 0

    /// - Parameter content: What stands between the quotes of a string that the parser accepted.
    init(_ content: Content) {
        self.content = content
        self.index = content.startIndex
    }

    mutating func next() -> UInt8? {
        if self.pendingCount == 0 {
            guard self.index < self.content.endIndex else { return nil }
            let byte = self.content[self.index]
            self.index += 1
            if byte != UInt8(ascii: "\\") { return byte }
            self.decodeEscape()
        }
        let byte = UInt8(truncatingIfNeeded: self.pending)
        self.pending >>= 8
        self.pendingCount -= 1
        return byte
    }

    /// Reads the escape after its backslash into `pending`.
    private mutating func decodeEscape() {
        let escape = self.content[self.index]
        self.index += 1
        switch escape {
        case UInt8(ascii: "b"): self.expect(0x08)
        case UInt8(ascii: "f"): self.expect(0x0C)
        case UInt8(ascii: "n"): self.expect(0x0A)
        case UInt8(ascii: "r"): self.expect(0x0D)
        case UInt8(ascii: "t"): self.expect(0x09)
        case UInt8(ascii: "u"): self.expect(self.scalarOfUnicodeEscape())
        default: self.expect(UInt32(escape))
        }
    }

    private mutating func scalarOfUnicodeEscape() -> UInt32 {
        let unit = self.nextCodeUnit()
        guard 0xD800...0xDBFF ~= unit else { return unit }
        self.index += 2
        return 0x1_0000 + (unit - 0xD800) << 10 + (self.nextCodeUnit() - 0xDC00)
    }

    private mutating func nextCodeUnit() -> UInt32 {
        defer { self.index += 4 }
        return UInt32(CodeUnit.parsing(self.content[self.index..<self.index + 4]) ?? 0xFFFD)
    }

    private mutating func expect(_ scalar: UInt32) {
        for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            self.pending |= UInt32(byte) << UInt32(8 * self.pendingCount)
            self.pendingCount += 1
        }
    }
}
