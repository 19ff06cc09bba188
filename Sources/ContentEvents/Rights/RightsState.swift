import JSONText

/// All roles, users, API tokens and grants, as a file keeps them: by name, without numbers, secrets and times of making.
///
/// Everything is sorted by its bytes and grants are ids (`api::article.article.update`), so that equal rights are equal
/// values in every store, whatever content types it knows.
package struct RightsState: Codable, Sendable, Equatable {
    package struct Role: Codable, Sendable, Hashable {
        package let name: String
        package let grants: [String]

        package init(name: String, grants: some Sequence<String>) {
            self.name = name
            self.grants = RightsState.sorted(grants)
        }
    }

    package struct User: Codable, Sendable, Hashable {
        package let name: String
        package let role: String
        package let isBlocked: Bool
        package let isConfirmed: Bool

        package init(name: String, role: String, isBlocked: Bool = false, isConfirmed: Bool = true) {
            self.name = name
            self.role = role
            self.isBlocked = isBlocked
            self.isConfirmed = isConfirmed
        }
    }

    package struct Token: Codable, Sendable, Hashable {
        package let name: String
        package let type: TokenType
        /// Nil for never.
        package let expires: UTCSecond?
        package let grants: [String]

        package init(name: String, type: TokenType, expires: UTCSecond? = nil, grants: some Sequence<String>) {
            self.name = name
            self.type = type
            self.expires = expires
            self.grants = RightsState.sorted(grants)
        }
    }

    package let roles: [Role]
    package let users: [User]
    package let tokens: [Token]

    package init(roles: [Role] = [], users: [User] = [], tokens: [Token] = []) {
        self.roles = roles.sorted { ExactString($0.name) < ExactString($1.name) }
        self.users = users.sorted { ExactString($0.name) < ExactString($1.name) }
        self.tokens = tokens.sorted { ExactString($0.name) < ExactString($1.name) }
    }

    private static func sorted(_ grants: some Sequence<String>) -> [String] {
        Set(grants.map { ExactString($0) }).sorted().map(\.string)
    }
}

/// One role, user or API token of a ``RightsState``.
package protocol RightsSubject: Sendable, Hashable {
    /// `role:editor`, `user:ann` or `token:ci`.
    var label: String { get }
    /// Everything that is said of it, a line each, in a stable order.
    var facts: [String] { get }
}

extension RightsState.Role: RightsSubject {
    package var label: String { "role:\(self.name)" }
    package var facts: [String] { self.grants }
}

extension RightsState.User: RightsSubject {
    package var label: String { "user:\(self.name)" }

    package var facts: [String] {
        ["role \(self.role)"] + (self.isBlocked ? ["blocked"] : []) + (self.isConfirmed ? [] : ["not confirmed"])
    }
}

extension RightsState.Token: RightsSubject {
    package var label: String { "token:\(self.name)" }

    package var facts: [String] {
        ["type \(self.type.rawValue)"] + (self.expires.map { ["expires \($0)"] } ?? []) + self.grants
    }
}
