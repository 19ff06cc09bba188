import ContentEvents
import ContentModel
import ContentStore
import Foundation
import JSONText
import Testing

@Suite("API tokens")
struct TokenTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let store: ContentStore

    init() async throws {
        self.folder = try TemporaryFolder()
        self.store = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
        try await self.store.record(types: demoTypes, receive: .action)
    }

    private func audience(_ label: ExactString) throws -> Audience {
        try #require(self.store.rights.audience(labelled: label))
    }

    @Test("of the type custom may do what they were granted, from the start")
    func custom() async throws {
        _ = try await self.store.perform(
            .tokenAdd(name: "ci", type: .custom, actions: ["article:update"], expiresIn: nil)
        )
        let token = try self.audience("token:ci")
        #expect(token.permissions.actions == ["api::article.article.update"])
        #expect(token.mayConnect)
        #expect(!token.isReadOnlyToken)
    }

    @Test("of the type full-access may do everything but join rooms that were not granted")
    func fullAccess() async throws {
        _ = try await self.store.addToken("all", type: .fullAccess, secret: nil)
        let token = try self.audience("token:all")
        #expect(token.permissions.isFullAccess)
        #expect(!token.mayJoin("news"))
        #expect(
            token.reasonToReceive("update", of: "api::article.article", under: .action, publishing: .update)
                == .fullAccess
        )
    }

    @Test("of the type read-only receive only where reading is the right to receive")
    func readOnly() async throws {
        _ = try await self.store.addToken("ro", type: .readOnly, secret: nil)
        let token = try self.audience("token:ro")
        #expect(token.isReadOnlyToken)
        #expect(token.reasonToReceive("update", of: "api::article.article", under: .action, publishing: .update) == nil)
        #expect(
            token.reasonToReceive("update", of: "api::article.article", under: .read, publishing: .update)
                == .readOnly
        )
    }

    @Test("that have their rights by type take no grants of content", arguments: [TokenType.fullAccess, .readOnly])
    func needlessGrants(type: TokenType) async throws {
        _ = try await self.store.addToken("t", type: type, secret: nil)
        let error = try await self.store.refusal(of: .grant(who: "token:t", actions: ["article:update"]))
        #expect(error.message.contains("only connect and room:<pattern>"))
        _ = try await self.store.perform(.grant(who: "token:t", actions: ["room:news"]))
        #expect(try self.audience("token:t").mayJoin("news"))
        let made = try await self.store.refusal(
            of: .tokenAdd(name: "t2", type: type, actions: ["article:update"], expiresIn: nil)
        )
        #expect(made.kind == .badData)
        #expect(self.store.rights.audience(labelled: "token:t2") == nil)
    }

    @Test("show their secret once: no list, message or file has it")
    func secretIsShownOnce() async throws {
        let added = try await self.store.perform(
            .tokenAdd(name: "ci", type: .custom, actions: [], expiresIn: nil)
        )
        guard case .tokenAdded(let token) = added else { throw WrongAnswer() }
        #expect(token.secret.utf8.count == 64)
        for command in [RightsCommand.list, .tokenList, .tokenRevoke(name: "ci")] {
            let answer = try String(
                decoding: JSONEncoder().encode(await self.store.perform(command)),
                as: UTF8.self
            )
            #expect(!answer.contains(token.secret))
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: self.folder.url.path) {
            let bytes = try Data(contentsOf: URL(filePath: self.folder.path(name)))
            #expect(bytes.range(of: Data(token.secret.utf8)) == nil)
        }
    }

    @Test("are kept as Strapi keeps them")
    func accessKey() {
        #expect(
            TokenSecret.accessKey(for: "0123456789abcdef", salt: "salt")
                == "6dbb884b353cffb43962d197dafee3941a0d6eec1a9b43e32145703908dab778"
                + "2df3d375c1333743d6b8c4aef61aaa34eec12066c11e15f8cdcafb1a22cf44a4"
        )
    }

    @Test("are random, so that no two have the same secret")
    func randomSecrets() async throws {
        let one = try await self.store.addToken("one", type: .custom, secret: nil)
        let two = try await self.store.addToken("two", type: .custom, secret: nil)
        #expect(one.secret != two.secret)
    }

    @Test("take a secret of the caller's choice, unless it is empty or another token's")
    func chosenSecret() async throws {
        _ = try await self.store.addToken("ci", type: .custom, secret: "chosen")
        #expect(try await self.store.tokenAudience(presenting: "chosen") == self.audience("token:ci").id)
        for secret in ["chosen", ""] {
            let error = await #expect(throws: RightsError.self) {
                try await self.store.addToken("ci2", type: .custom, secret: secret)
            }
            #expect(error?.message.contains("chosen") == false)
        }
    }

    @Test("with one secret are kept differently by two stores")
    func saltedPerStore() async throws {
        let otherFolder = try TemporaryFolder()
        let other = try ContentStore(path: otherFolder.path())
        for store in [self.store, other] { _ = try await store.addToken("ci", type: .custom, secret: "same") }
        #expect(try self.accessKeys(in: self.folder).isDisjoint(with: self.accessKeys(in: otherFolder)))
    }

    /// Every run of 128 hexadecimal digits in the folder's files.
    private func accessKeys(in folder: TemporaryFolder) throws -> Set<String> {
        var keys: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) {
            let text = String(decoding: try Data(contentsOf: URL(filePath: folder.path(name))), as: UTF8.self)
            for match in text.matches(of: /[0-9a-f]{128}/) { keys.insert(String(match.output)) }
        }
        try #require(!keys.isEmpty)
        return keys
    }

    @Test("that were revoked let nobody in and are no audience")
    func revoke() async throws {
        let secret = try await self.store.addToken("ci", type: .custom, secret: nil).secret
        _ = try await self.store.perform(.tokenRevoke(name: "ci"))
        #expect(try await self.store.tokenAudience(presenting: secret) == nil)
        #expect(self.store.rights.audience(labelled: "token:ci") == nil)
        let error = try await self.store.refusal(of: .tokenRevoke(name: "ci"))
        #expect(error.message.contains("there is no token 'ci'"))
    }

    @Test("that expired are still listed, as expired")
    func expired() async throws {
        _ = try await self.store.addToken("ci", type: .custom, expiresIn: 60, secret: nil)
        self.clock.advance(bySeconds: 60)
        guard case .tokens(let list) = try await self.store.perform(.tokenList) else { throw WrongAnswer() }
        #expect(list.tokens.map(\.expired) == [true])
        #expect(list.tokens.first?.expiresAt == self.clock.wallClock.seconds)
    }

    @Test("refuse a life of no time and one beyond a hundred years", arguments: [0, -1, .min, .max, 3_155_760_001])
    func lifetimes(seconds: Int64) async throws {
        let error = try await self.store.refusal(
            of: .tokenAdd(name: "ci", type: .custom, actions: [], expiresIn: seconds)
        )
        #expect(error.kind == .usage)
    }
}
