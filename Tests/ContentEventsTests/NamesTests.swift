import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Globs")
struct GlobTests {
    static let examples: [(pattern: String, fits: [ExactString], fitsNot: [ExactString])] = [
        ("article:*", ["article:update", "article:"], ["article", "particle:x", "Article:update"]),
        ("*:delete", ["a:delete", ":delete", "a:b:delete"], ["a:deleted"]),
        ("*", ["", "x", "\u{301}"], []),
        ("", [""], ["x"]),
        ("a*b*c", ["abc", "aXbYc", "abbcc"], ["ab", "acb"]),
        ("news-?", ["news-1", "news-\u{E9}", "news-\u{1F600}"], ["news-", "news-12", "news-e\u{301}"]),
        ("*?", ["a", "\u{E9}"], [""]),
        ("caf\u{E9}", ["caf\u{E9}"], ["cafe\u{301}"]),
        ("**a", ["a", "ba"], ["b"]),
        ("[a]", ["[a]"], ["a"]),
    ]

    @Test("fit what they should and nothing else", arguments: examples)
    func matching(_ example: (pattern: String, fits: [ExactString], fitsNot: [ExactString])) {
        let glob = Glob(example.pattern)
        for name in example.fits { #expect(glob.matches(name), "\(name)") }
        for name in example.fitsNot { #expect(!glob.matches(name), "\(name)") }
    }

    @Test("with many stars take no longer than length times length", .timeLimit(.minutes(1)))
    func manyStars() {
        let glob = Glob(String(repeating: "a*", count: 200) + "b")
        #expect(!glob.matches(ExactString(String(repeating: "a", count: 2_000))))
    }
}

@Suite("Near misses")
struct NearMissTests {
    static let examples: [(written: ExactString, meant: ExactString?)] = [
        ("artcle", "article"), ("articel", "article"), ("articles", "article"), ("ARTICLE", "article"),
        ("autor", "author"), ("x", nil), ("zebra", nil), ("", nil), ("update", nil),
    ]

    @Test("are found within a few slips of the finger", arguments: examples)
    func suggestion(_ example: (written: ExactString, meant: ExactString?)) {
        let known: [ExactString] = ["article", "author", "category"]
        #expect(NearMiss.suggestion(for: example.written, among: known) == example.meant)
    }
}

@Suite("Names of custom rooms")
struct RoomNameTests {
    @Test(
        "are free but for the beginnings that mean something else",
        arguments: [
            ("news-1", true), ("a b", true), ("roles", true), ("Role:x", true), ("", false), ("role:x", false),
            ("token:x", false), ("user:x", false), ("socket:x", false), ("role:", false),
        ]
    )
    func isCustomName(name: String, isFree: Bool) {
        #expect(RawRoom.isCustomName(ExactString(name)) == isFree)
    }

    @Test("are judged as bytes: an accent after the colon hides nothing")
    func combining() {
        #expect(!RawRoom.isCustomName("role:\u{301}x"))
    }
}
