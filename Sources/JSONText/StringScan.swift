/// Finding the end of a string, checking everything in it on the way.
///
/// Source: RFC 8259 section 7 (strings) and 8.1 (UTF-8); RFC 3629 section 4 (well-formed UTF-8). Lone surrogate escapes,
/// which RFC 8259 section 8.2 leaves open, are refused: they stand for no text, and readers downstream disagree on them.
extension SourceBytes {
    /// - Parameters:
    ///   - start: The byte after the opening quote.
    ///   - isEscaped: Set when the string holds an escape; otherwise left as it is.
    /// - Returns: The index of the closing quote.
    @inline(__always)
    func endOfString(from start: Int, isEscaped: inout Bool) throws(ParseFailure) -> Int {
        var index = start
        while true {
            index = self.nextSpecial(from: index)
            guard index < self.count else { throw ParseFailure(.unterminatedString, at: start - 1) }
            let byte = self[index]
            if byte == UInt8(ascii: "\"") { return index }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                index = try self.endOfEscape(at: index, inStringFrom: start)
            } else if byte >= 0x80 {
                index = try self.endOfMultibyteRun(at: index)
            } else {
                throw ParseFailure(.controlCharacter(byte), at: index)
            }
        }
    }

    /// The first byte from `start` on that ends a run of plain ASCII in a string, or `count`.
    @inline(__always)
    private func nextSpecial(from start: Int) -> Int {
        var index = start
        while index + 8 <= self.count {
            let marks = Self.specialMarks(in: self.word(at: index))
            if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < self.count {
            let byte = self[index]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return index
    }

    /// Eight bytes at once: the lowest mark (the high bit of its byte) is the first quote, backslash, control character
    /// or byte that is not ASCII. Marks above the lowest one may be false: a borrow runs upward.
    @inline(__always)
    private static func specialMarks(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let control = (word &- ones &* 0x20) & ~word
        let found = control | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | word
        return found & (ones &* 0x80)
    }

    /// - Parameter index: A byte of 0x80 or more.
    /// - Returns: The first byte after it that is ASCII again, or `count`.
    @inline(never)
    private func endOfMultibyteRun(at index: Int) throws(ParseFailure) -> Int {
        var index = index
        while index < self.count, self[index] >= 0x80 {
            guard let end = self.endOfMultibyteCharacter(at: index) else { throw ParseFailure(.notUTF8, at: index) }
            index = end
        }
        return index
    }

    /// - Returns: `nil` for what is not well-formed: overlong forms, surrogates, above U+10FFFF, cut short.
    @inline(__always)
    private func endOfMultibyteCharacter(at index: Int) -> Int? {
        let length: Int
        let second: ClosedRange<UInt8>
        switch self[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        let end = index + length
        guard end <= self.count, second.contains(self[index + 1]) else { return nil }
        if length > 2, self[index + 2] & 0xC0 != 0x80 { return nil }
        if length > 3, self[index + 3] & 0xC0 != 0x80 { return nil }
        return end
    }

    /// - Parameter index: A backslash.
    /// - Returns: The byte after the escape, or after both halves of a surrogate pair.
    @inline(never)
    private func endOfEscape(at index: Int, inStringFrom start: Int) throws(ParseFailure) -> Int {
        guard index + 1 < self.count else { throw ParseFailure(.unterminatedString, at: start - 1) }
        switch self[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index + 2
        case UInt8(ascii: "u"):
            return try self.endOfUnicodeEscape(at: index)
        default:
            throw ParseFailure(.unknownEscape, at: index)
        }
    }

    private func endOfUnicodeEscape(at index: Int) throws(ParseFailure) -> Int {
        guard let unit = self.codeUnit(ofEscapeAt: index) else {
            throw ParseFailure(.malformedUnicodeEscape, at: index)
        }
        switch unit {
        case 0xD800...0xDBFF:
            guard let low = self.codeUnit(ofEscapeAt: index + 6), 0xDC00...0xDFFF ~= low else {
                throw ParseFailure(.loneSurrogate, at: index)
            }
            return index + 12
        case 0xDC00...0xDFFF:
            throw ParseFailure(.loneSurrogate, at: index)
        default:
            return index + 6
        }
    }

    /// The UTF-16 code unit of `\uXXXX` at `index`; `nil` when something else is there.
    private func codeUnit(ofEscapeAt index: Int) -> UInt16? {
        guard index + 6 <= self.count, self[index] == UInt8(ascii: "\\"), self[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return CodeUnit.parsing(self[index + 2..<index + 6])
    }
}

/// The four hexadecimal digits of an escape.
enum CodeUnit {
    static func parsing(_ digits: some Sequence<UInt8>) -> UInt16? {
        var unit: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }
}
