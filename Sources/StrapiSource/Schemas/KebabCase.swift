/// Strapi's way of making names of folders: as they are when they are kebab-case, else made so.
///
/// Source: spec/strapi.md a.1, `normalizeName`.
enum KebabCase {
    static func of(_ name: String) -> String {
        self.isKebabCase(name) ? name : self.words(of: name).joined(separator: "-").lowercased()
    }

    private static func isKebabCase(_ name: String) -> Bool {
        guard let first = name.utf8.first, Self.isLower(first) else { return false }
        let words = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return words.allSatisfy { !$0.isEmpty && $0.allSatisfy { Self.isLower($0) || Self.isDigit($0) } }
    }

    /// Words end at anything that is neither letter nor digit, before a capital after a small letter, and where letters
    /// meet digits.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var last: Character?
        for character in name {
            let isPart = character.isLetter || character.isNumber
            let isNew =
                last.map { last in
                    (last.isLowercase && character.isUppercase) || (last.isNumber != character.isNumber)
                } ?? false
            if !isPart || isNew, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if isPart { word.append(character) }
            last = isPart ? character : nil
        }
        return word.isEmpty ? words : words + [word]
    }

    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
