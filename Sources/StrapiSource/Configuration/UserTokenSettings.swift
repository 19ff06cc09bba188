/// How a project's users-permissions plugin signs the JWTs of its users.
///
/// Source: spec/strapi.md d.3.
package struct UserTokenSettings: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable {
        /// One long-lived token with the user's id.
        case legacy = "legacy-support"
        /// Strapi 5 alone: short access tokens of a session.
        case refresh
    }

    package let secret: Secret
    package let mode: Mode
    /// The only algorithm that counts, such as `HS512`; nil for HS256, HS384 and HS512 alike.
    package let algorithm: String?
}

/// What of a project's webhooks decides how they arrive.
package struct WebhookSettings: Hashable, Sendable {
    /// Sent with each webhook, whatever its own headers; often the shared secret is among them.
    package let defaultHeaders: [String: Secret]
    /// Whether Strapi 4 sends relations, rather than their number.
    package let populatesRelations: Bool
}
