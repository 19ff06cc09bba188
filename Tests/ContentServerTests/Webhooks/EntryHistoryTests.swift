import ContentServer
import Testing

@Suite("The history of one entry")
struct EntryHistoryTests {
    private let start = ContinuousClock.now

    /// A webhook and when it arrives, in seconds.
    private typealias Arrival = (webhook: EntryWebhook, at: Double)

    /// What is emitted, and when.
    private func emitted(
        _ arrivals: [Arrival],
        rules: WebhookRules = WebhookRules(),
        until end: Double = 10
    ) throws -> [String] {
        var histories = EntryHistories(rules: rules)
        var emitted: [String] = []
        let note = { (events: [EntryEvent], instant: ContinuousClock.Instant) in
            for event in events { emitted.append("\(try Told(event)) at \((instant - self.start).components.seconds)") }
        }
        for (webhook, seconds) in arrivals {
            let now = self.start + .seconds(seconds)
            while let wake = histories.nextWake, wake <= now { try note(histories.wake(at: wake).events, wake) }
            try note(histories.take(try WebhookSamples.change(webhook.body), at: now).events, now)
        }
        while let wake = histories.nextWake, wake <= self.start + .seconds(end) {
            try note(histories.wake(at: wake).events, wake)
        }
        return emitted
    }

    private static func v4(_ event: String, updated: Int, published: Int?, _ title: String = "A") -> EntryWebhook {
        EntryWebhook(event: event, title: title, updatedAt: updated, publishedAt: published)
    }

    private static func v5(
        _ event: String,
        id: Int = 7,
        updated: Int,
        published: Int?,
        _ title: String = "A",
        locale: String? = "en",
        sent: Int? = nil
    ) -> EntryWebhook {
        EntryWebhook(
            event: event,
            id: id,
            documentID: "doc",
            title: title,
            updatedAt: updated,
            publishedAt: published,
            locale: locale,
            sentAt: sent
        )
    }

    static let click = [
        v4("entry.update", updated: 5, published: 5), v4("entry.publish", updated: 5, published: 5),
    ]

    @Test("one click on Publish arrives as one publish, at once, whichever webhook comes first")
    func oneClick() throws {
        #expect(try self.emitted(Self.click.map { ($0, 0) }) == ["publish A at 0"])
        #expect(try self.emitted(Self.click.reversed().map { ($0, 0) }) == ["publish A at 0"])
    }

    @Test("an update waits one second for a publish, and then goes alone")
    func hold() throws {
        #expect(try self.emitted([(Self.click[0], 0)]) == ["update A at 1"])
        #expect(try self.emitted([(Self.click[0], 0), (Self.click[1], 2)]) == ["update A at 1", "publish A at 2"])
        #expect(try self.emitted([(Self.click[0], 0)], rules: WebhookRules(hold: .zero)) == ["update A at 0"])
    }

    @Test("an update of a type without drafts never waits")
    func noDrafts() throws {
        var update = Self.v4("entry.update", updated: 5, published: nil)
        update.uid = "api::page.page"
        #expect(try self.emitted([(update, 0)]) == ["update A at 0"])
    }

    @Test("updates that wait leave in the order of their changes, before what came after them")
    func sorted() throws {
        let updates = [3, 1, 2].map { Self.v4("entry.update", updated: $0, published: 0, "\($0)") }
        #expect(try self.emitted(updates.map { ($0, 0) }) == ["update 1 at 1", "update 2 at 1", "update 3 at 1"])
        let publish = Self.v4("entry.publish", updated: 3, published: 3, "3")
        #expect(
            try self.emitted(updates.map { ($0, 0) } + [(publish, 0)])
                == ["update 1 at 0", "update 2 at 0", "publish 3 at 0"]
        )
    }

    @Test("publish after publish arrives twice, and the same one told again does not")
    func publishTwice() throws {
        let first = Self.v5("entry.publish", id: 8, updated: 1, published: 2, "one", sent: 3)
        let second = Self.v5("entry.publish", id: 9, updated: 1, published: 4, "two", sent: 5)
        var again = first
        again.sentAt = 9
        #expect(
            try self.emitted([(first, 0), (again, 0), (second, 0), (again, 1), (second, 2)])
                == ["publish one at 0", "publish two at 0"]
        )
        #expect(try self.emitted([(second, 0), (first, 0)]) == ["publish two at 0"])
    }

    @Test("what was unpublished can be published again without a change")
    func republish() throws {
        let life = [
            Self.v5("entry.publish", id: 8, updated: 1, published: 2),
            Self.v5("entry.unpublish", id: 8, updated: 1, published: 2),
            Self.v5("entry.publish", id: 9, updated: 1, published: 4),
        ]
        let told = ["publish A at 0", "unpublish A at 0", "publish A at 0"]
        #expect(try self.emitted(life.map { ($0, 0) }) == told)
        #expect(try self.emitted((life + life).map { ($0, 0) }) == told)
        #expect(try self.emitted(life.reversed().map { ($0, 0) }) == ["publish A at 0"])
    }

    @Test("deletion of both rows arrives once, as the public row if that one comes in time")
    func deleteBothRows() throws {
        let draft = Self.v5("entry.delete", id: 1, updated: 5, published: nil)
        let published = Self.v5("entry.delete", id: 8, updated: 5, published: 6)
        #expect(try self.emitted([(draft, 0), (published, 0)]) == ["delete 8 at 0"])
        #expect(try self.emitted([(published, 0), (draft, 0)]) == ["delete 8 at 0"])
        #expect(try self.emitted([(draft, 0), (published, 5)]) == ["delete 1 at 1"])
    }

    @Test("a draft that nobody heard of is deleted in silence; one that may have been heard of is not")
    func deleteDraft() throws {
        let create = Self.v4("entry.create", updated: 1, published: nil)
        let delete = Self.v4("entry.delete", updated: 2, published: nil)
        #expect(try self.emitted([(create, 0), (delete, 0)]) == [])
        #expect(try self.emitted([(delete, 0)]) == ["delete 7 at 0"])
    }

    @Test("deletion ends the history, until the entry is made anew")
    func endOfHistory() throws {
        let life = [
            Self.v5("entry.publish", id: 8, updated: 1, published: 2, "old"),
            Self.v5("entry.delete", id: 8, updated: 1, published: 2),
        ]
        var later = Self.v5("entry.publish", id: 9, updated: 30, published: 31, "new")
        #expect(try self.emitted((life + [later]).map { ($0, 0) }) == ["publish old at 0", "delete 8 at 0"])
        later.createdAt = 30
        #expect(
            try self.emitted((life + [later, life[0], life[1]]).map { ($0, 0) })
                == ["publish old at 0", "delete 8 at 0", "publish new at 0"]
        )
    }

    @Test("locales of one document have histories of their own")
    func locales() throws {
        let english = Self.v5("entry.publish", updated: 5, published: 6, "Hello")
        let french = Self.v5("entry.publish", updated: 1, published: 2, "Bonjour", locale: "fr")
        #expect(try self.emitted([(english, 0), (french, 0)]) == ["publish Hello at 0", "publish Bonjour at 0"])
    }

    @Test("an update that takes publishedAt away is told as unpublish, without the new content")
    func unpublishByUpdate() throws {
        let shown = Self.v4("entry.publish", updated: 1, published: 1)
        let hidden = Self.v4("entry.update", updated: 2, published: nil, "secret")
        let unpublish = Self.v4("entry.unpublish", updated: 2, published: nil, "A")
        #expect(try self.emitted([(shown, 0), (hidden, 0)]) == ["publish A at 0", "unpublish 7 at 1"])
        #expect(
            try self.emitted([(shown, 0), (hidden, 0), (unpublish, 0)]) == ["publish A at 0", "unpublish A at 0"]
        )
        #expect(
            try self.emitted([(shown, 0), (unpublish, 0), (hidden, 0)]) == ["publish A at 0", "unpublish A at 0"]
        )
    }

    @Test("an update that leaves publishedAt out is told to nobody, and unpublishes nothing")
    func unsaid() throws {
        var histories = EntryHistories(rules: WebhookRules(hold: .zero))
        for (body, count) in [
            (Self.v4("entry.publish", updated: 1, published: 1).body, 1),
            (Self.v4("entry.update", updated: 2, published: nil).body.replacing(#""publishedAt":null,"#, with: ""), 0),
        ] {
            #expect(histories.take(try WebhookSamples.change(body), at: self.start).events.count == count)
        }
    }

    @Test("with drafts, saved and discarded ones are updates, and one click is still one publish")
    func drafts() throws {
        let rules = WebhookRules(emitsDrafts: true)
        let life = [
            Self.v5("entry.create", id: 1, updated: 1, published: nil, "draft"),
            Self.v5("entry.update", id: 1, updated: 2, published: nil, "two"),
            Self.v5("entry.publish", id: 8, updated: 2, published: 3, "two"),
            Self.v5("entry.update", id: 1, updated: 5, published: nil, "three"),
            Self.v5("entry.draft-discard", id: 2, updated: 2, published: nil, "two", sent: 6),
        ]
        #expect(
            try self.emitted(life.map { ($0, 0) }, rules: rules)
                == ["create draft at 0", "publish two at 0", "update three at 1", "update two at 1"]
        )
        #expect(try self.emitted(life.map { ($0, 0) }) == ["publish two at 0"])
    }

    @Test("is forgotten after its time, and before it when there are too many, the longest unchanged first")
    func forgetting() throws {
        let rules = WebhookRules(rememberedEntries: 2, memory: .seconds(60))
        var histories = EntryHistories(rules: rules)
        let take = { (id: Int, seconds: Int) in
            let webhook = EntryWebhook(event: "entry.publish", id: id, updatedAt: 5, publishedAt: 5)
            let change = try WebhookSamples.change(webhook.body)
            return histories.take(change, at: self.start + .seconds(seconds)).events.count
        }
        #expect(try take(1, 0) == 1)
        #expect(try take(2, 1) == 1)
        #expect(try take(1, 2) == 0)
        #expect(try take(3, 3) == 1)
        #expect(histories.count == 2)
        #expect(try take(1, 4) == 0, "1 changed after 2")
        #expect(try take(3, 62) == 0)
        #expect(try take(1, 64) == 1, "its time is over")
    }

    @Test("too many that wait leave early")
    func tooManyWait() throws {
        var histories = EntryHistories(rules: WebhookRules(heldLimit: (changes: 1, bytes: 1 << 20)))
        let take = { (id: Int) in
            let webhook = EntryWebhook(event: "entry.update", id: id, updatedAt: 5, publishedAt: 5)
            return histories.take(try WebhookSamples.change(webhook.body), at: self.start).events.count
        }
        #expect(try take(1) == 0)
        #expect(try take(2) == 0)
        #expect(try take(3) == 1)
    }
}
