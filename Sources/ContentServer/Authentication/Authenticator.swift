package import ContentEvents
package import JSONText

/// Tells whom a handshake's `auth` speaks for.
///
/// Source: DESIGN section 3, "auth" and "JWT"; spec/strapi.md d.3 to d.5.
package struct Authenticator: Sendable {
    private let directory: any RightsDirectory
    private let jwt: JWTRules
    private let clock: WallClock

    package init(directory: any RightsDirectory, jwt: JWTRules, clock: WallClock) {
        self.directory = directory
        self.jwt = jwt
        self.clock = clock
    }

    /// - Parameter auth: What the client sent in CONNECT; nil and an object without a token mean the public role.
    package func identity(of auth: JSONDocument?) async throws(AuthenticationRefusal) -> Identity {
        let credentials = try Credentials(auth)
        let identity =
            switch credentials {
            case .none: try self.anonymous()
            case .jwt(let token): try await self.user(presenting: token)
            case .apiToken(let token): try await self.token(presenting: token)
            }
        let rights = self.directory.rights
        guard !rights.isSuspended else { throw .unavailable }
        guard let audience = rights.audience(identity.audience), audience.mayConnect else { throw .notAllowed }
        guard identity.user == nil, let expiry = audience.expiresAt else { return identity }
        return Identity(audience: identity.audience, expiresAt: Double(expiry))
    }

    private func anonymous() throws(AuthenticationRefusal) -> Identity {
        guard let role = self.directory.rights.publicRole else { throw .notAllowed }
        return Identity(audience: role)
    }

    private func user(presenting token: String) async throws(AuthenticationRefusal) -> Identity {
        let jwt = try self.verified(token)
        guard let id = self.jwt.mode.user(in: jwt.claims) else { throw .invalidToken }
        let user = try await self.answer { try await self.directory.user(id: id) }
        guard let user, let role = user.role else { throw .userUnknown }
        guard !user.isBlocked else { throw .userBlocked }
        guard user.isConfirmed else { throw .userUnconfirmed }
        return Identity(audience: role, user: user.id, expiresAt: jwt.expiresAt)
    }

    private func verified(_ token: String) throws(AuthenticationRefusal) -> JWT {
        do {
            return try JWT(
                verifying: token,
                secret: self.jwt.secret,
                algorithms: self.jwt.algorithms,
                now: self.clock.seconds
            )
        } catch {
            throw error == .expired ? .tokenExpired : .invalidToken
        }
    }

    private func token(presenting token: String) async throws(AuthenticationRefusal) -> Identity {
        let audience = try await self.answer { try await self.directory.tokenAudience(presenting: token) }
        guard let audience else { throw .invalidToken }
        return Identity(audience: audience)
    }

    /// The directory's answer; what kept it from answering stays on our side.
    private func answer<Value>(
        _ ask: () async throws -> Value
    ) async throws(AuthenticationRefusal) -> Value {
        do {
            return try await ask()
        } catch TokenRefusal.adminToken {
            throw .adminToken
        } catch {
            throw .unavailable
        }
    }
}

/// What a client presents: `{strategy: "jwt" | "api-token", token}`.
private enum Credentials {
    case none
    case jwt(String)
    case apiToken(String)

    init(_ auth: JSONDocument?) throws(AuthenticationRefusal) {
        guard let auth, auth.kind(auth.root) == .object else {
            self = .none
            return
        }
        let strategy = try Self.text("strategy", in: auth) ?? "jwt"
        let token = try Self.text("token", in: auth) ?? ""
        switch (ExactString(strategy), token.isEmpty) {
        case ("jwt", true), ("api-token", true): self = .none
        case ("jwt", false): self = .jwt(token)
        case ("api-token", false): self = .apiToken(token)
        default: throw .unknownStrategy
        }
    }

    /// The member's text; nil when it is absent or null.
    private static func text(_ name: ExactString, in auth: JSONDocument) throws(AuthenticationRefusal) -> String? {
        guard let node = auth.value(name, in: auth.root), auth.kind(node) != .null else { return nil }
        guard let text = auth.string(node) else { throw .malformedAuth }
        return text
    }
}
