/// Finding the end of a number or a word.
///
/// Source: RFC 8259 sections 3 (literal names) and 6 (numbers).
extension SourceBytes {
    /// - Parameter start: A digit or a minus sign.
    /// - Returns: The byte after the number; what may follow it is the caller's business.
    @inline(__always)
    func endOfNumber(from start: Int) throws(ParseFailure) -> Int {
        var index = start
        if self[index] == UInt8(ascii: "-") { index += 1 }
        let digits = index
        index = try self.endOfDigits(from: index)
        if self[digits] == UInt8(ascii: "0"), index > digits + 1 { throw ParseFailure(.leadingZero, at: digits) }
        if index < self.count, self[index] == UInt8(ascii: ".") {
            index = try self.endOfDigits(from: index + 1)
        }
        if index < self.count, self[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < self.count, self[index] == UInt8(ascii: "+") || self[index] == UInt8(ascii: "-") { index += 1 }
            index = try self.endOfDigits(from: index)
        }
        return index
    }

    @inline(__always)
    private func endOfDigits(from start: Int) throws(ParseFailure) -> Int {
        var index = start
        while index < self.count, self[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        guard index > start else { throw ParseFailure(.expectedDigit, at: index) }
        return index
    }

    /// - Returns: The byte after `word`, which must stand at `start`.
    @inline(__always)
    func end(of word: StaticString, from start: Int) throws(ParseFailure) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= self.count else { throw ParseFailure(.unknownWord, at: start) }
        for offset in 0..<word.utf8CodeUnitCount where self[start + offset] != word.utf8Start[offset] {
            throw ParseFailure(.unknownWord, at: start)
        }
        return end
    }
}
