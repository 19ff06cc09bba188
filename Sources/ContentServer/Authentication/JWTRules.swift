import JSONText

/// How the JWTs of users are signed, and what they say.
package struct JWTRules: Sendable {
    package let secret: String
    /// Those that the issuer may use.
    package let algorithms: [JWT.Algorithm]
    package let mode: Mode

    /// What users-permissions issues.
    ///
    /// Source: spec/strapi.md d.3.
    package enum Mode: String, Sendable, CaseIterable {
        /// One token for long: `{id}`.
        case legacy
        /// Access tokens of some minutes, `{userId, sessionId, type: "access"}`; those of the other mode are not accepted.
        case refresh
    }

    package init(
        secret: String,
        algorithms: [JWT.Algorithm] = JWT.Algorithm.allCases,
        mode: Mode = .legacy
    ) {
        self.secret = secret
        self.algorithms = algorithms
        self.mode = mode
    }
}

extension JWTRules.Mode {
    /// Whose token it is; nil when the claims are none of this mode.
    func user(in claims: JSONDocument) -> Int64? {
        func claim(_ name: ExactString) -> JSONNode? { claims.value(name, in: claims.root) }
        switch self {
        case .legacy:
            return claim("id").flatMap(claims.integer).map { Int64($0) }
        case .refresh:
            guard claim("type").flatMap(claims.exactString) == "access" else { return nil }
            return claim("userId").flatMap(claims.exactString).flatMap { Int64($0.string) }
        }
    }
}
