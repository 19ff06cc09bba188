package import ContentEvents
import JSONText

/// What a socket is after the rights changed, or time went by: still a member, or sent away.
///
/// Source: DESIGN section 3, "auth" and "custom rooms".
package enum Review: Equatable, Sendable {
    case keep(Membership)
    case end(AuthenticationRefusal)

    /// - Parameters:
    ///   - user: The user as the directory has it now; nil when it has none, or when the membership names none.
    ///   - now: Whole seconds since 1970.
    package init(_ membership: Membership, user: User?, rights: Rights, now: Int64) {
        let identity = membership.identity
        if identity.isExpired(at: now) {
            self = .end(.tokenExpired)
            return
        }
        var audience = identity.audience
        if identity.user != nil {
            guard let user, let role = user.role else {
                self = .end(.userUnknown)
                return
            }
            guard !user.isBlocked else {
                self = .end(.userBlocked)
                return
            }
            audience = role
        }
        self.init(membership, in: audience, rights: rights, now: now)
    }

    private init(_ membership: Membership, in audience: AudienceID, rights: Rights, now: Int64) {
        guard let current = rights.audience(audience) else {
            self = .end(audience.kind == .token ? .invalidToken : .userUnknown)
            return
        }
        if current.isExpired(at: now) {
            self = .end(.tokenExpired)
            return
        }
        guard current.mayConnect else {
            self = .end(.notAllowed)
            return
        }
        var next = membership
        next.identity = Identity(
            audience: audience,
            user: membership.identity.user,
            expiresAt: membership.identity.expiresAt
        )
        next.customRooms = membership.customRooms.filter(current.mayJoin)
        self = .keep(next)
    }
}
