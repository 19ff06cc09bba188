/// Base64 as the two protocols use it, without Foundation.
///
/// Source: RFC 4648, sections 4 (standard alphabet) and 5 (URL alphabet).
package enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlSafe = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let notInAlphabet: UInt8 = 0xFF

    /// The value of each byte in the standard alphabet, or `notInAlphabet`.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: notInAlphabet, count: 256)
        for (value, letter) in standard.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    /// Appends `bytes` in the standard alphabet, padded with `=`.
    package static func encode(_ bytes: [UInt8], into output: inout [UInt8]) {
        output.reserveCapacity(output.count + (bytes.count + 2) / 3 * 4)
        append(bytes, alphabet: standard, padded: true, to: &output)
    }

    /// `bytes` in the URL alphabet without padding: 15 bytes become 20 letters, as a session id has.
    package static func urlEncoded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        append(bytes, alphabet: urlSafe, padded: false, to: &output)
        return output
    }

    /// Decodes the standard alphabet; padding may be missing, as some clients leave it out.
    ///
    /// - Returns: `nil` for a letter outside the alphabet, padding in the middle, or a length no encoder produces.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var letters = text
        var padding = 0
        while padding < 2, letters.last == UInt8(ascii: "=") {
            letters.removeLast()
            padding += 1
        }
        guard letters.count % 4 != 1, padding == 0 || (letters.count + padding) % 4 == 0 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(letters.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount = 0
        for letter in letters {
            let value = values[Int(letter)]
            guard value != notInAlphabet else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
            }
        }
        return output
    }

    private static func append(_ bytes: [UInt8], alphabet: [UInt8], padded: Bool, to output: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let taken = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if taken > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if taken > 2 { group |= UInt32(bytes[index + 2]) }
            for position in 0...taken {
                output.append(alphabet[Int(group >> UInt32(18 - 6 * position) & 0x3F)])
            }
            if padded {
                for _ in taken..<3 { output.append(UInt8(ascii: "=")) }
            }
            index += 3
        }
    }
}
