import JSONText
import Testing

/// Texts that every parser must accept, after the y_ cases of JSONTestSuite (Nicolas Seriot, "Parsing JSON is a
/// minefield") and RFC 8259.
@Suite("Texts that are JSON")
struct AcceptedTextTests {
    struct Example: CustomTestStringConvertible {
        let text: String
        let kind: JSONKind

        init(_ text: String, _ kind: JSONKind) {
            self.text = text
            self.kind = kind
        }

        var testDescription: String { self.text.debugDescription }
    }

    static let structures = [
        Example("[]", .array), Example("{}", .object), Example("[[]   ]", .array), Example("[\"\"]", .array),
        Example("[\"a\"]", .array), Example("[false]", .array), Example("[null, 1, \"1\", {}]", .array),
        Example("[null]", .array), Example("[1\n]", .array), Example(" [1]", .array), Example("[2] ", .array),
        Example("[1,null,null,null,2]", .array), Example(#"{"asd":"sdf"}"#, .object),
        Example(#"{"asd":"sdf", "dfg":"fgh"}"#, .object), Example(#"{"a":"b","a":"c"}"#, .object),
        Example(#"{"":0}"#, .object), Example(#"{"foo\u0000bar": 42}"#, .object), Example(#"{"a":[]}"#, .object),
        Example("{\n\"a\": \"b\"\n}", .object), Example("\t\r\n [ \t\r\n] \t\r\n", .array),
        Example(#"{"min": -1.0e+28, "max": 1.0e+28}"#, .object), Example("[ 1 , 2 ]", .array),
        Example(#"{ "a" : [ { } , [ ] ] , "b" : { "c" : null } }"#, .object),
    ]

    static let scalars = [
        Example("null", .null), Example("true", .bool), Example("false", .bool), Example(" true ", .bool),
        Example("42", .number), Example("-0.1", .number), Example("\"asd\"", .string), Example("\"\"", .string),
        Example("\n0\n", .number),
    ]

    static let numbers = [
        "0", "-0", "1", "-1", "-123", "123", "20e1", "0e1", "0e+1", "0E0", "1E22", "1E-2", "1E+2", "123e45", "1e5",
        "123.456e78", "1.0", "0.0", "-0.0", "0.5", "-1.5e-10", "123.456789",
        "-0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
        "123456789012345678901234567890", "1.7976931348623157e308", "5e-324",
    ].map { Example($0, .number) }

    static let strings = [
        #""\u0060\u012a\u12AB""#, #""\uD801\udc37""#, #""\ud83d\ude39\ud83d\udc8d""#, #""\"\\\/\b\f\n\r\t""#,
        #""\\u0000""#, #""\"""#, #""a/*b*/c/*d//e""#, #""\\a""#, #""\\n""#, #""\u0012""#, #""\uFFFF""#, #""\u0000""#,
        #""\uDBFF\uDFFE""#, #""\u200B\u2064""#, #""new\u00A0line""#, #""\u005C\u0022""#, "\"\u{7F}\"", "\"\u{2028}\"",
        "\"\u{2029}\"", "\"€𝄞\"", "\"\u{10FFFF}\"", "\"\u{FFFF}\"", "\"π⍂㈴⍂\"", "\" \"", "\"a\u{301}\"",
        "\"\u{FEFF}\"", "\"seven b\"", "\"eight by\"", "\"sixteen bytes ..\"", "\"seventeen bytes ..\"",
    ].map { Example($0, .string) }

    @Test("are accepted, and are of their kind", arguments: structures + scalars + numbers + strings)
    func accepts(_ example: Example) throws {
        let document = try JSONDocument(parsing: example.text)
        #expect(document.kind(document.root) == example.kind)
    }

    @Test("come back as they are written, without the space around them", arguments: scalars + numbers + strings)
    func verbatim(_ example: Example) throws {
        let document = try JSONDocument(parsing: example.text)
        let spaces: Set<Character> = [" ", "\n"]
        let trimmed = example.text.drop { spaces.contains($0) }.reversed().drop { spaces.contains($0) }.reversed()
        #expect(document.text(document.root) == Array(String(trimmed).utf8))
    }

    @Test("keep their bytes")
    func bytes() throws {
        let document = try JSONDocument(parsing: " [1 , 2 ]\n")
        #expect(document.bytes == Array(" [1 , 2 ]\n".utf8))
        #expect(document.range(document.root) == 1..<9)
        #expect(document.text(document.root) == Array("[1 , 2 ]".utf8))
    }
}
