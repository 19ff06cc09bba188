package import JSONText

/// The sentences that say why an audience has a right, or lacks it.
package struct RightsSentences {
    private let label: ExactString
    private let action: String

    /// - Parameters:
    ///   - audience: Whose right it is.
    ///   - action: What the right is to, as people write it: `article:update`.
    package init(_ audience: Audience, action: String) {
        self.label = audience.label
        self.action = action
    }

    /// - Parameters:
    ///   - reason: What gives the right.
    ///   - grant: The deciding grant as people write it, if a grant decides.
    ///   - note: What to add when another grant decides than that of the action.
    package func granted(by reason: ReceiveReason, grant: String, note: String = "") -> String {
        "\(self.label) \(self.words(for: reason, grant: grant, note: note))"
    }

    /// The same without whose right it is.
    package func words(for reason: ReceiveReason, grant: String, note: String = "") -> String {
        switch reason {
        case .fullAccess: "is a full-access token"
        case .readOnly: "is a read-only token, which reads everything"
        case .grant where grant == self.action: "was granted \(grant)"
        case .grant: "was granted \(grant), which decides \(self.action)\(note)"
        }
    }

    package static let readingDecides = " under --receive read"

    package var isReadOnly: String {
        "\(self.label) is a read-only token, and receives events only where 'cmsio serve' runs with --receive read"
    }

    package var hasNoGrant: String {
        "\(self.label) has no grant for \(self.action); 'cmsio perms grant \(self.label) \(self.action)' gives it"
    }

    package var mayNotConnect: String {
        "\(self.label) may not connect; 'cmsio perms grant \(self.label) connect' lets it"
    }

    package static func isBlocked(_ user: ExactString) -> String {
        "user \(quoted(user)) is blocked; 'cmsio perms user unblock \(user)' lets the user in again"
    }

    /// - Parameter label: `token:ci`
    package static func hasExpired(_ label: String) -> String {
        "\(label) has expired; 'cmsio perms token add' makes a new one"
    }
}
