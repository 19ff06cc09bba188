import CLinux
import Foundation
import Testing
import cmsio

@Suite("Columns on a terminal")
struct DisplayWidthTests {
    @Test(
        "are two for East Asian characters and pictograms, and none for marks that combine",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
            ("ｱ", 1), ("Ａ", 2), ("🎉", 2), ("a\u{200D}b", 2), ("…", 1), ("ไทย", 3), ("שלום", 4), ("𠀋", 2),
        ]
    )
    func widths(text: String, columns: Int) {
        #expect(DisplayWidth.columns(text) == columns)
    }

    @Test("are those of the C library for nearly every character that both know")
    func library() {
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        var known = 0
        var different = 0
        for value in UInt32(0x20)..<0x20000 {
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else { continue }
            let columns = Int(wcwidth(wchar_t(bitPattern: value)))
            guard columns >= 0 else { continue }
            known += 1
            if DisplayWidth.columns(String(scalar)) != columns { different += 1 }
        }
        // Versions of Unicode differ in what is young, and nobody agrees on the characters that only format.
        #expect(known > 60_000)
        #expect(different < 100, "\(different) of \(known)")
    }

    @Test("are never more than asked for in a beginning", arguments: 0...7)
    func beginnings(limit: Int) {
        let beginning = DisplayWidth.prefix("a日b\u{301}本c", columns: limit)
        #expect(DisplayWidth.columns(beginning) <= limit)
        #expect(["", "a", "a", "a日", "a日b\u{301}", "a日b\u{301}", "a日b\u{301}本", "a日b\u{301}本c"][limit] == beginning)
    }
}
