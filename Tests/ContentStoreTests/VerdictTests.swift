import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

@Suite("Who may do what, and why")
struct VerdictTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let store: ContentStore

    init() async throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
        try await self.store.record(types: demoTypes, receive: .action)
        for command in [
            RightsCommand.grant(who: "role:public", actions: ["article:update", "category:find", "room:news-*"]),
            .roleAdd(name: "editor"),
            .grant(who: "role:editor", actions: ["article:*"]),
            .userAdd(name: "ann", role: "editor"),
            .tokenAdd(name: "all", type: .fullAccess, actions: [], expiresIn: nil),
            .tokenAdd(name: "ro", type: .readOnly, actions: [], expiresIn: nil),
            .tokenAdd(name: "old", type: .fullAccess, actions: [], expiresIn: 1),
        ] { _ = try await self.store.perform(command) }
        self.clock.advance(bySeconds: 1)
    }

    struct Example: CustomTestStringConvertible {
        let who: String
        let action: String
        let allowed: Bool
        let reason: String

        var testDescription: String { "\(self.who) \(self.action)" }
    }

    static let examples = [
        Example(
            who: "role:public",
            action: "article:update",
            allowed: true,
            reason: "role:public was granted article:update"
        ),
        Example(
            who: "role:public",
            action: "article:publish",
            allowed: true,
            reason: "role:public was granted article:update, which decides article:publish"
        ),
        Example(
            who: "role:public",
            action: "article:create",
            allowed: false,
            reason:
                "role:public has no grant for article:create; 'cmsio perms grant role:public article:create' gives it"
        ),
        Example(
            who: "role:public",
            action: "article:*",
            allowed: false,
            reason: "role:public has no grant for article:*; 'cmsio perms grant role:public article:*' gives it"
        ),
        Example(who: "role:public", action: "connect", allowed: true, reason: "role:public may connect"),
        Example(
            who: "role:public",
            action: "room:news-1",
            allowed: true,
            reason: "role:public was granted room:news-*"
        ),
        Example(
            who: "role:public",
            action: "room:news-*",
            allowed: true,
            reason: "role:public was granted room:news-*"
        ),
        Example(
            who: "role:public",
            action: "room:other",
            allowed: false,
            reason: "role:public has no grant for room:other; 'cmsio perms grant role:public room:other' gives it"
        ),
        Example(
            who: "role:editor",
            action: "article:feature",
            allowed: true,
            reason: "role:editor was granted article:*, which decides article:feature"
        ),
        Example(who: "role:editor", action: "article:*", allowed: true, reason: "role:editor was granted article:*"),
        Example(
            who: "user:ann",
            action: "article:create",
            allowed: true,
            reason: "role:editor was granted article:*, which decides article:create"
        ),
        Example(
            who: "user:1",
            action: "author:find",
            allowed: false,
            reason: "role:editor has no grant for author:find; 'cmsio perms grant role:editor author:find' gives it"
        ),
        Example(who: "token:all", action: "comment:delete", allowed: true, reason: "token:all is a full-access token"),
        Example(
            who: "token:ro",
            action: "article:find",
            allowed: true,
            reason: "token:ro is a read-only token, which reads everything"
        ),
        Example(
            who: "token:ro",
            action: "article:update",
            allowed: false,
            reason:
                "token:ro is a read-only token, and receives events only where 'cmsio serve' runs with --receive read"
        ),
        Example(
            who: "token:old",
            action: "article:update",
            allowed: false,
            reason: "token:old has expired; 'cmsio perms token add' makes a new one"
        ),
    ]

    @Test("names the grant that decides, or what is missing", arguments: examples)
    func verdicts(_ example: Example) async throws {
        let verdict = try await self.store.verdict(example.who, example.action)
        #expect(verdict.allowed == example.allowed)
        #expect(verdict.reason == example.reason)
        #expect(verdict.who == example.who)
        #expect(verdict.action == example.action)
    }

    @Test("follows the right to read where the last serve did")
    func receiveByReading() async throws {
        try await self.store.record(types: demoTypes, receive: .read)
        #expect(try await self.store.verdict("role:public", "article:update").allowed == false)
        let verdict = try await self.store.verdict("role:public", "category:delete")
        #expect(verdict.allowed)
        #expect(
            verdict.reason
                == "role:public was granted category:find, which decides category:delete under --receive read"
        )
        #expect(try await self.store.verdict("token:ro", "article:update").allowed)
        #expect(try await self.store.verdict("role:public", "category:findOne").allowed == false)
    }

    @Test("follows what publishing needs where the last serve did")
    func publishNeeds() async throws {
        #expect(try await self.store.verdict("role:public", "article:publish").allowed)
        try await self.store.record(types: demoTypes, receive: .action, publishing: .publish)
        #expect(try await self.store.verdict("role:public", "article:publish").allowed == false)
        try await self.store.record(types: demoTypes, receive: .action, publishing: .find)
        #expect(try await self.store.verdict("role:public", "article:unpublish").allowed == false)
        let verdict = try await self.store.verdict("role:public", "category:publish")
        #expect(verdict.allowed)
        #expect(verdict.reason == "role:public was granted category:find, which decides category:publish")
    }

    @Test("is no for whoever may not connect, and for a blocked user")
    func shutOut() async throws {
        _ = try await self.store.perform(.revoke(who: "role:public", actions: ["connect"]))
        let verdict = try await self.store.verdict("role:public", "article:update")
        #expect(!verdict.allowed)
        #expect(verdict.reason.contains("'cmsio perms grant role:public connect'"))
        _ = try await self.store.perform(.userBlock(user: "ann"))
        #expect(
            try await self.store.verdict("user:ann", "article:update").reason
                == "user 'ann' is blocked; 'cmsio perms user unblock ann' lets the user in again"
        )
    }

    @Test("agrees with what the audiences receive")
    func agreesWithAudiences() async throws {
        for audience in self.store.rights.audiences {
            for action in ["create", "update", "delete", "publish", "unpublish", "feature"] {
                let receives =
                    audience.reasonToReceive(
                        ExactString(action),
                        of: "api::article.article",
                        under: .action,
                        publishing: .update
                    ) != nil
                let verdict = try await self.store.verdict(audience.label.string, "article:\(action)")
                #expect(verdict.allowed == receives, "\(audience.label) \(action)")
            }
        }
    }
}
