import JSONText
import Testing

@Suite("Strings and names")
struct StringTests {
    static let decoded: [(String, String)] = [
        (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/""#, "\"\\/"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\uD83D\uDE00!""#, "😀!"), (#""\ud834\udd1e""#, "𝄞"), (#""\u0000""#, "\0"),
        (#""a\u0000b""#, "a\0b"), (#""\uFFFF\uE000""#, "\u{FFFF}\u{E000}"), (#""é€😀""#, "é€😀"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\\u0041""#, #"\u0041"#),
    ]

    @Test("decode their escapes", arguments: decoded)
    func decodes(text: String, string: String) throws {
        let document = try JSONDocument(parsing: text)
        #expect(document.string(document.root).map { Array($0.utf8) } == Array(string.utf8))
        #expect(document.exactString(document.root) == ExactString(string))
        #expect(document.matches(document.root, ExactString(string)))
    }

    @Test("are nil for a node of another kind", arguments: ["1", "true", "null", "[]", "{}"])
    func otherKinds(text: String) throws {
        let document = try JSONDocument(parsing: text)
        #expect(document.string(document.root) == nil)
        #expect(document.exactString(document.root) == nil)
        #expect(!document.matches(document.root, ""))
        #expect(!document.matches(document.root, ExactString(text)))
    }

    @Test(
        "match a name however their letters are spelled",
        arguments: [
            #"{"password":1}"#, #"{"p\u0061ssword":1}"#, #"{"\u0070\u0061\u0073\u0073\u0077\u006F\u0072\u0064":1}"#,
            #"{"passwor\u0064":1}"#,
        ]
    )
    func smuggledKey(text: String) throws {
        let document = try JSONDocument(parsing: text)
        let member = try #require(document.members(document.root).first { _ in true })
        #expect(document.matches(member.key, "password"))
        #expect(document.value("password", in: document.root) == member.value)
        #expect(JSONNameTable(["id", "password"]).index(of: member.key, in: document) == 1)
    }

    @Test("do not match a name that is only a part of them, or they of it")
    func partialNames() throws {
        let document = try JSONDocument(parsing: #"{"abc":1,"a\u0062c":2,"abcdefghi":3,"":4}"#)
        for name in ["ab", "abcd", "bc", "ABC", "abcdefgh", "abcdefghij", "abcdefgxi", "xbcdefghi", "abcdefghx", "\0"]
            as [ExactString]
        {
            #expect(document.value(name, in: document.root) == nil)
            #expect(!document.members(document.root).contains { document.matches($0.key, name) })
        }
        #expect(document.value("", in: document.root).flatMap { document.integer($0) } == 4)
    }

    @Test("differ when only their accents are composed differently")
    func composition() throws {
        let document = try JSONDocument(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(!document.hasDuplicateKeys)
        #expect(document.count(document.root) == 2)
        #expect(document.value("\u{E9}", in: document.root).flatMap { document.integer($0) } == 1)
        #expect(document.value("e\u{301}", in: document.root).flatMap { document.integer($0) } == 2)
        let table = JSONNameTable(["e\u{301}", "\u{E9}"])
        #expect(document.members(document.root).map { table.index(of: $0.key, in: document) } == [1, 0])
    }

    @Test("are found in a table of names of every length")
    func tableOfNames() throws {
        let names = (0..<200).map { ExactString(String(repeating: "x", count: $0 % 40) + "\($0)") }
        let table = JSONNameTable(names + names.reversed())
        var writer = JSONWriter()
        writer.beginObject()
        for name in names + ["unknown"] {
            writer.key(name)
            writer.null()
        }
        writer.endObject()
        let document = try JSONDocument(parsing: writer.bytes)
        let found = document.members(document.root).map { table.index(of: $0.key, in: document) }
        #expect(found == Array(0..<200) + [nil])
    }

    @Test("are not taken for another name of the same hash")
    func collidingNames() throws {
        let names = CollidingKeys.make(3)
        let document = try JSONDocument(parsing: "{\"\(names[0])\":1,\"\(names[1])\":2,\"\(names[2])\":3}")
        let table = JSONNameTable([ExactString(names[1]), ExactString(names[0])])
        #expect(document.members(document.root).map { table.index(of: $0.key, in: document) } == [1, 0, nil])
        #expect(document.value(ExactString(names[2]), in: document.root).flatMap { document.integer($0) } == 3)
    }

    @Test("are in no table unless they are keys")
    func onlyKeysHaveNames() throws {
        let document = try JSONDocument(parsing: #"{"a":"a"}"#)
        let value = try #require(document.value("a", in: document.root))
        #expect(JSONNameTable(["a"]).index(of: value, in: document) == nil)
        #expect(JSONNameTable(["a"]).index(of: document.root, in: document) == nil)
        #expect(JSONNameTable([]).index(of: value, in: document) == nil)
    }
}
