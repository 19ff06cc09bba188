import ContentEvents
import ContentServer
import JSONText
import Testing

@Suite("What operators watch", .timeLimit(.minutes(1)))
struct WatchingTests {
    /// The names in a page, from new to old, with the ids that were seen of each content event.
    private func names(_ answer: String) throws -> [String] {
        let document = try JSONDocument(parsing: answer)
        let recent = try #require(document.value("recent", in: document.root), "\(answer)")
        let events = try #require(document.value("events", in: recent))
        return document.elements(events).compactMap { event in
            document.elements(event).first { _ in true }.flatMap { document.value("event", in: $0) }
                .flatMap(document.string)
        }
    }

    private func number(_ member: ExactString, _ answer: String) throws -> Int? {
        let document = try JSONDocument(parsing: answer)
        let recent = try #require(document.value("recent", in: document.root))
        return document.value(member, in: recent).flatMap(document.integer)
    }

    @Test("recent gives operators every event, and an audience what it got, in the view of that time")
    func recent() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.emit()
            try await newsroom.emit("comment", "create", #"{"id":1,"text":"hi"}"#)
            try await newsroom.raw("members", to: ["role:authenticated"])
            let console = try await newsroom.operatorClient()
            let all = try await console.ask("recent", "{}")
            #expect(try self.names(all) == ["members", "comment:create", "article:update"])
            #expect(all.contains(NewsroomContent.memberView))
            #expect(try self.number("newest", all) == 3 && self.number("before", all) == nil)
            let visitor = try await console.ask("recent", #"{"as":"role:public"}"#)
            #expect(try self.names(visitor) == ["article:update"])
            #expect(visitor.contains(NewsroomContent.publicView))
            let ann = try await console.ask("recent", #"{"as":"user:ann"}"#)
            #expect(try self.names(ann) == ["members", "article:update"])
            #expect(try self.names(try await console.ask("recent", #"{"before":3}"#)).first == "comment:create")
        }
    }

    @Test("recent withholds what an audience got before it lost a right, and counts it")
    func withheld() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.emit()
            let console = try await newsroom.operatorClient()
            try await newsroom.perform(.revoke(who: "role:public", actions: ["article:update"]))
            let visitor = try await console.ask("recent", #"{"as":"role:public"}"#)
            #expect(try self.names(visitor) == [])
            #expect(try self.number("withheld", visitor) == 1)
            try await newsroom.perform(.grant(who: "role:public", actions: ["article:update"]))
            #expect(try self.names(try await console.ask("recent", #"{"as":"role:public"}"#)) == ["article:update"])
        }
    }

    @Test("long histories come in pages that join without a hole")
    func pages() async throws {
        try await Newsroom.open { newsroom in
            for number in 0..<600 { try await newsroom.raw("e\(number)") }
            let console = try await newsroom.operatorClient()
            let first = try await console.ask("recent", "{}")
            let before = try #require(try self.number("before", first))
            let second = try await console.ask("recent", #"{"before":\#(before)}"#)
            #expect(try self.number("before", second) == nil)
            #expect(try self.names(first) + self.names(second) == (0..<600).reversed().map { "e\($0)" })
        }
    }

    @Test("who watches what an audience is denied gets those events without data, and the rule; live and later")
    func denied() async throws {
        try await Newsroom.open { newsroom in
            let console = try await newsroom.operatorClient()
            #expect(try await console.ask("watch", #"{"as":"role:public","denied":true}"#) == #"{"ok":true}"#)
            try await newsroom.emit()
            try await newsroom.emit("comment", "create", #"{"id":7,"text":"hi"}"#)
            try await newsroom.raw("members", to: ["role:authenticated"])
            let comment = try await console.next()
            #expect(
                comment.hasPrefix(#"event {"event":"comment:create","type":"api::comment.comment","action":"create","#)
            )
            #expect(comment.contains(#""ids":["7"]"#) && !comment.contains("hi"))
            #expect(
                comment.hasSuffix(
                    #""denied":{"audience":"role:public","rule":"no-grant","reason":"no grant for comment:create"}}"#
                )
            )
            #expect(try await console.next().contains(#""rule":"not-addressed""#))
            let later = try await console.ask("recent", #"{"as":"role:public","denied":true}"#)
            #expect(try self.names(later) == ["members", "comment:create"])
            #expect(later.contains("no grant for comment:create") && !later.contains("hi"))
        }
    }

    @Test("denied without somebody is refused")
    func deniedNobody() async throws {
        try await Newsroom.open { newsroom in
            let console = try await newsroom.operatorClient()
            let answer = try await console.ask("watch", #"{"denied":true}"#)
            #expect(answer.hasPrefix(#"{"ok":false,"error":{"code":64,"#))
        }
    }
}
