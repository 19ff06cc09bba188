import JSONText
import Testing

/// Strings that are refused: control characters, escapes, UTF-8; the n_string and i_string cases of JSONTestSuite.
@Suite("Strings that are not JSON")
struct RefusedStringTests {
    typealias Example = RefusedTextTests.Example

    static let unclosed = [
        Example("\"", .unterminatedString, at: 0), Example("\"abc", .unterminatedString, at: 0),
        Example("[\"abcdefghijklmnopqrstuvwxyz", .unterminatedString, at: 1),
        Example("{\"a", .unterminatedString, at: 1), Example("\"\\", .unterminatedString, at: 0),
        Example("\"abc\\", .unterminatedString, at: 0), Example("\"\\\"", .unterminatedString, at: 0),
    ]

    static let escapes = [
        Example(#""\x00""#, .unknownEscape, at: 1), Example(#""\a""#, .unknownEscape, at: 1),
        Example(#""\'""#, .unknownEscape, at: 1), Example(#""\U0061""#, .unknownEscape, at: 1),
        Example(#""ab\ c""#, .unknownEscape, at: 3), Example("\"\\\u{1F300}\"", .unknownEscape, at: 1),
        Example("\"\\\n\"", .unknownEscape, at: 1), Example(#"{"\q":1}"#, .unknownEscape, at: 2),
        Example(#""\u""#, .malformedUnicodeEscape, at: 1), Example(#""\u00A""#, .malformedUnicodeEscape, at: 1),
        Example(#""\u00G0""#, .malformedUnicodeEscape, at: 1), Example(#""\u+123""#, .malformedUnicodeEscape, at: 1),
        Example(#""\u12 4""#, .malformedUnicodeEscape, at: 1), Example(#""\u{61}""#, .malformedUnicodeEscape, at: 1),
        Example("\"\\u00", .malformedUnicodeEscape, at: 1), Example("\"\\u006\"", .malformedUnicodeEscape, at: 1),
    ]

    static let surrogates = [
        #""\uD800""#, #""\uDC00""#, #""\uDFFF""#, #""\uD800\n""#, #""\uD800\uD800""#, #""\uD800\u0061""#,
        #""\uD800abcdef""#, #""\uDd1e\uD834""#, #""\ud83d\ude3""#, #""\uD83D\\uDE00""#, #""\uD800"#, #""\udbff\u""#,
    ].map { Example($0, .loneSurrogate, at: 1) }

    static let controls = (UInt8(0)..<0x20).map { Example([0x22, 0x61, $0, 0x22], .controlCharacter($0), at: 2) }

    /// Every way for bytes not to be UTF-8, at the end of a string and far from it.
    private static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xFF], [0xFE], [0xC0, 0xAF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28],
        [0xE0, 0x80, 0xAF],
        [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF],
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x28, 0x80],
        [0xF0, 0x9F, 0x98, 0x28], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF], [0xE9],
    ]

    static let encodings = malformed.flatMap { sequence in
        let alone: [UInt8] = [0x22] + sequence + [0x22]
        let amongOthers: [UInt8] = [0x22, 0xC3, 0xA9] + sequence + Array("and then some more\"".utf8)
        return [Example(alone, .notUTF8, at: 1), Example(amongOthers, .notUTF8, at: 3)]
    }

    @Test("are refused where they go wrong", arguments: unclosed + escapes + surrogates + controls + encodings)
    func refuses(_ example: Example) {
        #expect {
            try JSONDocument(parsing: example.bytes)
        } throws: { error in
            let error = error as? JSONError
            return error?.reason == example.reason && error?.offset == example.offset
        }
    }

    @Test("are refused wherever in the string the fault stands", arguments: 0...40)
    func everyPlace(offset: Int) {
        let plain = [UInt8](repeating: 0x61, count: 41)
        for (fault, reason) in [(UInt8(0x1F), JSONError.Reason.controlCharacter(0x1F)), (0x80, .notUTF8)] {
            var content = plain
            content[offset] = fault
            #expect {
                try JSONDocument(parsing: [0x22] + content + [0x22])
            } throws: { error in
                (error as? JSONError)?.reason == reason && (error as? JSONError)?.offset == offset + 1
            }
        }
    }

    @Test("accept the first and the last character of each length of UTF-8")
    func utf8Bounds() throws {
        for scalar in ["\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{D7FF}", "\u{E000}", "\u{10000}", "\u{10FFFF}"] {
            let document = try JSONDocument(parsing: "\"\(scalar)\"")
            #expect(document.string(document.root) == scalar)
        }
    }
}
