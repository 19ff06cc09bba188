import JSONText
import Testing

@Suite("Errors")
struct ErrorTests {
    struct Example: CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int

        var testDescription: String { self.text.debugDescription }
    }

    static let places = [
        Example(text: "x", line: 1, column: 1),
        Example(text: "[1,\n 2,\n  x]", line: 3, column: 3),
        Example(text: "[1,\r\nx]", line: 2, column: 1),
        Example(text: "[\n\n\n", line: 4, column: 1),
        Example(text: "[\"é€😀\" x]", line: 1, column: 8),
        Example(text: "[\"e\u{301}\" x]", line: 1, column: 7),
        Example(text: "[\t\tx]", line: 1, column: 4),
        Example(text: "", line: 1, column: 1),
    ]

    @Test("count lines from 1 and columns from 1 in Unicode scalars", arguments: places)
    func place(_ example: Example) {
        #expect {
            try JSONDocument(parsing: example.text)
        } throws: { error in
            let error = error as? JSONError
            return error?.line == example.line && error?.column == example.column
        }
    }

    @Test(
        "say where, what, and how to write it instead",
        arguments: [
            ("{\n  \"a\" 1\n}", "line 2, column 7: expected ':' after the key"),
            ("[1,]", "line 1, column 3: expected more after ','; take out the comma before the end"),
            ("\"a\nb\"", #"line 1, column 3: a line break inside a string; close the string, or write \n"#),
            ("\"\u{1}\"", #"line 1, column 2: a control character inside a string; write \u0001"#),
            ("\"\u{1F}\"", #"line 1, column 2: a control character inside a string; write \u001f"#),
            ("{a: 1}", "line 1, column 2: keys are written in double quotes"),
        ]
    )
    func message(text: String, message: String) {
        #expect {
            try JSONDocument(parsing: text)
        } throws: { error in
            "\(error)" == message
        }
    }

    @Test("never show the text")
    func keepsSecrets() {
        for text in [#"{"token": s3cret}"#, #"{"s3cret" 1}"#, #"["s3cret"#, #"["s3cret\q"]"#, "[1] s3cret"] {
            #expect {
                try JSONDocument(parsing: text)
            } throws: { error in
                !"\(error)".contains("s3cret")
            }
        }
    }
}
