import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Recent events")
struct RecentEventsTests {
    static let entry = #"{"id":1,"title":"Hello","internalNotes":"secret","author":{"id":2,"name":"Ann"}}"#

    /// A ring that has seen so many small raw events.
    private func ring(_ limits: RecentEvents.Limits, events: Int) async throws -> RecentEvents {
        let newsroom = try Newsroom()
        var ring = RecentEvents(limits: limits)
        for number in 0..<events { try await newsroom.raw("hello", "\(number)") }
        for event in newsroom.delivery.raws { ring.record(.raw(event)) }
        return ring
    }

    private func offsets(_ ring: RecentEvents, before offset: Int? = nil) -> [Int] {
        ring.newestFirst(before: offset).map(\.offset)
    }

    @Test("keeps the latest, and gives those before an offset, the newest first")
    func order() async throws {
        let ring = try await self.ring(RecentEvents.Limits(count: 4), events: 11)
        #expect(self.offsets(ring) == [11, 10, 9, 8])
        #expect(self.offsets(ring, before: 10) == [9, 8])
        #expect(self.offsets(ring, before: 8) == [])
        #expect(self.offsets(ring, before: 99) == [11, 10, 9, 8])
        #expect(ring.newestOffset == 11)
    }

    @Test("keeps no more bytes than it may, and nothing beside one event that is too large")
    func bytes() async throws {
        let one = Array(#"{"data":0}"#.utf8).count
        let ring = try await self.ring(RecentEvents.Limits(count: 100, bytes: 3 * one), events: 8)
        #expect(self.offsets(ring) == [8, 7, 6])
        #expect(self.offsets(try await self.ring(RecentEvents.Limits(count: 100, bytes: one - 1), events: 2)) == [])
    }

    @Test("keeps none when it is switched off")
    func off() async throws {
        let ring = try await self.ring(RecentEvents.Limits(count: 0), events: 2)
        #expect(self.offsets(ring) == [])
        #expect(ring.newestOffset == 0)
    }

    @Test("the full-access view is made of the entry when nobody watched")
    func fullAccessView() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.entry)
        let event = try #require(newsroom.delivery.events.first)
        #expect(event.operatorView == nil)
        #expect(
            event.entry.fullAccessView?.text
                == #"{"data":{"id":1,"title":"Hello","author":{"id":2,"name":"Ann"}},"meta":{}}"#
        )
    }

    // MARK: What an audience is shown later

    private static func audience(_ actions: [String]) -> Audience { .role("public", id: 1, actions) }

    static let laterRights: [(actions: [String], isShown: Bool)] = [
        (["article.update", "category.find"], true),
        (["article.update", "category.find", "author.find"], true),
        (["article.update"], false),
        (["category.find"], false),
        ([], false),
    ]

    @Test(
        "an audience is shown the view it got then, as long as it has every right that it had",
        arguments: laterRights
    )
    func laterView(actions: [String], isShown: Bool) async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.entry)
        let event = try #require(newsroom.delivery.events.first)
        guard case .shown(let view) = event.earlierView(for: Self.audience(actions)) else {
            #expect(!isShown && event.earlierView(for: Self.audience(actions)) == .withheld)
            return
        }
        #expect(isShown && view.text == #"{"data":{"id":1,"title":"Hello"},"meta":{}}"#)
    }

    @Test("an audience that has lost full access is shown nothing of that time")
    func lostFullAccess() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.entry)
        let event = try #require(newsroom.delivery.events.first)
        let reduced = Audience(
            id: Newsroom.full,
            label: "token:full",
            permissions: Permissions(actions: ["api::article.article.update"])
        )
        #expect(event.earlierView(for: reduced) == .withheld)
    }

    @Test("an audience that gained the right later is not shown what was before")
    func gained() async throws {
        let newsroom = try Newsroom(audiences: [.role("editor", id: 2, ["article.*"]), .role("public", id: 1, [])])
        try await newsroom.emit("article", "update", Self.entry)
        let event = try #require(newsroom.delivery.events.first)
        #expect(event.earlierView(for: Self.audience(["article.update"])) == .notReceived)
    }
}
