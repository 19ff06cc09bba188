import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

@Suite("Sockets that narrow themselves", .timeLimit(.minutes(1)))
struct NarrowingTests {
    static func article(_ id: Int) -> String { #"{"id":\#(id),"documentId":"doc\#(id)"}"# }

    static func event(_ action: String, _ id: Int) -> String {
        #"article:\#(action) {"data":\#(Self.article(id)),"meta":{}}"#
    }

    /// Updates and deletes the articles 7 and 8, and sends a raw event.
    static func happen(in newsroom: Newsroom) async throws {
        for id in [7, 8] {
            for action in ["update", "delete"] {
                try await newsroom.emit("article", .init(action), Self.article(id))
            }
        }
        try await newsroom.raw("raw")
    }

    static let everything = [
        event("update", 7), event("delete", 7), event("update", 8), event("delete", 8), "raw {}",
    ]

    static let cases: [(auth: String, expected: [String])] = [
        (#""article:update""#, [event("update", 7), event("update", 8), "raw {}"]),
        (#"["*:delete"]"#, [event("delete", 7), event("delete", 8), "raw {}"]),
        (#"[{"uid":"api::article.article","id":7}]"#, [event("update", 7), event("delete", 7), "raw {}"]),
        (#"[{"uid":"api::article.article","id":"doc8"}]"#, [event("update", 8), event("delete", 8), "raw {}"]),
        (
            #"["article:update",{"uid":"api::article.article","id":"7"}]"#,
            [event("update", 7), event("delete", 7), event("update", 8), "raw {}"]
        ),
        (
            #"["*","article:*","article:update",{"uid":"api::article.article","id":7},"#
                + #"{"uid":"api::article.article","id":"doc7"}]"#,
            everything
        ),
        ("[]", ["raw {}"]),
        ("null", everything),
    ]

    @Test("auth.subscribe leaves what it names, one copy each, and every raw event", arguments: cases)
    func auth(auth: String, expected: [String]) async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(#"{"subscribe":\#(auth)}"#)
            try await Self.happen(in: newsroom)
            #expect(try await newsroom.received(by: client) == [expected])
        }
    }

    @Test("the event subscribe narrows, more of them widen again, and unsubscribe ends it")
    func events() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            #expect(
                try await client.ask("subscribe", #""article:update""#)
                    == #"{"success":true,"subscriptions":["article:update"]}"#
            )
            try await Self.happen(in: newsroom)
            _ = try await client.ask("subscribe", #"{"uid":"api::article.article","id":8}"#)
            try await Self.happen(in: newsroom)
            #expect(try await client.ask("unsubscribe") == #"{"success":true}"#)
            try await Self.happen(in: newsroom)
            let narrow = [Self.event("update", 7), Self.event("update", 8), "raw {}"]
            let wider = [Self.event("update", 7), Self.event("update", 8), Self.event("delete", 8), "raw {}"]
            #expect(try await newsroom.received(by: client) == [narrow + wider + Self.everything])
        }
    }

    @Test("subscribe-entity by itself is acknowledged and changes nothing")
    func entity() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let entity = #"{"uid":"api::article.article","id":7}"#
            let details = #""room":"api::article.article:7","uid":"api::article.article","id":7"#
            #expect(try await client.ask("subscribe-entity", entity) == #"{"success":true,\#(details)}"#)
            #expect(
                try await client.ask("get-entity-subscriptions")
                    == #"{"success":true,"subscriptions":[{\#(details)}]}"#
            )
            try await Self.happen(in: newsroom)
            #expect(try await client.ask("unsubscribe-entity", entity) == #"{"success":true,\#(details)}"#)
            #expect(try await client.ask("get-entity-subscriptions") == #"{"success":true,"subscriptions":[]}"#)
            try await Self.happen(in: newsroom)
            #expect(try await newsroom.received(by: client) == [Self.everything + Self.everything])
        }
    }

    @Test("no subscription tells a client which types there are that it may not get")
    func unknownTypes() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            for uid in ["api::comment.comment", "api::nothing.nothing"] {
                for event in ["subscribe-entity", "subscribe"] {
                    let answer = try await client.ask(.init(event), #"{"uid":"\#(uid)","id":1}"#)
                    #expect(
                        answer == #"{"success":false,"error":"no content type '\#(uid)' whose events you may get"}"#
                    )
                }
            }
            try await newsroom.emit()
            #expect(try await newsroom.received(by: client).first?.count == 1)
        }
    }

    @Test("subscriptions of a type that is gone do no harm, count again when it is back, and new types can be named")
    func typeGone() async throws {
        try await Newsroom.open { newsroom in
            let entity = #"{"uid":"api::article.article","id":7}"#
            let review = #"{"uid":"api::review.review","id":7}"#
            let all = newsroom.catalog.current
            let client = try await newsroom.client(#"{"subscribe":[\#(entity),"article:delete"]}"#)
            #expect(try await client.ask("subscribe", review).hasPrefix(#"{"success":false"#))

            let stars = NewsroomContent.type("review", #""stars": {"type": "integer"}"#)
            let edited = try ContentCatalog(files: [stars])
            newsroom.catalog.replace(with: edited)
            try await newsroom.store.record(types: edited.contentTypes, receive: .action)
            try await newsroom.perform(.grant(who: "role:public", actions: ["review:update"]))
            await #expect(throws: EmitError.self) { try await newsroom.emit("article", "update", Self.article(7)) }
            #expect(try await client.ask("subscribe", review).hasPrefix(#"{"success":true"#))
            try await newsroom.emit("review", "update", Self.article(7))
            newsroom.catalog.replace(with: all)
            try await Self.happen(in: newsroom)
            #expect(
                try await newsroom.received(by: client) == [
                    [
                        #"review:update {"data":\#(Self.article(7)),"meta":{}}"#, Self.event("update", 7),
                        Self.event("delete", 7), Self.event("delete", 8), "raw {}",
                    ]
                ]
            )
        }
    }

    @Test("a narrowed socket stays so in its new audience, counts once in the receipt and gets the new view")
    func moved() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(
                user: NewsroomContent.ann,
                more: #","subscribe":["article:update","*:update"]"#
            )
            #expect(try await newsroom.emit().sockets == 1)
            try await newsroom.perform(.userMove(user: "ann", role: "public"))
            try await newsroom.waits(for: 1, in: "role:public")
            #expect(try await newsroom.emit().sockets == 1)
            #expect(try await newsroom.emit("article", "delete", #"{"id":7}"#).sockets == 0)
            #expect(
                try await newsroom.received(by: client) == [
                    ["article:update \(NewsroomContent.memberView)", "article:update \(NewsroomContent.publicView)"]
                ]
            )
        }
    }

    @Test("a socket has at most 100 subscriptions, counted once each")
    func limit() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let hundred = (1...100).map { #""e:\#($0)""# }.joined(separator: ",")
            #expect(try await client.ask("subscribe", "[\(hundred),\(hundred)]").hasPrefix(#"{"success":true"#))
            #expect(
                try await client.ask("subscribe", #""one:more""#)
                    == #"{"success":false,"error":"a socket may have 100 subscriptions"}"#
            )
        }
    }
}
