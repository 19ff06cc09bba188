import ContentEvents
import ContentStore
import JSONText
import Testing

@Suite("Exports and imports of a store")
struct ImportTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let store: ContentStore

    init() throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
    }

    private func export(_ store: ContentStore) async throws -> RightsState {
        guard case .export(let export) = try await store.perform(.export) else { throw WrongAnswer() }
        return export.state
    }

    private func apply(_ changes: [RightsChange], to store: ContentStore) async throws -> [TokenAdded] {
        guard case .imported(let imported) = try await store.perform(.change(changes)) else { throw WrongAnswer() }
        return imported.tokens
    }

    private static let state = RightsState(
        roles: [
            .init(name: "public", grants: []), .init(name: "authenticated", grants: ["connect"]),
            .init(name: "editor", grants: ["api::article.article.*", "connect", "room:news-*"]),
        ],
        users: [
            .init(name: "ann", role: "editor", isBlocked: true), .init(name: "bob", role: "public", isConfirmed: false),
        ],
        tokens: [
            .init(name: "ci", type: .custom, expires: UTCSecond(seconds: 5), grants: ["api::article.article.update"]),
            .init(name: "full", type: .fullAccess, grants: ["connect"]),
        ]
    )

    @Test("what was imported is what is exported, also what has expired and what may not connect")
    func roundTrip() async throws {
        let changes = try await self.export(self.store).changes(to: Self.state)
        let tokens = try await self.apply(changes, to: self.store)
        #expect(try await self.export(self.store) == Self.state)
        #expect(tokens.map(\.token.name) == ["ci", "full"])
        #expect(try await self.store.tokenAudience(presenting: tokens[1].secret) != nil)
    }

    @Test("a change takes effect at once, and back again: roles go after their users")
    func thereAndBack() async throws {
        let before = try await self.export(self.store)
        _ = try await self.apply(before.changes(to: Self.state), to: self.store)
        #expect(self.store.rights.audience(labelled: "role:editor") != nil)
        #expect(try await self.store.user(named: "ann")?.isBlocked == true)
        let none = try await self.apply(Self.state.changes(to: before), to: self.store)
        #expect(none.isEmpty)
        #expect(try await self.export(self.store) == before)
        #expect(self.store.rights.audience(labelled: "role:editor") == nil)
    }

    @Test("a token that stays keeps its secret")
    func secrets() async throws {
        let secret = try await self.store.addToken("ci", type: .custom, expiresIn: 60, secret: nil).secret
        let before = try await self.export(self.store)
        let token = RightsState.Token(
            name: "ci",
            type: .custom,
            expires: UTCSecond(seconds: 1_900_000_000),
            grants: ["connect"]
        )
        _ = try await self.apply(
            before.changes(to: RightsState(roles: before.roles, users: [], tokens: [token])),
            to: self.store
        )
        self.clock.advance(bySeconds: 61)
        #expect(try await self.store.tokenAudience(presenting: secret) != nil)
    }

    @Test("all or nothing: one change that cannot be made keeps the others from being made")
    func atomic() async throws {
        let before = try await self.export(self.store)
        let bad: [RightsChange] = [
            .role(from: nil, to: .init(name: "editor", grants: ["connect"])),
            .user(from: nil, to: .init(name: "ann", role: "nobody")),
        ]
        _ = try await self.store.refusal(of: .change(bad))
        let malformed = [RightsChange.role(from: nil, to: .init(name: "editor", grants: ["nonsense"]))]
        #expect(try await self.store.refusal(of: .change(malformed)).message == "'nonsense' is no id of a grant.")
        #expect(try await self.export(self.store) == before)
    }

    @Test("changes planned on rights that are others by now are refused")
    func stale() async throws {
        let changes = try await self.export(self.store).changes(to: Self.state)
        _ = try await self.store.perform(.roleAdd(name: "editor"))
        let refusal = try await self.store.refusal(of: .change(changes))
        #expect(refusal.kind == .badData)
        #expect(refusal.message == "the rights were changed while the import was planned: import again.")
    }

    @Test("questions to the file alone are answered as by an open store, and change nothing")
    func quick() async throws {
        for question in [RightsCommand.list, .export, .can(who: "role:public", action: "connect")] {
            let quick = try ContentStore.answer(question, at: self.folder.path(), clock: self.clock.wallClock)
            #expect(try await quick == self.store.perform(question))
        }
        #expect(throws: StoreError.self) { try ContentStore.answer(.list, at: self.folder.path("missing")) }
    }
}
