import ContentEvents
import ContentServer

/// The roles, the user and the tokens of `serve --demo`.
struct DemoRights {
    static let user = "ann"

    /// What the user signs in with.
    let jwt: String
    /// May what everybody may, and see authors.
    let customToken: String
    let fullAccessToken: String

    private static let everybody = ["article:create", "article:update", "article:delete", "category:find"]
    private static let members = everybody + ["author:find", "comment:find"]
    private static let editors = members + ["comment:create", "comment:update", "comment:delete"]

    /// Fills a new store.
    ///
    /// - Parameters:
    ///   - secret: Signs the user's JWT.
    ///   - now: Seconds since 1970.
    init(in store: some RightsAdministration, secret: String, now: Int64) async throws {
        _ = try await store.perform(.roleAdd(name: "editor"))
        for (role, actions) in [("public", Self.everybody), ("authenticated", Self.members), ("editor", Self.editors)] {
            _ = try await store.perform(.grant(who: "role:\(role)", actions: actions))
        }
        let answer = try await store.perform(.userAdd(name: Self.user, role: "authenticated"))
        guard case .user(let user) = answer else { throw DemoProblem(made: "user") }
        self.jwt = JWT.issue(user: user.id, secret: secret, now: now, lifetime: 30 * 86_400)
        self.customToken = try await Self.addToken("ci", .custom, Self.everybody + ["author:find"], to: store)
        self.fullAccessToken = try await Self.addToken("full", .fullAccess, [], to: store)
    }

    private static func addToken(
        _ name: String,
        _ type: TokenType,
        _ actions: [String],
        to store: some RightsAdministration
    ) async throws -> String {
        let answer = try await store.perform(.tokenAdd(name: name, type: type, actions: actions, expiresIn: nil))
        guard case .tokenAdded(let added) = answer else { throw DemoProblem(made: "token") }
        return added.secret
    }
}

/// The store answered something else than what it was asked: our own mistake.
struct DemoProblem: Error {
    let made: String
}
