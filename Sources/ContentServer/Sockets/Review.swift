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
        do throws(AuthenticationRefusal) {
            let identity = membership.identity
            let hasUser = identity.user != nil
            if hasUser, identity.isExpired(at: now) { throw .tokenExpired }
            let audience = try Self.audience(of: identity, user: user, rights: rights, now: now)
            guard !audience.isExpired(at: now) else { throw .tokenExpired }
            guard audience.mayConnect else { throw .notAllowed }
            var next = membership
            next.identity = Identity(
                audience: audience.id,
                user: identity.user,
                // An API token may have got another end; a JWT says its own.
                expiresAt: hasUser ? identity.expiresAt : audience.expiresAt.map(Double.init)
            )
            next.customRooms = membership.customRooms.filter(audience.mayJoin)
            self = .keep(next)
        } catch {
            self = .end(error)
        }
    }

    /// Where the identity belongs now: a token where it was, a user with the role, everybody else with the public role.
    private static func audience(
        of identity: Identity,
        user: User?,
        rights: Rights,
        now: Int64
    ) throws(AuthenticationRefusal) -> Audience {
        if identity.user != nil {
            guard let role = user?.role, let audience = rights.audience(role) else { throw .userUnknown }
            guard user?.isBlocked == false else { throw .userBlocked }
            guard user?.isConfirmed == true else { throw .userUnconfirmed }
            return audience
        }
        if identity.audience.kind == .token {
            if let audience = rights.audience(identity.audience) { return audience }
            throw identity.isExpired(at: now) ? .tokenExpired : .invalidToken
        }
        guard let audience = rights.publicRole.flatMap(rights.audience) else { throw .notAllowed }
        return audience
    }
}
