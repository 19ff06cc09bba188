package import JSONText

/// Every audience and what it may do, at one moment.
package struct Rights: Sendable {
    /// Grows with each change within one process; equal versions of one directory mean equal rights.
    package let version: Int
    /// Roles first, then tokens, each by id. Expired tokens are not among them.
    package let audiences: [Audience]
    /// The role of whoever presents no token; nil if there is none, and then a token is mandatory.
    package let publicRole: AudienceID?
    /// Whether nobody knows any more that this is so, as its source has been silent for too long: no event may be sent by
    /// it, and nobody is sent away by it.
    package let isSuspended: Bool

    private let byID: [AudienceID: Int]
    private let byLabel: [ExactString: Int]

    package init(version: Int, audiences: [Audience], publicRole: AudienceID?, isSuspended: Bool = false) {
        self.version = version
        self.audiences = audiences
        self.publicRole = publicRole
        self.isSuspended = isSuspended
        self.byID = Dictionary(audiences.indices.map { (audiences[$0].id, $0) }) { first, _ in first }
        self.byLabel = Dictionary(audiences.indices.map { (audiences[$0].label, $0) }) { first, _ in first }
    }

    package func audience(_ id: AudienceID) -> Audience? {
        self.byID[id].map { self.audiences[$0] }
    }

    /// - Parameter label: `role:public`, `token:ci`.
    package func audience(labelled label: ExactString) -> Audience? {
        self.byLabel[label].map { self.audiences[$0] }
    }
}
