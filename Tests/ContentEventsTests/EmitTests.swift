import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Emit")
struct EmitTests {
    private static let article = #"""
        {"id": 7, "documentId": "abc", "title": "A \u00e9", "internalNotes": "hush",
         "author": {"id": 1, "name": "Ann", "email": "ann@example.org"}, "category": {"id": 2, "name": "News"}}
        """#

    @Test("sends each audience the fields it may see, in the envelope clients expect")
    func views() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.article)
        let event = try #require(newsroom.delivery.events.first)
        #expect(event.name == "article:update")
        #expect(event.uid == "api::article.article")
        #expect(event.action == "update")
        #expect(newsroom.lastViews.keys.sorted() == ["role:editor", "role:public", "token:custom", "token:full"])
        for (audience, view) in newsroom.lastViews {
            #expect(view.hasPrefix(#"{"data":{"id": 7, "documentId": "abc", "title": "A \u00e9""#))
            #expect(view.hasSuffix(#","meta":{}}"#))
            #expect(!view.contains("hush") && !view.contains("ann@example.org"))
            #expect(view.contains("News"))
            #expect(view.contains("Ann") == ["role:editor", "token:full"].contains(audience), "\(audience)")
        }
    }

    @Test("takes the uid for the type")
    func uid() async throws {
        let newsroom = try Newsroom()
        let receipt = try await newsroom.emit("api::article.article", "update", Self.article)
        #expect(receipt.event == "article:update")
    }

    @Test("shares one view among audiences that see the same")
    func sharing() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.article)
        let groups = try #require(newsroom.delivery.events.first).views.map { $0.audiences.map(\.label) }
        #expect(groups == [["role:public", "token:custom"], ["role:editor", "token:full"]])

        try await newsroom.emit("article", "update", #"{"title": "no relations here"}"#)
        let shared = try #require(newsroom.delivery.events.last).views
        #expect(
            shared.map { $0.audiences.map(\.label) } == [["role:public", "role:editor", "token:custom", "token:full"]]
        )
    }

    @Test("shares one view among audiences whose rights differ without a difference in the outcome")
    func sharingByOutcome() async throws {
        // In exact mode polymorphic entries stay if all are forbidden, and if all are allowed.
        let audiences = [
            Audience.role("a", id: 1, ["author.update", "category.find"]), .role("b", id: 2, ["author.update"]),
        ]
        let newsroom = try Newsroom(audiences: audiences, mode: .exact)
        try await newsroom.emit(
            "author",
            "update",
            #"{"subject": [{"__type": "api::category.category", "name": "N"}]}"#
        )
        let groups = try #require(newsroom.delivery.events.first).views.map { $0.audiences.map(\.label) }
        #expect(groups == [["role:a", "role:b"]])
    }

    @Test("answers with the sockets reached and the fields dropped, in the order of the directory")
    func receipt() async throws {
        let newsroom = try Newsroom()
        let receipt = try await newsroom.emit("article", "update", Self.article)
        #expect(receipt.event == "article:update")
        #expect(receipt.offset == 1)
        #expect(receipt.sockets == 5)
        #expect(!receipt.repeated)
        #expect(receipt.audiences.map(\.audience) == ["role:public", "role:editor", "token:custom", "token:full"])
        #expect(receipt.audiences.map(\.sockets) == [3, 1, 0, 1])
        #expect(receipt.audiences.map(\.error) == [nil, nil, nil, nil])
        let forPublic = try #require(receipt.audiences.first).dropped
        #expect(forPublic.map(\.path).sorted() == ["author", "internalNotes"])
        #expect(forPublic.map(\.rule).sorted() == ["private", "unreadable-relation"])
        #expect(receipt.audiences[1].dropped.map(\.path).sorted() == ["author.email", "internalNotes"])
    }

    @Test("a receipt names what its own event lacked, whatever events of the type lacked before")
    func receiptsOfDifferentEvents() async throws {
        let newsroom = try Newsroom()
        // More different ones than words are kept for, and each once more when they may be forgotten.
        let names = (1...20).map { "unknown\($0)" }
        for name in names + names + ["a\u{301}", "\u{E1}"] {
            let receipt = try await newsroom.emit("article", "update", #"{"internalNotes": "-", "\#(name)": {}}"#)
            for audience in receipt.audiences {
                #expect(
                    audience.dropped.map { Array($0.path.utf8) } == [Array("internalNotes".utf8), Array(name.utf8)]
                )
                #expect(audience.dropped.map(\.rule) == ["private", "unknown-key"])
            }
        }
    }

    @Test(
        "makes the operators' view only when one watches: full access, private fields removed",
        arguments: [true, false]
    )
    func operatorView(hasWatchers: Bool) async throws {
        let newsroom = try Newsroom(hasWatchers: hasWatchers)
        try await newsroom.emit("article", "delete", Self.article)
        let view = try #require(newsroom.delivery.events.first).operatorView
        #expect((view != nil) == hasWatchers)
        #expect(view.map { $0.text.contains("Ann") && !$0.text.contains("hush") } ?? true)
    }

    static let identified: [(data: String, ids: [ExactString])] = [
        (#"{"id": 7, "documentId": "abc"}"#, ["abc", "7"]),
        (#"{"id": "7", "title": "x"}"#, ["7"]),
        (#"{"id": 18446744073709551617}"#, ["18446744073709551617"]),
        (#"{"id": null, "documentId": true}"#, []),
        (#"[{"id": 1}, {"documentId": "b"}]"#, ["1", "b"]),
        (#"{"id": 1, "\u0069d": 2}"#, ["2"]),
    ]

    @Test("names the entities that the data is about", arguments: identified)
    func entityIDs(_ example: (data: String, ids: [ExactString])) async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", example.data)
        #expect(newsroom.delivery.events.first?.entityIDs == example.ids)
    }

    @Test("sends an array of entries as an array")
    func arrays() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("category", "update", #"[{"name": "a"}, {"name": "b"}]"#)
        #expect(newsroom.lastViews["token:full"] == #"{"data":[{"name": "a"}, {"name": "b"}],"meta":{}}"#)
    }

    @Test("follows a change of the rights with the next event")
    func rightsChange() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "create", Self.article)
        #expect(newsroom.lastViews["role:public"] == nil)
        newsroom.directory.replace(
            audiences: [.role("public", id: 1, ["article.create"])],
            publicRole: Newsroom.publicRole
        )
        try await newsroom.emit("article", "create", Self.article)
        #expect(newsroom.lastViews.keys.sorted() == ["role:public"])
        #expect(newsroom.lastViews["role:public"]?.contains("News") == false)
    }

    @Test("counts what it accepts and refuses")
    func counters() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.article)
        try await newsroom.raw("hello")
        _ = try await newsroom.refusal("article", "update", "{")
        let counters = await newsroom.io.counters
        #expect(counters.accepted == 2)
        #expect(counters.refused == 1)
        #expect(counters.failedViews == 0)
    }
}
