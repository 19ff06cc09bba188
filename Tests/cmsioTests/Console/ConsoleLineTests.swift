import Testing
import cmsio

@Suite("A line of the console")
struct ConsoleLineTests {
    static let examples: [(line: String, words: [String])] = [
        ("", []),
        ("   ", []),
        ("status", ["status"]),
        ("  perms can  role:public\tarticle:update ", ["perms", "can", "role:public", "article:update"]),
        ("cmsio perms list", ["perms", "list"]),
        ("listen 'article:*' \"!article:delete\"", ["listen", "article:*", "!article:delete"]),
        (#"a 'b c' "d e" f\ g"#, ["a", "b c", "d e", "f g"]),
        (#"a 'it"s' "it's" "say \"hi\" \\ \n""#, ["a", #"it"s"#, "it's", #"say "hi" \ \n"#]),
        ("a '' \"\"", ["a", "", ""]),
        ("a 'b'c\"d\"e", ["a", "bcde"]),
        (
            #"emit article update {"id": 1, "title": "a } ' b"}"#,
            [
                "emit", "article", "update", #"{"id": 1, "title": "a } ' b"}"#,
            ]
        ),
        (#"raw x [1, {"a": ["\"]"]}] -y"#, ["raw", "x", #"[1, {"a": ["\"]"]}]"#, "-y"]),
        (#"emit a b '{"id":1}'"#, ["emit", "a", "b", #"{"id":1}"#]),
        (
            #"emit a b {} --set tags=["x y"] --set title="Hello world""#,
            [
                "emit", "a", "b", "{}", "--set", #"tags=["x y"]"#, "--set", "title=Hello world",
            ]
        ),
        ("listen a{b", ["listen", "a{b"]),
        ("# a comment", []),
        ("status # how is it", ["status"]),
        ("raw a#b '#c'", ["raw", "a#b", "#c"]),
        ("raw é🙂 ü", ["raw", "é🙂", "ü"]),
    ]

    @Test("is parted into words as a shell does it, with JSON as it is", arguments: examples)
    func words(line: String, words: [String]) throws {
        #expect(try ConsoleLine(parsing: line).words == words)
    }

    @Test(
        "that ends before what it began is refused with the place",
        arguments: [
            ("listen 'article", "the ' at column 8"), ("raw \"x", "the \" at column 5"),
            (#"raw "x\""#, "the \" at column 5"), (#"emit a b {"id": "}"#, "the { at column 10"),
            ("raw x [[1]", "the [ at column 7"), ("raw x\\", "the \\ at column 6"),
        ]
    )
    func refuses(line: String, says: String) {
        let error = #expect(throws: ConsoleLineError.self) { try ConsoleLine(parsing: line) }
        #expect(error?.description.hasPrefix(says) == true)
    }
}
