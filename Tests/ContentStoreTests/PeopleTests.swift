import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

@Suite("Roles and users")
struct PeopleTests {
    private let folder: TemporaryFolder
    private let store: ContentStore

    init() async throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path())
    }

    @Test("a new role may connect, and is an audience at once")
    func addRole() async throws {
        let answer = try await self.store.perform(.roleAdd(name: "editor"))
        #expect(answer == .role(RoleSummary(id: 3, name: "editor", grants: ["connect"], users: 0)))
        #expect(self.store.rights.audience(labelled: "role:editor")?.mayConnect == true)
    }

    @Test("roles with names that differ in bytes only are two roles")
    func exactNames() async throws {
        _ = try await self.store.perform(.roleAdd(name: "caf\u{E9}"))
        _ = try await self.store.perform(.roleAdd(name: "cafe\u{301}"))
        #expect(self.store.rights.audiences.count == 4)
    }

    @Test("a removed role is an audience no more, and its grants are gone")
    func removeRole() async throws {
        _ = try await self.store.perform(.roleAdd(name: "editor"))
        _ = try await self.store.perform(.roleRemove(name: "editor"))
        #expect(self.store.rights.audience(labelled: "role:editor") == nil)
        let error = try await self.store.refusal(of: .roleRemove(name: "editor"))
        #expect(error.message.contains("there is no role 'editor'"))
    }

    @Test("the roles that sign-in needs cannot be removed", arguments: ["public", "authenticated"])
    func builtIn(name: String) async throws {
        let error = try await self.store.refusal(of: .roleRemove(name: name))
        #expect(error.kind == .badData)
        #expect(error.message.contains("revoke its grants"))
    }

    @Test("a role that users have cannot be removed until they have another")
    func roleInUse() async throws {
        _ = try await self.store.perform(.roleAdd(name: "editor"))
        _ = try await self.store.perform(.userAdd(name: "ann", role: "editor"))
        let error = try await self.store.refusal(of: .roleRemove(name: "editor"))
        #expect(error.message.contains("1 user has the role 'editor'"))
        _ = try await self.store.perform(.userMove(user: "ann", role: "authenticated"))
        _ = try await self.store.perform(.roleRemove(name: "editor"))
    }

    static let badNames = ["", "a b", "a:b", "a\nb", "a\u{0}b", "a\u{2028}b", String(repeating: "x", count: 65)]

    @Test("names that no command could name are refused", arguments: badNames)
    func badName(_ name: String) async throws {
        for command in [
            RightsCommand.roleAdd(name: name), .userAdd(name: name, role: "authenticated"),
            .tokenAdd(name: name, type: .custom, actions: [], expiresIn: nil),
        ] {
            #expect(try await self.store.refusal(of: command).kind == .usage)
        }
    }

    @Test("what is there already is not added again")
    func duplicates() async throws {
        _ = try await self.store.perform(.userAdd(name: "ann", role: "authenticated"))
        _ = try await self.store.addToken("ci", type: .custom, secret: nil)
        #expect(try await self.store.refusal(of: .roleAdd(name: "public")).message.contains("already"))
        #expect(
            try await self.store.refusal(of: .userAdd(name: "ann", role: "public")).message.contains("already")
        )
        #expect(
            try await self.store.refusal(
                of: .tokenAdd(name: "ci", type: .custom, actions: [], expiresIn: nil)
            ).message.contains("already")
        )
    }

    @Test("a user is added, blocked, unblocked, moved and removed, by name and by number")
    func user() async throws {
        let added = try await self.store.perform(.userAdd(name: "ann", role: "authenticated"))
        #expect(
            added == .user(UserSummary(id: 1, name: "ann", role: "authenticated", blocked: false, confirmed: true))
        )
        _ = try await self.store.perform(.userBlock(user: "1"))
        #expect(try await self.store.user(id: 1)?.isBlocked == true)
        _ = try await self.store.perform(.userUnblock(user: "ann"))
        #expect(try await self.store.user(id: 1)?.isBlocked == false)
        _ = try await self.store.perform(.userMove(user: "ann", role: "public"))
        #expect(try await self.store.user(id: 1)?.role == self.store.rights.publicRole)
        _ = try await self.store.perform(.userRemove(user: "1"))
        #expect(try await self.store.user(id: 1) == nil)
    }

    @Test("users that are not there, and roles for them that are not, are refused with the near miss")
    func unknown() async throws {
        _ = try await self.store.perform(.userAdd(name: "annabel", role: "authenticated"))
        let noUser = try await self.store.refusal(of: .userBlock(user: "anabel"))
        #expect(noUser.message.contains("did you mean 'annabel'?"))
        let noRole = try await self.store.refusal(of: .userAdd(name: "bob", role: "authentcated"))
        #expect(noRole.message.contains("did you mean 'authenticated'?"))
        #expect(try await self.store.user(named: "bob") == nil)
        #expect(try await self.store.refusal(of: .userAdd(name: "42", role: "public")).kind == .usage)
    }
}
