/// Checks UTF-8 that arrives in pieces, so that a text message is refused at its first bad byte.
///
/// Source: Unicode 15, table 3-7 "Well-Formed UTF-8 Byte Sequences"; RFC 6455, section 8.1.
package struct UTF8Check: Sendable {
    /// How many continuation bytes are still due.
    private var due: UInt8 = 0
    /// What the next continuation byte may be: narrower than `80...BF` after some lead bytes.
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    package init() {}

    /// Whether the text may end here: not within a character.
    package var isComplete: Bool { self.due == 0 }

    /// Takes the next bytes.
    ///
    /// - Returns: Whether the text can still be UTF-8; after a `false` the check is not to be used again.
    package mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        for byte in bytes {
            if self.due == 0 {
                if byte < 0x80 { continue }
                guard self.lead(byte) else { return false }
            } else {
                guard self.low...self.high ~= byte else { return false }
                self.due -= 1
                self.low = 0x80
                self.high = 0xBF
            }
        }
        return true
    }

    private mutating func lead(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: self.due = 1
        case 0xE0: (self.due, self.low) = (2, 0xA0)
        case 0xED: (self.due, self.high) = (2, 0x9F)
        case 0xE1...0xEF: self.due = 2
        case 0xF0: (self.due, self.low) = (3, 0x90)
        case 0xF1...0xF3: self.due = 3
        case 0xF4: (self.due, self.high) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
