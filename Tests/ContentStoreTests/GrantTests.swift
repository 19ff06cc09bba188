import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

@Suite("Grants")
struct GrantTests {
    private let folder: TemporaryFolder
    private let store: ContentStore

    init() async throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path())
        try await self.store.record(types: demoTypes, receive: .action)
    }

    private func grant(_ who: String, _ actions: String...) async throws -> GrantsChanged {
        guard case .grants(let changed) = try await self.store.perform(.grant(who: who, actions: actions)) else {
            throw WrongAnswer()
        }
        return changed
    }

    private func revoke(_ who: String, _ actions: String...) async throws -> GrantsChanged {
        guard case .grants(let changed) = try await self.store.perform(.revoke(who: who, actions: actions)) else {
            throw WrongAnswer()
        }
        return changed
    }

    private var publicActions: Set<ExactString>? {
        self.store.rights.audience(labelled: "role:public")?.permissions.actions
    }

    static let spellings: [(written: String, id: ExactString, short: String)] = [
        ("article:update", "api::article.article.update", "article:update"),
        ("article:*", "api::article.article.*", "article:*"),
        ("api::article.article.update", "api::article.article.update", "article:update"),
        ("api::article.article:update", "api::article.article.update", "article:update"),
        ("api::article.article.*", "api::article.article.*", "article:*"),
        ("article:feature", "api::article.article.feature", "article:feature"),
        (
            "plugin::users-permissions.user.find", "plugin::users-permissions.user.find",
            "plugin::users-permissions.user.find"
        ),
        ("api::room.room.update", "api::room.room.update", "api::room.room.update"),
    ]

    @Test("are understood in each way of writing, kept as the id and shown in the short form", arguments: spellings)
    func spelling(_ spelling: (written: String, id: ExactString, short: String)) async throws {
        let changed = try await self.grant("role:public", spelling.written)
        #expect(
            changed
                == GrantsChanged(
                    audience: "role:public",
                    granted: [spelling.short],
                    revoked: [],
                    unchanged: [],
                    notes: []
                )
        )
        #expect(self.publicActions == [spelling.id])
        #expect(try await self.store.grants(of: "role:public") == [spelling.short, "connect"].sorted())
    }

    @Test("given a second time change nothing, and say so")
    func repeatedGrant() async throws {
        _ = try await self.grant("role:public", "article:update")
        let version = self.store.rights.version
        let changed = try await self.grant("role:public", "article:update", "article:create")
        #expect(changed.granted == ["article:create"])
        #expect(changed.unchanged == ["article:update"])
        _ = try await self.grant("role:public", "article:update")
        #expect(self.store.rights.version == version + 1)
    }

    @Test("of several at once are all given, or none if one is refused")
    func allOrNothing() async throws {
        let error = try await self.store.refusal(
            of: .grant(who: "role:public", actions: ["article:update", "artcle:update"])
        )
        #expect(error.kind == .badData)
        #expect(self.publicActions == [])
    }

    static let unknown: [(written: String, kind: FailureKind, says: [String])] = [
        ("artcle:update", .badData, ["'artcle'", "did you mean 'article'?", "author"]),
        ("api::artcle.article.update", .badData, ["did you mean 'api::article.article'?"]),
        ("update", .usage, ["'update'", "article:update"]),
        ("", .usage, ["article:update"]),
        ("article.update", .usage, ["article:update"]),
        ("article:", .badData, ["cannot be an action"]),
        ("article:up date", .badData, ["cannot be an action"]),
        ("article:*x", .badData, ["cannot be an action"]),
        ("article:connect", .badData, ["Socket.IO"]),
        ("room:", .usage, ["room:news-*"]),
        ("room:role:editor", .usage, ["role:"]),
        ("user:find", .badData, ["'user'"]),
    ]

    @Test("that make no sense are refused with the way out", arguments: unknown)
    func refusals(_ example: (written: String, kind: FailureKind, says: [String])) async throws {
        let error = try await self.store.refusal(of: .grant(who: "role:public", actions: [example.written]))
        #expect(error.kind == example.kind)
        for text in example.says { #expect(error.message.contains(text), "\(error.message)") }
        #expect(self.publicActions == [])
    }

    @Test("of an action that looks mistyped are given with a question")
    func suspicious() async throws {
        let changed = try await self.grant("role:public", "article:udpate")
        #expect(changed.granted == ["article:udpate"])
        #expect(changed.notes == ["article:udpate is an action of your own; did you mean 'update'?"])
    }

    @Test("of rooms become globs, and end when revoked")
    func rooms() async throws {
        _ = try await self.grant("role:public", "room:news-*", "room:lobby")
        let audience = try #require(self.store.rights.audience(labelled: "role:public"))
        #expect(audience.mayJoin("news-1"))
        #expect(audience.mayJoin("lobby"))
        #expect(!audience.mayJoin("other"))
        #expect(audience.permissions.actions.isEmpty)
        _ = try await self.revoke("role:public", "room:news-*")
        #expect(self.store.rights.audience(labelled: "role:public")?.mayJoin("news-1") == false)
    }

    @Test("of connect are there from the start and can be taken away")
    func connect() async throws {
        #expect(try await self.revoke("role:public", "connect").revoked == ["connect"])
        #expect(self.store.rights.audience(labelled: "role:public")?.mayConnect == false)
        #expect(try await self.grant("role:public", "connect").granted == ["connect"])
        #expect(self.store.rights.audience(labelled: "role:public")?.mayConnect == true)
    }

    @Test("that were never given are revoked without complaint")
    func idleRevoke() async throws {
        let changed = try await self.revoke("role:public", "article:update")
        #expect(changed.revoked == [])
        #expect(changed.unchanged == ["article:update"])
    }

    @Test("by a wildcard cannot be revoked one by one, and the refusal says what to do")
    func coveredByWildcard() async throws {
        _ = try await self.grant("role:public", "article:*")
        let error = try await self.store.refusal(of: .revoke(who: "role:public", actions: ["article:update"]))
        #expect(error.kind == .badData)
        #expect(
            error.message == "role:public has article:update by the wildcard article:*: revoke article:*, then grant "
                + "the actions to keep."
        )
        #expect(self.publicActions == ["api::article.article.*"])
    }

    @Test("revoked by a wildcard leave nothing of the type, and other types alone")
    func revokeWildcard() async throws {
        _ = try await self.grant("role:public", "article:*", "article:update", "author:find", "room:x", "connect")
        let changed = try await self.revoke("role:public", "article:*")
        #expect(changed.revoked == ["article:*", "article:update"])
        #expect(self.publicActions == ["api::author.author.find"])
        #expect(try await self.store.grants(of: "role:public") == ["author:find", "connect", "room:x"])
    }

    static let nobody: [(who: String, kind: FailureKind, says: String)] = [
        ("role:pubic", .badData, "did you mean 'public'?"),
        ("token:ci", .badData, "there is no token 'ci'"),
        ("public", .usage, "did you mean 'role:public'?"),
        ("", .usage, "role:<name>"),
        ("role:", .usage, "role:<name>"),
        ("group:x", .usage, "role:<name>"),
        ("user:nobody", .badData, "there is no user 'nobody'"),
    ]

    @Test("for somebody who is not there are refused", arguments: nobody)
    func unknownHolder(_ example: (who: String, kind: FailureKind, says: String)) async throws {
        for command in [
            RightsCommand.grant(who: example.who, actions: ["connect"]),
            .revoke(who: example.who, actions: ["connect"]),
        ] {
            let error = try await self.store.refusal(of: command)
            #expect(error.kind == example.kind)
            #expect(error.message.contains(example.says), "\(error.message)")
        }
    }

    @Test("for a user are refused with the role that has them")
    func forUser() async throws {
        _ = try await self.store.perform(.userAdd(name: "ann", role: "authenticated"))
        let error = try await self.store.refusal(of: .grant(who: "user:ann", actions: ["article:update"]))
        #expect(error.kind == .usage)
        #expect(error.message.contains("role:authenticated"))
    }

    @Test("by uid are taken before the first serve, when no type is known; short names are not")
    func withoutTypes() async throws {
        let folder = try TemporaryFolder()
        let store = try ContentStore(path: folder.path())
        let error = try await store.refusal(of: .grant(who: "role:public", actions: ["article:update"]))
        #expect(error.message.contains("cmsio serve"))
        _ = try await store.perform(.grant(who: "role:public", actions: ["api::article.article.update"]))
        #expect(try await store.grants(of: "role:public") == ["api::article.article.update", "connect"])
        try await store.record(types: demoTypes, receive: .action)
        #expect(try await store.grants(of: "role:public") == ["article:update", "connect"])
    }

    @Test("of a type that is gone are shown by id, and can be revoked")
    func lostType() async throws {
        _ = try await self.grant("role:public", "article:update", "comment:*")
        try await self.store.record(types: demoTypes.filter { $0.singularName == "author" }, receive: .action)
        let shown = try await self.store.grants(of: "role:public")
        #expect(shown == ["api::article.article.update", "api::comment.comment.*", "connect"])
        _ = try await self.revoke("role:public", "api::article.article.update", "api::comment.comment.*")
        #expect(self.publicActions == [])
    }
}
