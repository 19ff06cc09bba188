import Foundation
import JSONText
import Testing

@Suite("Exact strings")
struct ExactStringTests {
    @Test("are equal and hash alike only when their bytes are the same")
    func equality() {
        #expect(ExactString("e\u{301}") != ExactString("\u{E9}"))
        for other in ["articlf", "brticle", "article ", "articl", ""] {
            #expect(ExactString("article") != ExactString(other))
        }
        for other in ["article:updatf", "article:vpdate", "xrticle:update"] {
            #expect(ExactString("article:update") != ExactString(other))
        }
        #expect(Set<ExactString>(["e\u{301}", "\u{E9}", "e\u{301}"]).count == 2)
        #expect(ExactString("a long name, of more than fifteen bytes") == "a long name, of more than fifteen bytes")
        #expect(
            ExactString("a long name, of more than fifteen bytes").hashValue
                == ExactString(String("setyb neetfif naht erom fo ,eman gnol a".reversed())).hashValue
        )
    }

    @Test("are ordered by their bytes")
    func order() {
        let names: [ExactString] = ["b", "", "\u{10000}", "\u{FFFF}", "aa", "a", "é", "Z"]
        #expect(names.sorted().map(\.string) == ["", "Z", "a", "aa", "b", "é", "\u{FFFF}", "\u{10000}"])
    }

    @Test("are coded as plain strings")
    func coding() throws {
        let names: [ExactString] = ["article:update", "é"]
        let json = try JSONEncoder().encode(names)
        #expect(String(decoding: json, as: UTF8.self) == #"["article:update","é"]"#)
        #expect(try JSONDecoder().decode([ExactString].self, from: json) == names)
    }

    @Test("describe themselves as their text")
    func description() {
        #expect("\(ExactString("article"))" == "article")
        #expect(Array(ExactString("é").utf8) == [0xC3, 0xA9])
    }
}
