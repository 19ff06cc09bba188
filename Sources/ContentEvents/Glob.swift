package import JSONText

/// A pattern over names, in which `*` stands for any run of characters and `?` for any one.
///
/// Everything else is compared as UTF-8 bytes. There is no way to escape the two, nor a need: neither is of use in a name.
package struct Glob: Hashable, Sendable {
    package let pattern: ExactString

    package init(_ pattern: String) {
        self.pattern = ExactString(pattern)
    }

    /// Whether the whole name fits the pattern; time grows with the product of their lengths at worst.
    package func matches(_ name: ExactString) -> Bool {
        let pattern = Array(self.pattern.utf8)
        let name = Array(name.utf8)
        var p = 0
        var n = 0
        // Where to go on when the characters after the last `*` do not fit: that star then takes one byte more.
        var retry: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                retry = (p + 1, n)
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") {
                p += 1
                n = Self.endOfCharacter(at: n, in: name)
            } else if p < pattern.count, pattern[p] == name[n] {
                p += 1
                n += 1
            } else if let last = retry {
                let next = Self.endOfCharacter(at: last.n, in: name)
                retry = (last.p, next)
                p = last.p
                n = next
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// The offset after the Unicode scalar that begins at `start`.
    private static func endOfCharacter(at start: Int, in bytes: [UInt8]) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
