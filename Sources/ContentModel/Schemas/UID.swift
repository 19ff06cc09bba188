import JSONText

/// Rules for uids (`api::article.article`, `shared.seo`) and the names in them.
enum UID {
    /// `user` of `plugin::users-permissions.user` and of `admin::user`.
    static func name(of uid: ExactString) -> ExactString {
        let bytes = uid.utf8
        let colon = bytes.lastIndex(of: UInt8(ascii: ":")).map { bytes.index(after: $0) } ?? bytes.startIndex
        let rest = bytes[colon...]
        let dot = rest.firstIndex(of: UInt8(ascii: ".")).map { rest.index(after: $0) } ?? rest.startIndex
        return ExactString(String(decoding: rest[dot...], as: UTF8.self))
    }

    /// `plugin::upload` of `plugin::upload.file`.
    static func isOfProject(_ uid: ExactString) -> Bool { uid.utf8.starts(with: "api::".utf8) }

    /// Words of small letters and digits, joined by single hyphens; the first begins with a letter.
    static func isKebabCase(_ name: ExactString) -> Bool {
        let words = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = name.utf8.first, self.isSmallLetter(first) else { return false }
        return words.allSatisfy { word in
            !word.isEmpty && word.allSatisfy { self.isSmallLetter($0) || self.isDigit($0) }
        }
    }

    private static func isSmallLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
