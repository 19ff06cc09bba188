import TestClients

/// Plays editors at work on one entry, and the webhooks that Strapi sends of it.
struct StrapiSimulator {
    enum Version: String, CaseIterable {
        case v4, v5
    }

    /// What one action of an editor sends, and what clients may be told of it.
    struct Action {
        var bodies: [String]
        /// The ways in which clients may be told, as ``Told`` writes them; empty if they must not hear of it.
        var tellings: Set<String>
        /// Whether they must hear of it when everything comes in order.
        var isRequired = true
        /// What clients see of the entry after it: its title, or nil.
        var shown: String?
    }

    private let version: Version
    private let entry: Int
    private var random: SeededRandom
    /// Minutes since the beginning.
    private var now = 10
    private var bornAt = 0
    private var savedAt = 0
    private var publishedAt: Int?
    private var edits = 0
    private var row: Int
    private var publicRow = 0
    private var publicTitle = ""
    private var exists = false
    private var wasPublic = false

    init(_ version: Version, entry: Int, seed: UInt64) {
        self.version = version
        self.entry = entry
        self.random = SeededRandom(seed: seed &+ UInt64(entry))
        self.row = entry * 1000
    }

    /// A life of so many actions at most; in Strapi 4 it ends with the deletion.
    mutating func life(_ count: Int) -> [Action] {
        var life: [Action] = []
        while life.count < count, self.exists || life.isEmpty || self.version == .v5 {
            self.now += 2 + Int(self.random.next() % 20)
            life.append(self.act())
        }
        return life
    }

    private mutating func act() -> Action {
        guard self.exists else { return self.create() }
        let isPublic = self.publishedAt != nil
        switch (self.random.next() % 8, self.version) {
        case (0, _): return self.delete()
        case (1, _) where isPublic, (2, _) where isPublic: return self.unpublish()
        case (3, .v4) where isPublic: return self.unpublishByREST()
        case (3, .v5) where isPublic: return self.discard()
        case (1...4, _): return self.publish()
        default: return self.edit()
        }
    }

    private var title: String { "v\(self.edits) of \(self.entry)" }

    private func webhook(_ event: String, row: Int, title: String, published: Int?, updated: Int? = nil) -> String {
        EntryWebhook(
            event: event,
            uid: self.version == .v4 && event.hasSuffix("publish") ? nil : "api::article.article",
            id: row,
            documentID: self.version == .v5 ? "doc\(self.entry)" : nil,
            title: title,
            createdAt: self.bornAt,
            updatedAt: updated ?? self.savedAt,
            publishedAt: published,
            sentAt: self.now + 1
        ).body
    }

    private var draft: String { "draft \(self.title)" }

    private var shown: String? { self.publishedAt == nil ? nil : self.publicTitle }

    private mutating func create() -> Action {
        self.exists = true
        self.edits += 1
        self.row += 1
        self.bornAt = self.now
        self.savedAt = self.now
        self.wasPublic = self.version == .v4 && self.random.next() % 2 == 0
        if self.wasPublic {
            self.publishedAt = self.now
            self.publicTitle = self.title
            let body = self.webhook("entry.create", row: self.row, title: self.title, published: self.now)
            return Action(bodies: [body], tellings: ["create \(self.title)"], shown: self.title)
        }
        return Action(
            bodies: [self.webhook("entry.create", row: self.row, title: self.draft, published: nil)],
            tellings: [],
            isRequired: false,
            shown: nil
        )
    }

    private mutating func edit() -> Action {
        self.edits += 1
        self.savedAt = self.now
        guard self.version == .v4, self.publishedAt != nil else {
            let body = self.webhook("entry.update", row: self.row, title: self.draft, published: nil)
            return Action(bodies: [body], tellings: [], isRequired: false, shown: self.shown)
        }
        self.publicTitle = self.title
        let body = self.webhook("entry.update", row: self.row, title: self.title, published: self.publishedAt)
        return Action(bodies: [body], tellings: ["update \(self.title)"], shown: self.title)
    }

    /// One click saves and publishes.
    private mutating func publish() -> Action {
        self.edits += 1
        self.savedAt = self.now
        self.publicTitle = self.title
        self.wasPublic = true
        switch self.version {
        case .v4:
            self.publishedAt = self.now
            self.publicRow = self.row
            let bodies = ["entry.update", "entry.publish"].map {
                self.webhook($0, row: self.row, title: self.title, published: self.now)
            }
            return Action(
                bodies: bodies,
                tellings: ["update \(self.title)", "publish \(self.title)"],
                shown: self.title
            )
        case .v5:
            let update = self.webhook("entry.update", row: self.row, title: self.draft, published: nil)
            self.publishedAt = self.now + 1
            self.publicRow = self.row + 500 + self.edits
            let publish = self.webhook("entry.publish", row: self.publicRow, title: self.title, published: self.now + 1)
            return Action(bodies: [update, publish], tellings: ["publish \(self.title)"], shown: self.title)
        }
    }

    private mutating func unpublish() -> Action {
        let tellings: Set = ["unpublish \(self.publicTitle)", "unpublish \(self.row)"]
        defer { self.publishedAt = nil }
        switch self.version {
        case .v4:
            self.savedAt = self.now
            let update = self.webhook("entry.update", row: self.row, title: self.publicTitle, published: nil)
            let unpublish = self.webhook("entry.unpublish", row: self.row, title: self.publicTitle, published: nil)
            return Action(bodies: [update, unpublish], tellings: tellings, shown: nil)
        case .v5:
            let body = self.webhook(
                "entry.unpublish",
                row: self.publicRow,
                title: self.publicTitle,
                published: self.publishedAt
            )
            return Action(bodies: [body], tellings: tellings, shown: nil)
        }
    }

    /// Strapi 4's REST API has no other way than to save the entry without `publishedAt`, here with more than that.
    private mutating func unpublishByREST() -> Action {
        self.edits += 1
        self.savedAt = self.now
        self.publishedAt = nil
        let body = self.webhook("entry.update", row: self.row, title: self.draft, published: nil)
        return Action(bodies: [body], tellings: ["unpublish \(self.row)"], shown: nil)
    }

    private mutating func discard() -> Action {
        let body = self.webhook("entry.draft-discard", row: self.row, title: self.draft, published: nil)
        return Action(bodies: [body], tellings: [], isRequired: false, shown: self.shown)
    }

    private mutating func delete() -> Action {
        self.exists = false
        let publishedAt = self.publishedAt
        self.publishedAt = nil
        if self.version == .v4 {
            let title = publishedAt == nil ? self.draft : self.publicTitle
            let body = self.webhook("entry.delete", row: self.row, title: title, published: publishedAt)
            return Action(bodies: [body], tellings: ["delete \(self.row)"], isRequired: self.wasPublic, shown: nil)
        }
        var bodies = [self.webhook("entry.delete", row: self.row, title: self.draft, published: nil)]
        if publishedAt != nil {
            bodies.append(
                self.webhook("entry.delete", row: self.publicRow, title: self.publicTitle, published: publishedAt)
            )
        }
        let tellings: Set = ["delete \(self.row)", "delete \(self.publicRow)"]
        return Action(bodies: bodies, tellings: tellings, isRequired: self.wasPublic, shown: nil)
    }
}
