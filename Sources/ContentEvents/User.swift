package import JSONText

/// Somebody who signs in with a JWT, and gets what the role may get.
package struct User: Sendable, Equatable {
    package let id: Int64
    package let name: ExactString
    /// Nil for a user without a role, who is refused.
    package let role: AudienceID?
    package let isBlocked: Bool
    package let isConfirmed: Bool

    package init(id: Int64, name: ExactString, role: AudienceID?, isBlocked: Bool, isConfirmed: Bool) {
        self.id = id
        self.name = name
        self.role = role
        self.isBlocked = isBlocked
        self.isConfirmed = isConfirmed
    }
}
