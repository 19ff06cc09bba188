extension String {
    /// The columns that it takes on a terminal: East Asian wide characters and emoji take two, marks that stand on others none.
    package var displayWidth: Int { self.reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
    fileprivate var displayWidth: Int {
        // What follows the first scalar joins it and takes no room of its own, but for the mark that asks for an emoji.
        guard let first = self.unicodeScalars.first else { return 0 }
        let isEmoji = first.properties.isEmojiPresentation || self.unicodeScalars.contains("\u{FE0F}")
        if isEmoji || first.isWide { return 2 }
        return first.isZeroWidth ? 0 : 1
    }
}

extension Unicode.Scalar {
    /// Source: Unicode's EastAsianWidth.txt, the ranges of W and F.
    fileprivate var isWide: Bool {
        switch self.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF,
            0x20000...0x3FFFD:
            true
        default:
            false
        }
    }

    fileprivate var isZeroWidth: Bool {
        switch self.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
