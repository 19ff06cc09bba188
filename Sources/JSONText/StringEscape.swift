/// Writes text as the content of a JSON string.
///
/// Source: RFC 8259 section 7: quotes, backslashes and control characters must be escaped, and nothing else is.
enum StringEscape {
    static func append(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        string.withUTF8 { text in
            var plainStart = 0
            for (index, byte) in text.enumerated() where self.isNeeded(byte) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plainStart..<index]))
                self.append(byte, to: &bytes)
                plainStart = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plainStart...]))
        }
    }

    private static func isNeeded(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default: bytes.append(contentsOf: [UInt8(ascii: "u")] + self.hexadecimal(UInt16(byte)))
        }
    }

    private static func hexadecimal(_ unit: UInt16) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [12, 8, 4, 0].map { digits[Int(unit >> $0 & 0xF)] }
    }
}
