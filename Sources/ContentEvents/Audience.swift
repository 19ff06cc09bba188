package import ContentModel
package import JSONText

/// Which role or API token an audience is, for as long as its store exists.
///
/// Ids are never used again, so a room named after one can never reach the members of another audience.
package struct AudienceID: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable, Codable {
        case role
        case token
    }

    package let kind: Kind
    package let id: Int64

    package init(kind: Kind, id: Int64) {
        self.kind = kind
        self.id = id
    }

    /// `role:1` or `token:7`; a number, so never equal to a label that somebody chose.
    package var description: String { "\(self.kind.rawValue):\(self.id)" }
}

/// One role or one API token: who gets the same events with the same fields.
package struct Audience: Sendable, Equatable {
    package let id: AudienceID
    /// `role:public`, `token:ci`: how people name it, in commands and receipts.
    package let label: ExactString
    /// What decides the fields of its views, and with ``ReceiveRule`` the events it receives.
    package let permissions: Permissions
    /// Whether it receives events only where reading is the right to receive.
    package let isReadOnlyToken: Bool
    /// Seconds since 1970 from which on the token counts for nothing; nil for never, and for every role.
    package let expiresAt: Int64?
    /// The custom rooms its sockets may join.
    package let roomGlobs: [Glob]
    package let mayConnect: Bool
    package let keeper: RightsKeeper

    package init(
        id: AudienceID,
        label: ExactString,
        permissions: Permissions,
        isReadOnlyToken: Bool = false,
        expiresAt: Int64? = nil,
        roomGlobs: [Glob] = [],
        mayConnect: Bool = true,
        keeper: RightsKeeper = .store
    ) {
        self.id = id
        self.label = label
        self.permissions = permissions
        self.isReadOnlyToken = isReadOnlyToken
        self.expiresAt = expiresAt
        self.roomGlobs = roomGlobs
        self.mayConnect = mayConnect
        self.keeper = keeper
    }

    /// - Parameter second: Seconds since 1970.
    package func isExpired(at second: Int64) -> Bool {
        guard let expiresAt else { return false }
        return expiresAt <= second
    }

    package func mayJoin(_ room: ExactString) -> Bool {
        self.roomGlobs.contains { $0.matches(room) }
    }
}
