package import ContentEvents

/// Whom a socket speaks for.
package struct Identity: Hashable, Sendable {
    package let audience: AudienceID
    /// The user of a JWT; nil for the public role and for API tokens.
    package let user: Int64?
    /// When the JWT ends, in seconds since 1970; nil when it never does. An API token's end is its audience's.
    package let expiresAt: Double?

    package init(audience: AudienceID, user: Int64? = nil, expiresAt: Double? = nil) {
        self.audience = audience
        self.user = user
        self.expiresAt = expiresAt
    }

    /// - Parameter second: Whole seconds since 1970.
    package func isExpired(at second: Int64) -> Bool {
        self.expiresAt.map { Double(second) >= $0 } ?? false
    }
}

/// Why a socket is refused or sent away: the code that its client gets, and nothing more.
///
/// The raw values are part of the protocol: README, "Codes".
package enum AuthenticationRefusal: String, Error, CaseIterable, Sendable {
    case malformedAuth = "malformed-auth"
    case malformedSubscription = "malformed-subscription"
    case unknownStrategy = "unknown-strategy"
    case invalidToken = "invalid-token"
    case tokenExpired = "token-expired"
    case userBlocked = "user-blocked"
    case userUnknown = "user-unknown"
    case notAllowed = "connect-not-allowed"
    case unavailable = "unavailable"

    package var message: String {
        switch self {
        case .malformedAuth: "auth must be {strategy, token}, both strings"
        case .malformedSubscription:
            "auth.subscribe must hold event names or {uid, id} of types whose events you may get"
        case .unknownStrategy: "the strategy is none of jwt and api-token"
        case .invalidToken: "the token is not valid"
        case .tokenExpired: "the token has expired"
        case .userBlocked: "the user is blocked"
        case .userUnknown: "the user is unknown or has no role"
        case .notAllowed: "this role or token may not connect"
        case .unavailable: "the rights cannot be read now; try again"
        }
    }
}
