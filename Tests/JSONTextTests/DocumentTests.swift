import JSONText
import Testing

@Suite("Documents")
struct DocumentTests {
    @Test(
        "compact text has no spaces between values, and all of those within strings",
        arguments: [
            ("{ \"a b\" :\n\t[ 1 ,\r\n\" \\\" , \" ] }", #"{"a b":[1," \" , "]}"#),
            (#" " \\ " "#, #"" \\ ""#),
            (#"[ "\\\"", " " ]"#, #"["\\\""," "]"#),
            (#"{"a": 1, "a" : 2 }"#, #"{"a":2}"#),
        ]
    )
    func compact(text: String, compact: String) throws {
        let document = try JSONDocument(parsing: text)
        #expect(String(decoding: document.compactText(document.root), as: UTF8.self) == compact)
    }

    @Test("gives the members of an object in the order they are written")
    func members() throws {
        let document = try JSONDocument(parsing: #"{"b": 1, "a": [true, null, "x\n"], "c": {}}"#)
        let keys = document.members(document.root).map { document.string($0.key) }
        #expect(keys == ["b", "a", "c"])
        #expect(document.count(document.root) == 3)
        let array = try #require(document.value("a", in: document.root))
        #expect(document.elements(array).map { document.kind($0) } == [.bool, .null, .string])
        #expect(document.elements(array).compactMap { document.string($0) } == ["x\n"])
        #expect(document.value("b", in: document.root).flatMap { document.integer($0) } == 1)
    }

    @Test("counts only the last of several members with one key, however it is spelled")
    func duplicates() throws {
        let document = try JSONDocument(parsing: #"{"a":1,"b":{"x":1,"x":2},"\u0061":3}"#)
        #expect(document.hasDuplicateKeys)
        #expect(document.count(document.root) == 2)
        #expect(document.value("a", in: document.root).flatMap { document.integer($0) } == 3)
        #expect(String(decoding: document.text(document.root), as: UTF8.self) == #"{"b":{"x":2},"\u0061":3}"#)
    }

    @Test("says where the text stops being JSON")
    func errorPlace() {
        #expect {
            try JSONDocument(parsing: "{\n  \"é\": 1,\n  \"b\" 2}")
        } throws: { error in
            "\(error)" == "line 3, column 7: expected ':' after the key"
        }
    }

    @Test("finds known keys by their decoded bytes")
    func nameTable() throws {
        let document = try JSONDocument(parsing: #"{"p\u0061ssword":1,"title":2,"other":3}"#)
        let table = JSONNameTable(["title", "password"])
        #expect(document.members(document.root).map { table.index(of: $0.key, in: document) } == [1, 0, nil])
    }

    @Test("writes what it copies as it was written")
    func writer() throws {
        let document = try JSONDocument(parsing: #"{"n": 1.50E+2, "s": "\u00e9"}"#)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        writer.beginObject()
        for member in document.members(document.root) {
            writer.copyKey(member.key, from: document)
            writer.copy(member.value, from: document)
        }
        writer.endObject()
        writer.key("meta")
        writer.beginObject()
        writer.endObject()
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"data":{"n":1.50E+2,"s":"\u00e9"},"meta":{}}"#)
    }
}
