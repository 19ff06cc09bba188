import ContentEvents
import Testing

@Suite("An import of rights")
struct RightsImportTests {
    typealias Role = RightsState.Role
    typealias User = RightsState.User
    typealias Token = RightsState.Token

    private static let update = "api::article.article.update"
    private static let delete = "api::article.article.delete"

    private let base = RightsState(
        roles: [
            Role(name: "public", grants: ["connect", Self.update]), Role(name: "authenticated", grants: ["connect"]),
            Role(name: "editor", grants: ["connect"]),
        ],
        users: [User(name: "ann", role: "editor"), User(name: "bob", role: "authenticated", isBlocked: true)],
        tokens: [Token(name: "ci", type: .custom, expires: UTCSecond(seconds: 9), grants: ["connect", Self.update])]
    )

    private func plan(_ proposal: ProposedRights, pruning: Bool = false) throws -> [RightsDifference.Subject] {
        try RightsImport(of: proposal, into: self.base, pruning: pruning).difference.subjects
    }

    private func problem(_ proposal: ProposedRights, pruning: Bool = false) throws -> ImportProblem {
        try #require(
            #expect(throws: ImportProblem.self) {
                try RightsImport(of: proposal, into: self.base, pruning: pruning)
            }
        )
    }

    @Test("of what is so already changes nothing, pruning or not", arguments: [false, true])
    func same(pruning: Bool) throws {
        let plan = try RightsImport(of: ProposedRights(self.base), into: self.base, pruning: pruning)
        #expect(plan.changes.isEmpty)
        #expect(plan.difference.equal)
        #expect(!plan.removesSomething)
    }

    @Test("adds and changes what it names, and without pruning takes nothing from anybody")
    func adding() throws {
        let proposal = ProposedRights(
            roles: [Role(name: "public", grants: [Self.delete]), Role(name: "new", grants: ["connect"])],
            users: [User(name: "ann", role: "new"), User(name: "bob", role: "authenticated")],
            tokens: [Token(name: "ci", type: .custom, grants: [])]
        )
        let plan = try RightsImport(of: proposal, into: self.base, pruning: false)
        #expect(!plan.removesSomething)
        #expect(
            plan.difference.subjects == [
                .init("role:new", change: .added, from: [], to: ["connect"]),
                .init("role:public", change: .changed, from: [], to: [Self.delete]),
                .init("user:ann", change: .changed, from: ["role editor"], to: ["role new"]),
            ]
        )
    }

    @Test("when pruning, removes what its lists do not name, and leaves lists alone that it does not have")
    func pruning() throws {
        let proposal = ProposedRights(
            roles: [
                Role(name: "public", grants: ["connect"]), Role(name: "authenticated", grants: ["connect"]),
                Role(name: "editor", grants: ["connect"]),
            ],
            tokens: []
        )
        let plan = try RightsImport(of: proposal, into: self.base, pruning: true)
        #expect(plan.removesSomething)
        #expect(
            plan.difference.subjects == [
                .init("role:public", change: .changed, from: [Self.update], to: []),
                .init(
                    "token:ci",
                    change: .removed,
                    from: ["type custom", "expires 1970-01-01T00:00:09Z", Self.update, "connect"],
                    to: []
                ),
            ]
        )
    }

    @Test("when pruning, asks before it lets a blocked user in or a token live for ever")
    func barriers() throws {
        let unblocked = ProposedRights(users: [
            User(name: "ann", role: "editor"), User(name: "bob", role: "authenticated"),
        ])
        #expect(try RightsImport(of: unblocked, into: self.base, pruning: true).removesSomething)
        let forEver = ProposedRights(tokens: [Token(name: "ci", type: .custom, grants: self.base.tokens[0].grants)])
        #expect(try RightsImport(of: forEver, into: self.base, pruning: true).removesSomething)
    }

    @Test("keeps the two roles that signing in depends on")
    func builtInRoles() throws {
        let problem = try self.problem(ProposedRights(roles: [Role(name: "public", grants: [])]), pruning: true)
        #expect(problem.subject == nil)
        #expect(problem.text.hasPrefix("the role 'authenticated' is not among the roles and cannot be removed"))
    }

    @Test("refuses a user whose role there will not be, with the near miss")
    func missingRole() throws {
        let misspelt = try self.problem(ProposedRights(users: [User(name: "cat", role: "edtor")]))
        #expect(misspelt.subject == "user:cat")
        #expect(misspelt.text == "user 'cat' has the role 'edtor', which there is not; did you mean 'editor'?")
        let roles = self.base.roles.filter { $0.name != "editor" }
        #expect(try self.problem(ProposedRights(roles: roles), pruning: true).subject == "user:ann")
    }

    @Test("refuses to give a token that somebody has another type, and content grants to one that needs none")
    func tokenTypes() throws {
        let changed = try self.problem(ProposedRights(tokens: [Token(name: "ci", type: .fullAccess, grants: [])]))
        #expect(changed.subject == "token:ci")
        #expect(changed.text.hasPrefix("token 'ci' is of type custom, and whoever has its secret"))
        let superfluous = ProposedRights(tokens: [Token(name: "all", type: .fullAccess, grants: [Self.update])])
        #expect(try self.problem(superfluous).text.hasSuffix("not 'api::article.article.update'"))
        let rooms = ProposedRights(tokens: [Token(name: "all", type: .fullAccess, grants: ["connect", "room:x"])])
        #expect(try self.plan(rooms).map(\.subject) == ["token:all"])
    }

    @Test(
        "refuses names that no command could write",
        arguments: [
            (ProposedRights(roles: [Role(name: "a b", grants: [])]), "role:a b"),
            (ProposedRights(users: [User(name: "42", role: "public")]), "user:42"),
            (ProposedRights(tokens: [Token(name: "x:y", type: .custom, grants: [])]), "token:x:y"),
        ]
    )
    func names(proposal: ProposedRights, subject: String) throws {
        #expect(try self.problem(proposal).subject == subject)
    }

    @Test("its changes fit the state they were planned on, and no other")
    func fits() throws {
        let proposal = ProposedRights(users: [User(name: "ann", role: "public"), User(name: "cat", role: "editor")])
        let changes = try RightsImport(of: proposal, into: self.base, pruning: false).changes
        #expect(self.base.isBase(of: changes))
        let moved = RightsState(
            roles: self.base.roles,
            users: [User(name: "ann", role: "authenticated"), self.base.users[1]],
            tokens: self.base.tokens
        )
        #expect(!moved.isBase(of: changes))
        let added = RightsState(
            roles: self.base.roles,
            users: self.base.users + [User(name: "cat", role: "public")],
            tokens: self.base.tokens
        )
        #expect(!added.isBase(of: changes))
    }
}
