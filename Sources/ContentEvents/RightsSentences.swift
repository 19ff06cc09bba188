package import JSONText

/// The sentences that say why an audience has a right, or lacks it.
package struct RightsSentences {
    private let label: ExactString
    private let action: String
    private let keeper: RightsKeeper

    /// - Parameters:
    ///   - audience: Whose right it is.
    ///   - action: What the right is to, as people write it: `article:update`.
    package init(_ audience: Audience, action: String) {
        self.label = audience.label
        self.action = action
        self.keeper = audience.keeper
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
        "\(self.label) has no grant for \(self.action); \(self.keeper.granting(self.action, to: self.label))"
    }

    package var mayNotConnect: String {
        "\(self.label) may not connect; 'cmsio perms grant \(self.label) connect' lets it"
    }

    package static func isBlocked(_ user: ExactString, keeper: RightsKeeper) -> String {
        "user \(quoted(user)) is blocked; \(keeper.unblocking(user))"
    }

    /// - Parameter label: `token:ci`
    package static func hasExpired(_ label: String, keeper: RightsKeeper) -> String {
        "\(label) has expired; \(keeper.makingToken)"
    }
}
