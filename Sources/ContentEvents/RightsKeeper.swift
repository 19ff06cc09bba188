package import JSONText

/// Who keeps rights, and so where they are changed.
package enum RightsKeeper: Sendable, Equatable {
    /// The store of this program.
    case store
    /// A Strapi project, in whose admin panel they are changed.
    case strapi

    /// How an audience gets a right: the end of a sentence.
    ///
    /// - Parameters:
    ///   - action: As people write it: `article:update`.
    ///   - label: `role:public`, `token:ci`.
    package func granting(_ action: String, to label: ExactString) -> String {
        switch self {
        case .store: "'cmsio perms grant \(label) \(action)' gives it"
        case .strapi: "Strapi's admin panel gives it, under \(Self.place(of: label))"
        }
    }

    /// How some audience gets a right that nobody has: the end of a sentence.
    package func naming(_ action: String) -> String {
        switch self {
        case .store: "'cmsio perms grant role:public \(action)' gives one"
        case .strapi: "Strapi's admin panel gives one where the CMS has the action"
        }
    }

    /// How somebody gets an event that nobody gets: a sentence without its full stop.
    package func letting(_ event: String) -> String {
        switch self {
        case .store: "'cmsio perms grant role:public \(event)' lets somebody"
        case .strapi: "Strapi's admin panel lets somebody, under \(Self.roles)"
        }
    }

    /// How a user is let in again: the end of a sentence.
    package func unblocking(_ user: ExactString) -> String {
        switch self {
        case .store: "'cmsio perms user unblock \(user)' lets the user in again"
        case .strapi: "Strapi's Content Manager lets the user in again"
        }
    }

    /// How a user gets a role: the end of a sentence.
    package var givingRole: String {
        switch self {
        case .store: "cmsio perms user move gives one"
        case .strapi: "Strapi's Content Manager gives one"
        }
    }

    /// How there is a new token: the end of a sentence.
    package var makingToken: String {
        switch self {
        case .store: "'cmsio perms token add' makes a new one"
        case .strapi: "Strapi's admin panel makes a new one, under \(Self.tokens)"
        }
    }

    private static func place(of label: ExactString) -> String {
        label.utf8.starts(with: "token:".utf8) ? Self.tokens : Self.roles
    }

    private static let roles = "Settings > Users & Permissions > Roles"
    private static let tokens = "Settings > API Tokens"
}

extension Rights {
    /// Who keeps them all.
    package var keeper: RightsKeeper { self.audiences.first?.keeper ?? .store }
}
