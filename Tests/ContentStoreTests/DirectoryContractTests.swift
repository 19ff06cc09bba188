import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

/// A directory and the ways to change it, the same for every implementation.
protocol DirectoryRig: Sendable {
    var directory: any RightsDirectory { get }
    var clock: ManualClock { get }
    func addRole(_ name: String) async throws
    func addUser(_ name: String, role: String) async throws
    /// Blocks the user with the id 1.
    func blockUser() async throws
    /// - Returns: The secret.
    func addToken(_ name: String, expiresIn: Int64?) async throws -> String
}

struct StoreRig: DirectoryRig {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let store: ContentStore

    init() throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
    }

    var directory: any RightsDirectory { self.store }

    func addRole(_ name: String) async throws {
        _ = try await self.store.perform(.roleAdd(name: name))
    }

    func addUser(_ name: String, role: String) async throws {
        _ = try await self.store.perform(.userAdd(name: name, role: role))
    }

    func blockUser() async throws {
        _ = try await self.store.perform(.userBlock(user: "1"))
    }

    func addToken(_ name: String, expiresIn: Int64?) async throws -> String {
        try await self.store.addToken(name, type: .custom, expiresIn: expiresIn, secret: nil).secret
    }
}

struct MemoryRig: DirectoryRig {
    let clock: ManualClock
    let memory: MemoryDirectory

    init() {
        self.clock = ManualClock()
        self.memory = MemoryDirectory(
            audiences: [Self.role("public", 1), Self.role("authenticated", 2)],
            publicRole: AudienceID(kind: .role, id: 1),
            clock: self.clock.wallClock
        )
    }

    var directory: any RightsDirectory { self.memory }

    private static func role(_ name: String, _ id: Int64) -> Audience {
        Audience(
            id: AudienceID(kind: .role, id: id),
            label: ExactString("role:\(name)"),
            permissions: Permissions(actions: [])
        )
    }

    private func add(_ audience: Audience) {
        let rights = self.memory.rights
        self.memory.replace(audiences: rights.audiences + [audience], publicRole: rights.publicRole)
    }

    private var nextID: Int64 { Int64(self.memory.rights.audiences.count) + 1 }

    func addRole(_ name: String) async throws {
        self.add(Self.role(name, self.nextID))
    }

    func addUser(_ name: String, role: String) async throws {
        let role = self.memory.rights.audience(labelled: ExactString("role:\(role)"))
        self.memory.set(
            User(id: 1, name: ExactString(name), role: role?.id, isBlocked: false, isConfirmed: true)
        )
    }

    func blockUser() async throws {
        let user = try #require(try await self.memory.user(id: 1))
        self.memory.set(User(id: 1, name: user.name, role: user.role, isBlocked: true, isConfirmed: true))
    }

    func addToken(_ name: String, expiresIn: Int64?) async throws -> String {
        let token = Audience(
            id: AudienceID(kind: .token, id: self.nextID),
            label: ExactString("token:\(name)"),
            permissions: Permissions(actions: []),
            expiresAt: expiresIn.map { self.clock.wallClock.seconds + $0 }
        )
        self.add(token)
        self.memory.accept(secret: "secret of \(name)", for: token.id)
        return "secret of \(name)"
    }
}

@Suite("The directory of rights")
struct DirectoryContractTests {
    enum Implementation: String, CaseIterable, CustomTestStringConvertible {
        case memory, store

        var testDescription: String { self.rawValue }

        func rig() throws -> any DirectoryRig {
            switch self {
            case .memory: MemoryRig()
            case .store: try StoreRig()
            }
        }
    }

    @Test("finds each audience by its id and by its label, and the public role", arguments: Implementation.allCases)
    func lookUp(_ implementation: Implementation) throws {
        let rights = try implementation.rig().directory.rights
        #expect(rights.audiences.map(\.label) == ["role:public", "role:authenticated"])
        for audience in rights.audiences {
            #expect(rights.audience(audience.id) == audience)
            #expect(rights.audience(labelled: audience.label) == audience)
        }
        #expect(rights.publicRole == rights.audience(labelled: "role:public")?.id)
        #expect(rights.audience(labelled: "role:editor") == nil)
    }

    @Test("shows a change when the call that made it returns, as a new version", arguments: Implementation.allCases)
    func changeAtOnce(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        let before = rig.directory.rights
        #expect(rig.directory.rights.version == before.version)
        try await rig.addRole("editor")
        let after = rig.directory.rights
        #expect(after.version > before.version)
        #expect(after.audience(labelled: "role:editor") != nil)
        #expect(before.audience(labelled: "role:editor") == nil)
    }

    @Test("tells every listener the current state first, and then the newest", arguments: Implementation.allCases)
    func changes(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        let early = rig.directory.changes()
        let current = try await first(of: rig.directory.changes()) { _ in true }
        #expect(current.version == rig.directory.rights.version)

        try await rig.addRole("editor")
        try await rig.addRole("author")
        let newest = try await first(of: early) { _ in true }
        #expect(newest.audience(labelled: "role:author") != nil)
        #expect(newest.version == rig.directory.rights.version)
    }

    @Test("tells of a change that concerns only a user", arguments: Implementation.allCases)
    func userChange(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        try await rig.addUser("ann", role: "authenticated")
        let before = rig.directory.rights
        try await rig.blockUser()
        #expect(rig.directory.rights.version > before.version)
        let told = try await first(of: rig.directory.changes()) { _ in true }
        #expect(told.version == rig.directory.rights.version)
        #expect(told.audiences == before.audiences)
    }

    @Test("knows a token by its secret alone", arguments: Implementation.allCases)
    func tokens(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        let secret = try await rig.addToken("ci", expiresIn: nil)
        let audience = try #require(rig.directory.rights.audience(labelled: "token:ci"))
        #expect(audience.id.kind == .token)
        #expect(try await rig.directory.tokenAudience(presenting: secret) == audience.id)
        for wrong in ["", "ci", "token:ci", secret + " ", String(secret.dropLast()), secret + "\u{301}"] {
            #expect(try await rig.directory.tokenAudience(presenting: wrong) == nil)
        }
    }

    @Test("drops a token in the second it expires, and not before", arguments: Implementation.allCases)
    func expiry(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        let secret = try await rig.addToken("ci", expiresIn: 60)
        let before = rig.directory.rights
        rig.clock.advance(bySeconds: 59)
        #expect(rig.directory.rights.version == before.version)
        #expect(try await rig.directory.tokenAudience(presenting: secret) != nil)

        let listener = rig.directory.changes()
        rig.clock.advance(bySeconds: 1)
        #expect(try await rig.directory.tokenAudience(presenting: secret) == nil)
        #expect(rig.directory.rights.audience(labelled: "token:ci") == nil)
        #expect(rig.directory.rights.version > before.version)
        let told = try await first(of: listener) { _ in true }
        #expect(told.audience(labelled: "token:ci") == nil)
    }

    @Test("finds users by number and by name, compared as bytes", arguments: Implementation.allCases)
    func users(_ implementation: Implementation) async throws {
        let rig = try implementation.rig()
        try await rig.addUser("Zo\u{EB}", role: "authenticated")
        let user = try #require(await rig.directory.user(named: "Zo\u{EB}"))
        #expect(user.role == rig.directory.rights.audience(labelled: "role:authenticated")?.id)
        #expect(!user.isBlocked)
        #expect(user.isConfirmed)
        #expect(try await rig.directory.user(id: user.id) == user)
        #expect(try await rig.directory.user(named: "Zoe\u{308}") == nil)
        #expect(try await rig.directory.user(id: user.id + 1) == nil)
    }
}
