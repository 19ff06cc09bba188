import ContentEvents
import ContentModel
import ContentServer
import JSONText
import Testing

@Suite("Whom a JWT speaks for, by the rules of its issuer")
struct JWTRulesTests {
    static let role = AudienceID(kind: .role, id: 2)
    static let now: Int64 = 1_800_000_000

    static func directory(_ users: User...) -> MemoryDirectory {
        let directory = MemoryDirectory(
            audiences: [Audience(id: Self.role, label: "role:reader", permissions: Permissions(actions: []))],
            publicRole: nil
        )
        for user in users { directory.set(user) }
        return directory
    }

    static func user(isBlocked: Bool = false, isConfirmed: Bool = true) -> User {
        User(id: 7, name: "ann", role: Self.role, isBlocked: isBlocked, isConfirmed: isConfirmed)
    }

    /// Signed with the secret `s`.
    static func token(_ claims: String, algorithm: JWT.Algorithm = .hs256) -> String {
        JWT.issue(claims: claims, secret: "s", algorithm: algorithm)
    }

    static func identity(of token: String, _ rules: JWTRules, _ directory: MemoryDirectory) async throws -> Identity {
        let authenticator = Authenticator(
            directory: directory,
            jwt: rules,
            clock: WallClock { Self.now * 1000 }
        )
        return try await authenticator.identity(of: JSONDocument(parsing: Array(#"{"token":"\#(token)"}"#.utf8)))
    }

    @Test("a long-lived token names the user by id, an access token by userId")
    func modes() async throws {
        let directory = Self.directory(Self.user())
        let legacy = Self.token(#"{"id":7,"iat":1}"#)
        let access = Self.token(#"{"userId":"7","sessionId":"s1","type":"access","iat":1,"exp":\#(Self.now + 600)}"#)
        #expect(try await Self.identity(of: legacy, JWTRules(secret: "s"), directory).user == 7)
        let refresh = JWTRules(secret: "s", mode: .refresh)
        #expect(
            try await Self.identity(of: access, refresh, directory)
                == Identity(audience: Self.role, user: 7, expiresAt: Double(Self.now + 600))
        )
        await #expect(throws: AuthenticationRefusal.invalidToken) {
            try await Self.identity(of: legacy, refresh, directory)
        }
        await #expect(throws: AuthenticationRefusal.invalidToken) {
            try await Self.identity(of: access, JWTRules(secret: "s"), directory)
        }
    }

    @Test(
        "a token that is no access token is refused where access tokens are due",
        arguments: [
            #"{"userId":"7","type":"refresh"}"#, #"{"userId":"7"}"#, #"{"userId":7,"type":"access"}"#,
            #"{"userId":"7x","type":"access"}"#, #"{"id":7,"type":"access"}"#,
        ]
    )
    func noAccessToken(_ claims: String) async throws {
        await #expect(throws: AuthenticationRefusal.invalidToken) {
            try await Self.identity(
                of: Self.token(claims),
                JWTRules(secret: "s", mode: .refresh),
                Self.directory(Self.user())
            )
        }
    }

    @Test("only the algorithms of the issuer are accepted")
    func algorithms() async throws {
        let directory = Self.directory(Self.user())
        let rules = JWTRules(secret: "s", algorithms: [.hs512])
        let accepted = Self.token(#"{"id":7}"#, algorithm: .hs512)
        #expect(try await Self.identity(of: accepted, rules, directory).user == 7)
        for algorithm in [JWT.Algorithm.hs256, .hs384] {
            await #expect(throws: AuthenticationRefusal.invalidToken) {
                try await Self.identity(of: Self.token(#"{"id":7}"#, algorithm: algorithm), rules, directory)
            }
        }
    }

    @Test("a user who has not confirmed the address is refused where that is asked")
    func unconfirmed() async throws {
        await #expect(throws: AuthenticationRefusal.userUnconfirmed) {
            try await Self.identity(
                of: Self.token(#"{"id":7}"#),
                JWTRules(secret: "s"),
                Self.directory(Self.user(isConfirmed: false))
            )
        }
    }
}
