import JSONText
import Testing

@Suite("Duplicate keys")
struct DuplicateKeyTests {
    struct Example: CustomTestStringConvertible {
        let text: String
        let kept: String

        init(_ text: String, _ kept: String) {
            self.text = text
            self.kept = kept
        }

        var testDescription: String { self.text }
    }

    static let examples = [
        Example(#"{"a":1,"a":2}"#, #"{"a":2}"#),
        Example(#"{"a":1,"b":2,"a":3}"#, #"{"b":2,"a":3}"#),
        Example(#"{"a":1,"a":2,"a":3}"#, #"{"a":3}"#),
        Example(#"{"b":0,"a":1,"a":2}"#, #"{"b":0,"a":2}"#),
        Example(#"{"a":1,"\u0061":2}"#, #"{"\u0061":2}"#),
        Example(#"{"\u0061":1,"a":2}"#, #"{"a":2}"#),
        Example(#"{"\u0061":1,"\u0061":2}"#, #"{"\u0061":2}"#),
        Example(#"{"\/":1,"/":2,"\u002f":3,"\u002F":4}"#, #"{"\u002F":4}"#),
        Example(#"{"😀":1,"\ud83d\ude00":2}"#, #"{"\ud83d\ude00":2}"#),
        Example(#"{"":1,"":2}"#, #"{"":2}"#),
        Example(#"{ "a" : 1 , "a" : 2 }"#, #"{ "a" : 2 }"#),
        Example(#"{"x":{"a":1,"a":2},"y":[{"a":1,"a":2}]}"#, #"{"x":{"a":2},"y":[{"a":2}]}"#),
        Example(#"{"a":{"b":1,"b":2},"a":{"c":[{"d":1,"d":2}]}}"#, #"{"a":{"c":[{"d":2}]}}"#),
        Example(#"[{"a":1},{"a":1}]"#, #"[{"a":1},{"a":1}]"#),
        Example(#"{"a":{"a":{"a":1}}}"#, #"{"a":{"a":{"a":1}}}"#),
        Example(#"{"a":1,"A":2,"a ":3}"#, #"{"a":1,"A":2,"a ":3}"#),
    ]

    @Test("are left out everywhere, the last one counting", arguments: examples)
    func lastCounts(_ example: Example) throws {
        let document = try JSONDocument(parsing: example.text)
        let expected = try JSONDocument(parsing: example.kept)
        #expect(document.hasDuplicateKeys == (example.text != example.kept))
        #expect(String(decoding: document.text(document.root), as: UTF8.self) == example.kept)
        #expect(JSONTree(document) == JSONTree(expected))
        var writer = JSONWriter()
        writer.copy(document.root, from: document)
        #expect(writer.bytes == Array(example.kept.utf8))
    }

    @Test("are not seen by any way to read an object")
    func invisible() throws {
        let document = try JSONDocument(parsing: #"{"a":{"s":"old"},"b":1,"\u0061":{"s":"new","s":"newer"}}"#)
        #expect(document.count(document.root) == 2)
        #expect(document.members(document.root).map { document.string($0.key) } == ["b", "a"])
        let value = try #require(document.value("a", in: document.root))
        #expect(document.count(value) == 1)
        #expect(document.value("s", in: value).flatMap { document.string($0) } == "newer")
        #expect(String(decoding: document.text(value), as: UTF8.self) == #"{"s":"newer"}"#)
        let member = try #require(document.members(document.root).first { document.matches($0.key, "a") })
        var writer = JSONWriter()
        writer.beginObject()
        writer.copy(member, from: document)
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"\u0061":{"s":"newer"}}"#)
    }

    @Test("are found in objects of every size", arguments: [2, 3, 31, 32, 33, 34, 100, 1000])
    func sizes(count: Int) throws {
        let distinct = (0..<count).map { "\"key\($0)\":\($0)" }
        let document = try JSONDocument(parsing: "{" + distinct.joined(separator: ",") + "}")
        #expect(!document.hasDuplicateKeys)
        #expect(document.count(document.root) == count)
        for twice in Set([0, count / 2, count - 1]) {
            let members = distinct + ["\"k\\u0065y\(twice)\":true"]
            let document = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
            #expect(document.hasDuplicateKeys)
            #expect(document.count(document.root) == count)
            let kept = (distinct[..<twice] + distinct[(twice + 1)...] + [members[count]]).joined(separator: ",")
            #expect(String(decoding: document.text(document.root), as: UTF8.self) == "{" + kept + "}")
        }
    }

    @Test("are told apart among a thousand keys made to have one hash")
    func hashFlood() throws {
        let keys = CollidingKeys.make(1000)
        let hashes = Set(
            keys.map { key in key.utf8.withContiguousStorageIfAvailable { KeyHash.of(UnsafeRawBufferPointer($0)) } }
        )
        #expect(hashes.count == 1)
        let members = keys.map { "\"\($0)\":0" } + ["\"\(keys[7])\":1"]
        let document = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
        #expect(document.count(document.root) == keys.count)
        #expect(document.value(ExactString(keys[7]), in: document.root).flatMap { document.integer($0) } == 1)
    }

    @Test("cost no more than a few times a text without them, when every key is the same")
    func manyEqual() throws {
        let members = Array(repeating: #""a":{"b":1}"#, count: 20_000)
        let document = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
        #expect(document.count(document.root) == 1)
        #expect(String(decoding: document.text(document.root), as: UTF8.self) == #"{"a":{"b":1}}"#)
    }
}
