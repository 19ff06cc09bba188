package import ContentEvents
package import JSONText

/// Makes JWTs for users of the directory, as users-permissions would on signing in.
package struct TokenMint: Sendable {
    /// Seconds in a century.
    private static let longestLifetime: Int64 = 100 * 365 * 24 * 60 * 60

    private let directory: any RightsDirectory
    private let jwt: JWTRules
    private let clock: WallClock

    package init(directory: any RightsDirectory, jwt: JWTRules, clock: WallClock) {
        self.directory = directory
        self.jwt = jwt
        self.clock = clock
    }

    /// - Parameters:
    ///   - user: A name, or an id as text.
    ///   - lifetime: Seconds, to a century; nil for 30 days, as Strapi's default.
    package func mint(user: ExactString, lifetime: Int64?) async throws -> String {
        let lifetime = lifetime ?? 30 * 24 * 60 * 60
        guard (1...Self.longestLifetime).contains(lifetime) else {
            throw EmitError(.usage, "'expiresIn' must be 1 to \(Self.longestLifetime) seconds, which is a century")
        }
        guard self.jwt.mode == .legacy, let algorithm = self.jwt.algorithms.first else {
            throw EmitError(
                .denied,
                "the users of this project sign in with sessions (jwtManagement: refresh), which Strapi alone can open: "
                    + "take a token from its POST /api/auth/local"
            )
        }
        let (user, _) = try await self.directory.user(called: user)
        guard !user.isBlocked else {
            throw EmitError(
                .badData,
                "the user '\(user.name)' is blocked: \(self.directory.rights.keeper.unblocking(user.name))"
            )
        }
        return JWT.issue(
            user: user.id,
            secret: self.jwt.secret,
            algorithm: algorithm,
            now: self.clock.seconds,
            lifetime: lifetime
        )
    }
}
