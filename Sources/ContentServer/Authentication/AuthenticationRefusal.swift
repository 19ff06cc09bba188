/// Why a socket is refused or sent away: the code that its client gets, and nothing more.
///
/// The raw values are part of the protocol: README, "Codes".
package enum AuthenticationRefusal: String, Error, CaseIterable, Sendable {
    case malformedAuth = "malformed-auth"
    case malformedSubscription = "malformed-subscription"
    case unknownStrategy = "unknown-strategy"
    case invalidToken = "invalid-token"
    case tokenExpired = "token-expired"
    case adminToken = "admin-token"
    case userBlocked = "user-blocked"
    case userUnconfirmed = "user-unconfirmed"
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
        case .adminToken: "the token is for the CMS's administration, not for its content"
        case .userBlocked: "the user is blocked"
        case .userUnconfirmed: "the user's e-mail address is not confirmed"
        case .userUnknown: "the user is unknown or has no role"
        case .notAllowed: "this role or token may not connect"
        case .unavailable: "the rights cannot be read now; try again"
        }
    }
}
