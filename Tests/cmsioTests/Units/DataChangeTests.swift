import JSONText
import Testing
import cmsio

@Suite("Values set in data")
struct DataChangeTests {
    private static func set(_ change: String, in data: String) throws -> String {
        let bytes = try DataChange(parsing: change).applied(to: JSONDocument(parsing: data), named: "data.json")
        _ = try JSONDocument(parsing: bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "change one place and leave every other byte as it is",
        arguments: [
            (#"{ "id" : 1.50,  "a":"b" }"#, "a=c", #"{ "id" : 1.50,  "a":"c" }"#),
            (#"{"id":1}"#, "title=Hello", #"{"id":1,"title":"Hello"}"#),
            (#"{ }"#, "title=Hello", #"{"title":"Hello" }"#),
            (#"{"a":{"b":1e5}, "c":"\u00e9"}"#, "a.b=2", #"{"a":{"b":2}, "c":"\u00e9"}"#),
            (#"{"tags":["x", "y"]}"#, "tags[1]=z", #"{"tags":["x", "z"]}"#),
            (#"{"tags":["x"]}"#, "tags[1]=z", #"{"tags":["x","z"]}"#),
            (#"{"tags":[]}"#, "tags[0].name=z", #"{"tags":[{"name":"z"}]}"#),
            (#"[{"id":1}]"#, "[0].id=2", #"[{"id":2}]"#),
            (#"{}"#, "author.name=Ann", #"{"author":{"name":"Ann"}}"#),
            (#"{"author":null}"#, "author.name=Ann", #"{"author":{"name":"Ann"}}"#),
            (#"{}"#, "blocks[0][0]=1", #"{"blocks":[[1]]}"#),
            (#"{"a":1,"a":2}"#, "a=3", #"{"a":1,"a":3}"#),
            (#"{"a.b":1}"#, #"a\.b=2"#, #"{"a.b":2}"#), (#"{}"#, #"a\=b=c=d"#, #"{"a=b":"c=d"}"#),
            (#"{"\u0061":1}"#, "a=2", #"{"\u0061":2}"#),
        ]
    )
    func changes(data: String, change: String, result: String) throws {
        #expect(try Self.set(change, in: data) == result)
    }

    @Test(
        "are JSON where they can be, and strings else",
        arguments: [
            ("a=1.0", "1.0"), ("a=true", "true"), ("a=null", "null"), (#"a={"b": 1}"#, #"{"b": 1}"#),
            ("a=01", #""01""#), ("a=yes", #""yes""#), ("a=", #""""#), (#"a="1""#, #""1""#),
            (#"a=say "x""#, #""say \"x\"""#),
        ]
    )
    func values(change: String, value: String) throws {
        #expect(try Self.set(change, in: "{}") == #"{"a":\#(value)}"#)
    }

    @Test(
        "need a path that the data has room for",
        arguments: [
            (
                #"{"title":"x"}"#, "title.x=1",
                "cannot set 'title.x': 'title' is a string (line 1, column 10 of data.json); "
                    + "a path leads through objects and arrays."
            ),
            (
                "{\n \"n\": 5}", "n[0]=1",
                "cannot set 'n[0]': 'n' is a number (line 2, column 7 of data.json); "
                    + "a path leads through objects and arrays."
            ),
            (
                #"{"tags":["x"]}"#, "tags[5]=1",
                "cannot set 'tags[5]': 'tags' is an array of 1 element (line 1, column 9 of data.json); "
                    + "write 'tags[1]' to add one."
            ),
            (
                #"{"tags":[]}"#, "tags.name=1",
                "cannot set 'tags.name': 'tags' is an array (line 1, column 9 of data.json); "
                    + "write 'tags[0]' for one of its elements."
            ),
            (
                #"{}"#, "[0]=1",
                "cannot set '[0]': the data is an object (line 1, column 1 of data.json); "
                    + "write 'key' for one of its members."
            ),
        ]
    )
    func refusals(data: String, change: String, message: String) throws {
        #expect(throws: CommandFailure(.badData, message)) { try Self.set(change, in: data) }
    }

    @Test(
        "are refused when they are no path and value",
        arguments: ["", "a", "=1", "a..b=1", ".a=1", "a.=1", "a[=1", "a[x]=1", "a[-1]=1", "a[0]b=1", #"a\=1"#]
    )
    func noChanges(text: String) {
        #expect(throws: SettingProblem.self) { try DataChange(parsing: text) }
    }
}
