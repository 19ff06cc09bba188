import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Who would receive an event")
struct RecipientsTests {
    private static let types = KnownTypes([
        (uid: "api::article.article", singularName: "article"), (uid: "plugin::x.note", singularName: "note"),
    ])

    private static func role(_ id: Int64, _ name: String, _ actions: Set<ExactString>, mayConnect: Bool = true)
        -> Audience
    {
        Audience(
            id: AudienceID(kind: .role, id: id),
            label: ExactString("role:\(name)"),
            permissions: Permissions(actions: actions),
            mayConnect: mayConnect
        )
    }

    private let audiences = [
        Self.role(1, "public", ["api::article.article.update"]),
        Self.role(2, "reader", ["api::article.article.find"]),
        Self.role(3, "editor", ["api::article.article.*"]),
        Self.role(4, "out", ["api::article.article.update"], mayConnect: false),
        Audience(id: AudienceID(kind: .token, id: 1), label: "token:full", permissions: .fullAccess),
        Audience(
            id: AudienceID(kind: .token, id: 2),
            label: "token:view",
            permissions: .readOnly,
            isReadOnlyToken: true
        ),
    ]

    private func ask(_ type: String, _ action: String, _ rule: ReceiveRule = .action) throws -> Recipients {
        try Recipients(
            type: type,
            action: action,
            among: self.audiences,
            under: rule,
            publishing: .update,
            types: Self.types
        )
    }

    private func reasons(_ recipients: Recipients) -> [String] {
        recipients.audiences.map { "\($0.audience) \($0.reason)" }
    }

    @Test("names each audience that may connect, and the grant that lets it")
    func reasons() throws {
        let update = try self.ask("article", "update")
        #expect(update.event == "article:update")
        #expect(update.type == "api::article.article")
        #expect(
            self.reasons(update) == [
                "role:public was granted article:update",
                "role:editor was granted article:*, which decides article:update",
                "token:full is a full-access token",
            ]
        )
        #expect(update.note == nil)
        #expect(
            self.reasons(try self.ask("api::article.article", "publish")).first
                == "role:public was granted article:update, which decides article:publish"
        )
    }

    @Test("under the rule that reading is receiving, names the readers")
    func reading() throws {
        #expect(
            self.reasons(try self.ask("article", "delete", .read)) == [
                "role:reader was granted article:find, which decides article:delete under --receive read",
                "role:editor was granted article:*, which decides article:delete under --receive read",
                "token:full is a full-access token", "token:view is a read-only token, which reads everything",
            ]
        )
    }

    @Test("nobody gets an action that no grant names, not even by full access: emit refuses it")
    func unknownAction() throws {
        let recipients = try self.ask("plugin::x.note", "updat")
        #expect(recipients.audiences.isEmpty)
        #expect(
            recipients.note
                == "'cmsio perms grant role:public plugin::x.note.updat' lets somebody. Did you mean 'update'?"
        )
    }

    @Test("counts the sockets of those that would receive it")
    func counts() throws {
        let counted = try self.ask("article", "update").counting { $0 == "role:public" ? 3 : 1 }
        #expect(counted.audiences.map(\.sockets) == [3, 1, 1])
        #expect(counted.sockets == 5)
    }

    @Test(
        "refuses types that there are not, and names that no action has",
        arguments: [("artcle", "update"), ("article", "a b"), ("article", "*")]
    )
    func refusals(type: String, action: String) {
        #expect(throws: RightsError.self) { try self.ask(type, action) }
    }
}

@Suite("A part of the overview")
struct RightsOverviewPartTests {
    private let overview = RightsOverview(
        roles: [
            RoleSummary(id: 1, name: "public", grants: ["article:update", "author:find", "connect"], users: 0),
            RoleSummary(id: 2, name: "reader", grants: ["author:find", "connect", "room:article"], users: 1),
        ],
        tokens: [
            TokenSummary(
                id: 1,
                name: "full",
                type: .fullAccess,
                grants: [],
                createdAt: 0,
                expiresAt: nil,
                expired: false
            )
        ],
        users: [UserSummary(id: 1, name: "ann", role: "reader", blocked: false, confirmed: true)]
    )

    @Test("is one role, token or user")
    func subject() throws {
        let part = try self.overview.only("role:reader")
        #expect(part.roles == [self.overview.roles[1]] && part.tokens.isEmpty && part.users.isEmpty)
        #expect(try self.overview.only("user:ann").users == self.overview.users)
    }

    @Test("is one type: who may do something on it, and what, with what concerns every type")
    func type() throws {
        let part = try self.overview.only("article")
        #expect(part.roles.map(\.grants) == [["article:update", "connect"]])
        #expect(part.tokens == self.overview.tokens)
        #expect(part.users.isEmpty)
    }

    @Test(
        "is refused with the near miss when it is not there",
        arguments: [("artcle", "article"), ("role:publik", "role:public")]
    )
    func missing(what: String, meant: String) throws {
        let error = try #require(#expect(throws: RightsError.self) { try self.overview.only(what) })
        #expect(error.message.contains("did you mean '\(meant)'?"))
    }
}
