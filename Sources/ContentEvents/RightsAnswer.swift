/// The answer to a ``RightsCommand``; as JSON one object, whose `kind` says which case it is.
///
/// Never holds a secret but once: that of a token just made, in ``TokenAdded``.
package enum RightsAnswer: Sendable, Equatable {
    case overview(RightsOverview)
    /// To `grant` and `revoke`.
    case grants(GrantsChanged)
    /// To `can`.
    case verdict(RightsVerdict)
    case roles(RoleList)
    case users(UserList)
    case tokens(TokenList)
    /// To `roleAdd` and `roleRemove`: the role as it is now, or was.
    case role(RoleSummary)
    /// To the commands that change a user: the user as it is now, or was.
    case user(UserSummary)
    case tokenAdded(TokenAdded)
    /// To `tokenRevoke`: the token as it was.
    case token(TokenSummary)
    /// To `who`.
    case recipients(Recipients)
    case export(RightsExport)
    /// To `change`.
    case imported(RightsImported)
}

package struct RightsOverview: Codable, Sendable, Equatable {
    package let roles: [RoleSummary]
    package let tokens: [TokenSummary]
    package let users: [UserSummary]

    package init(roles: [RoleSummary], tokens: [TokenSummary], users: [UserSummary]) {
        self.roles = roles
        self.tokens = tokens
        self.users = users
    }
}

/// What a `grant` or `revoke` did, with actions in the short form (`article:update`).
package struct GrantsChanged: Codable, Sendable, Equatable {
    /// `role:editor`
    package let audience: String
    package let granted: [String]
    package let revoked: [String]
    /// Those asked for that were so already.
    package let unchanged: [String]
    /// What whoever asked may not have expected, a sentence each.
    package let notes: [String]

    package init(audience: String, granted: [String], revoked: [String], unchanged: [String], notes: [String]) {
        self.audience = audience
        self.granted = granted
        self.revoked = revoked
        self.unchanged = unchanged
        self.notes = notes
    }
}

package struct RightsVerdict: Codable, Sendable, Equatable {
    package let who: String
    package let action: String
    package let allowed: Bool
    /// The grant that decides, or what is missing and the way out.
    package let reason: String

    package init(who: String, action: String, allowed: Bool, reason: String) {
        self.who = who
        self.action = action
        self.allowed = allowed
        self.reason = reason
    }
}

package struct RoleSummary: Codable, Sendable, Equatable {
    package let id: Int64
    package let name: String
    /// `role:editor`
    package let audience: String
    /// In the short form (`article:update`), sorted.
    package let grants: [String]
    /// How many users have the role.
    package let users: Int

    package init(id: Int64, name: String, grants: [String], users: Int) {
        self.id = id
        self.name = name
        self.audience = "role:\(name)"
        self.grants = grants
        self.users = users
    }
}

package struct UserSummary: Codable, Sendable, Equatable {
    package let id: Int64
    package let name: String
    package let role: String?
    package let blocked: Bool
    package let confirmed: Bool

    package init(id: Int64, name: String, role: String?, blocked: Bool, confirmed: Bool) {
        self.id = id
        self.name = name
        self.role = role
        self.blocked = blocked
        self.confirmed = confirmed
    }
}

package struct TokenSummary: Codable, Sendable, Equatable {
    package let id: Int64
    package let name: String
    /// `token:ci`
    package let audience: String
    package let type: TokenType
    /// In the short form (`article:update`), sorted.
    package let grants: [String]
    /// Seconds since 1970.
    package let createdAt: Int64
    /// Seconds since 1970; nil for never.
    package let expiresAt: Int64?
    package let expired: Bool

    package init(
        id: Int64,
        name: String,
        type: TokenType,
        grants: [String],
        createdAt: Int64,
        expiresAt: Int64?,
        expired: Bool
    ) {
        self.id = id
        self.name = name
        self.audience = "token:\(name)"
        self.type = type
        self.grants = grants
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.expired = expired
    }
}

package struct RoleList: Codable, Sendable, Equatable {
    package let roles: [RoleSummary]

    package init(roles: [RoleSummary]) {
        self.roles = roles
    }
}

package struct UserList: Codable, Sendable, Equatable {
    package let users: [UserSummary]

    package init(users: [UserSummary]) {
        self.users = users
    }
}

package struct TokenList: Codable, Sendable, Equatable {
    package let tokens: [TokenSummary]

    package init(tokens: [TokenSummary]) {
        self.tokens = tokens
    }
}

/// A token just made, with its secret, which nothing can tell again.
package struct TokenAdded: Codable, Sendable, Equatable {
    package let token: TokenSummary
    package let secret: String

    package init(token: TokenSummary, secret: String) {
        self.token = token
        self.secret = secret
    }
}

extension RightsAnswer: Codable {
    private enum Kind: String, Codable {
        case overview, grants, verdict, roles, users, tokens, role, user, tokenAdded, token, recipients, export,
            imported
    }

    private enum CodingKeys: CodingKey {
        case kind
    }

    package init(from decoder: any Decoder) throws {
        let kind = try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind)
        switch kind {
        case .overview: self = .overview(try RightsOverview(from: decoder))
        case .grants: self = .grants(try GrantsChanged(from: decoder))
        case .verdict: self = .verdict(try RightsVerdict(from: decoder))
        case .roles: self = .roles(try RoleList(from: decoder))
        case .users: self = .users(try UserList(from: decoder))
        case .tokens: self = .tokens(try TokenList(from: decoder))
        case .role: self = .role(try RoleSummary(from: decoder))
        case .user: self = .user(try UserSummary(from: decoder))
        case .tokenAdded: self = .tokenAdded(try TokenAdded(from: decoder))
        case .token: self = .token(try TokenSummary(from: decoder))
        case .recipients: self = .recipients(try Recipients(from: decoder))
        case .export: self = .export(try RightsExport(from: decoder))
        case .imported: self = .imported(try RightsImported(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        let (kind, value): (Kind, any Encodable) =
            switch self {
            case .overview(let value): (.overview, value)
            case .grants(let value): (.grants, value)
            case .verdict(let value): (.verdict, value)
            case .roles(let value): (.roles, value)
            case .users(let value): (.users, value)
            case .tokens(let value): (.tokens, value)
            case .role(let value): (.role, value)
            case .user(let value): (.user, value)
            case .tokenAdded(let value): (.tokenAdded, value)
            case .token(let value): (.token, value)
            case .recipients(let value): (.recipients, value)
            case .export(let value): (.export, value)
            case .imported(let value): (.imported, value)
            }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try value.encode(to: encoder)
    }
}
