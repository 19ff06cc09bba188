import JSONText
import Testing

/// Texts that no parser may accept, after the n_ cases of JSONTestSuite, each with our reason and place.
@Suite("Texts that are not JSON")
struct RefusedTextTests {
    struct Example: CustomTestStringConvertible {
        let bytes: [UInt8]
        let reason: JSONError.Reason
        let offset: Int

        init(_ text: String, _ reason: JSONError.Reason, at offset: Int) {
            self.init(Array(text.utf8), reason, at: offset)
        }

        init(_ bytes: [UInt8], _ reason: JSONError.Reason, at offset: Int) {
            self.bytes = bytes
            self.reason = reason
            self.offset = offset
        }

        var testDescription: String { String(decoding: self.bytes, as: UTF8.self).debugDescription }
    }

    static let nothing = [
        Example("", .noText, at: 0), Example(" ", .noText, at: 1), Example(" \t\r\n", .noText, at: 4),
    ]

    static let structures = [
        Example("[", .unexpectedEnd, at: 1), Example("{", .unexpectedEnd, at: 1), Example("[1", .unexpectedEnd, at: 2),
        Example("[1,", .unexpectedEnd, at: 3), Example("[\"a\"", .unexpectedEnd, at: 4),
        Example("{\"a\"", .unexpectedEnd, at: 4), Example("{\"a\":", .unexpectedEnd, at: 5),
        Example("{\"a\":1", .unexpectedEnd, at: 6), Example("{\"a\":1,", .unexpectedEnd, at: 7),
        Example("[{\"a\":[1", .unexpectedEnd, at: 8), Example("]", .expectedValue, at: 0),
        Example("}", .expectedValue, at: 0), Example("[}", .expectedValue, at: 1), Example("{]", .expectedKey, at: 1),
        Example("[1}", .expectedCommaOrBracket, at: 2), Example("{\"a\":1]", .expectedCommaOrBrace, at: 6),
        Example("[1]]", .textAfterValue, at: 3), Example("{}}", .textAfterValue, at: 2),
        Example("[][]", .textAfterValue, at: 2), Example("1 2", .textAfterValue, at: 2),
        Example("{\"a\":1} x", .textAfterValue, at: 8), Example("nullnull", .textAfterValue, at: 4),
        Example("[1 true]", .expectedCommaOrBracket, at: 3), Example("[\"\": 1]", .expectedCommaOrBracket, at: 3),
        Example("[,1]", .expectedValue, at: 1), Example("[1,,2]", .expectedValue, at: 3),
        Example("[,]", .expectedValue, at: 1), Example("{,}", .expectedKey, at: 1),
        Example("[1,]", .trailingComma, at: 2), Example("[1, ]", .trailingComma, at: 2),
        Example("{\"a\":1,}", .trailingComma, at: 6), Example("{\"a\":1, }", .trailingComma, at: 6),
        Example("{\"a\":1,,\"b\":2}", .expectedKey, at: 7), Example("{\"a\" 1}", .expectedColon, at: 5),
        Example("{\"a\",1}", .expectedColon, at: 4), Example("{\"a\":}", .expectedValue, at: 5),
        Example("{\"a\"::1}", .expectedValue, at: 5), Example("{:1}", .expectedKey, at: 1),
        Example("{1:1}", .expectedKey, at: 1), Example("{null:1}", .unquotedKey, at: 1),
        Example("{a:1}", .unquotedKey, at: 1), Example("{'a':1}", .singleQuote, at: 1),
        Example("['a']", .singleQuote, at: 1), Example("{[1]:1}", .expectedKey, at: 1),
        Example("{\"a\":1 \"b\":2}", .expectedCommaOrBrace, at: 7), Example("[\u{B}1]", .expectedValue, at: 1),
        Example("[\u{C}]", .expectedValue, at: 1), Example("\u{A0}[]", .expectedValue, at: 0),
        Example("[\u{2060}]", .expectedValue, at: 1), Example("<null>", .expectedValue, at: 0),
        Example("[*]", .expectedValue, at: 1), Example("\\", .expectedValue, at: 0),
        Example([0], .expectedValue, at: 0), Example([0x5B, 0xE5, 0x5D], .expectedValue, at: 1),
        Example([0x31, 0], .textAfterValue, at: 1), Example([0x5B, 0x31, 0, 0x5D], .expectedCommaOrBracket, at: 2),
    ]

    static let comments = [
        Example("[1] // one", .comment, at: 4), Example("/* a */ {}", .comment, at: 0),
        Example("{\"a\": /* b */ 1}", .comment, at: 6), Example("{ // c\n}", .comment, at: 2),
        Example("[1 /* d */, 2]", .comment, at: 3), Example("{\"a\" /**/:1}", .comment, at: 5),
        Example("[1] / 2", .textAfterValue, at: 4), Example("[1] # two", .textAfterValue, at: 4),
    ]

    static let words = [
        "nul", "nulll", "True", "TRUE", "tru", "fals", "falsE", "undefined", "NaN", "Infinity", "None", "a",
        "\u{61}\u{E5}",
    ].map { word in
        word == "nulll" ? Example(word, .textAfterValue, at: 4) : Example(word, .unknownWord, at: 0)
    }

    static let numbers = [
        Example("-", .expectedDigit, at: 1), Example("+1", .leadingPlus, at: 0), Example("++1", .leadingPlus, at: 0),
        Example("--1", .expectedDigit, at: 1), Example("-a", .expectedDigit, at: 1),
        Example("- 1", .expectedDigit, at: 1),
        Example("01", .leadingZero, at: 0), Example("-01", .leadingZero, at: 1), Example("00", .leadingZero, at: 0),
        Example("-012", .leadingZero, at: 1), Example(".5", .expectedDigit, at: 0),
        Example("-.5", .expectedDigit, at: 1),
        Example("2.", .expectedDigit, at: 2), Example("2.e3", .expectedDigit, at: 2),
        Example("0.e1", .expectedDigit, at: 2),
        Example("0e", .expectedDigit, at: 2), Example("0e+", .expectedDigit, at: 3),
        Example("1eE2", .expectedDigit, at: 2),
        Example("1.0e-", .expectedDigit, at: 5), Example("9.e+", .expectedDigit, at: 2),
        Example("-Infinity", .expectedDigit, at: 1), Example("-NaN", .expectedDigit, at: 1),
        Example("0x42", .textAfterValue, at: 1), Example("1_000", .textAfterValue, at: 1),
        Example("1,2", .textAfterValue, at: 1), Example("1.2.3", .textAfterValue, at: 3),
        Example("1ea", .expectedDigit, at: 2), Example("１", .expectedValue, at: 0),
        Example("[1+2]", .expectedCommaOrBracket, at: 2),
        Example("[1e", .expectedDigit, at: 3), Example("0.1.2", .textAfterValue, at: 3),
    ]

    @Test("are refused where they go wrong", arguments: nothing + structures + comments + words + numbers)
    func refuses(_ example: Example) {
        #expect {
            try JSONDocument(parsing: example.bytes)
        } throws: { error in
            let error = error as? JSONError
            return error?.reason == example.reason && error?.offset == example.offset
        }
    }

    @Test(
        "are refused when any valid text is cut short",
        arguments: [#"{"a":[true,null,"x\u00e9y"],"bcdefghij":{"k":-1.5e+3}}"#]
    )
    func cutShort(text: String) {
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(bytes[..<length])) }
        }
    }
}
