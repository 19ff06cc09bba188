package import ContentEvents

/// Whom a socket speaks for.
package struct Identity: Hashable, Sendable {
    package let audience: AudienceID
    /// The user of a JWT; nil for the public role and for API tokens.
    package let user: Int64?
    /// When the JWT or API token ends, in seconds since 1970; nil when it never does.
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
