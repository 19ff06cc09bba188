import JSONText
import Testing

@Suite("Writing")
struct WriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("puts commas and colons where they belong")
    func separators() {
        let text = self.text {
            $0.beginArray()
            $0.integer(-1)
            $0.beginObject()
            $0.key("a")
            $0.beginArray()
            $0.endArray()
            $0.key("b" as ExactString)
            $0.bool(true)
            $0.key("c")
            $0.beginObject()
            $0.endObject()
            $0.endObject()
            $0.null()
            $0.raw(Array("1.50".utf8))
            $0.string("x")
            $0.bool(false)
            $0.endArray()
        }
        #expect(text == #"[-1,{"a":[],"b":true,"c":{}},null,1.50,"x",false]"#)
    }

    @Test("escapes what must be escaped, and nothing else")
    func escapes() {
        #expect(
            self.text { $0.string("\"\\\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}/é😀\u{2028}") }
                == "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}/é😀\u{2028}\""
        )
        #expect(self.text { $0.string("") } == "\"\"")
    }

    @Test("writes strings and keys that read back the same", arguments: (0..<0x30).map { UInt8($0) })
    func roundTrip(byte: UInt8) throws {
        let string = "ab" + String(UnicodeScalar(byte)) + "cd"
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(string)
        writer.string(string)
        writer.endObject()
        let document = try JSONDocument(parsing: writer.bytes)
        let value = try #require(document.value(ExactString(string), in: document.root))
        #expect(document.string(value) == string)
    }

    @Test("copies members in one piece, with the space between key and value")
    func members() throws {
        let document = try JSONDocument(parsing: "{ \"a\" : [ 1 ],\n\"\\u0062\":2 , \"c\":3}")
        let text = self.text { writer in
            writer.beginObject()
            for member in document.members(document.root) where !document.matches(member.key, "c") {
                writer.copy(member, from: document)
            }
            writer.key("d")
            writer.null()
            writer.endObject()
        }
        #expect(text == "{\"a\" : [ 1 ],\"\\u0062\":2,\"d\":null}")
    }

    @Test("copies keys as values and values after keys")
    func mixed() throws {
        let document = try JSONDocument(parsing: #"{"a":[1,2]}"#)
        let member = try #require(document.members(document.root).first { _ in true })
        let text = self.text { writer in
            writer.beginObject()
            writer.copyKey(member.key, from: document)
            writer.copy(member.key, from: document)
            writer.key("again")
            writer.copy(member.value, from: document)
            writer.endObject()
        }
        #expect(text == #"{"a":"a","again":[1,2]}"#)
    }
}
