import ContentModel
import JSONText

/// How two states of the rights, or two audiences, differ.
package struct RightsDifference: Codable, Sendable, Equatable {
    package struct Subject: Codable, Sendable, Equatable {
        package enum Change: String, Codable, Sendable {
            case added, removed, changed
        }

        /// `role:editor`, `user:ann` or `token:ci`; for two audiences both, as in `role:public role:editor`.
        package let subject: String
        package let change: Change
        /// What only the second state has, sorted: grants, and lines such as `role editor` and `type custom`.
        package let added: [String]
        /// What only the first state has.
        package let removed: [String]

        package init(_ subject: String, change: Change, from old: [String], to new: [String]) {
            let (before, after) = (Set(old.map { ExactString($0) }), Set(new.map { ExactString($0) }))
            self.subject = subject
            self.change = change
            self.added = new.filter { !before.contains(ExactString($0)) }
            self.removed = old.filter { !after.contains(ExactString($0)) }
        }
    }

    /// Those that differ: roles, then users, then tokens, each by name.
    package let subjects: [Subject]
    package let equal: Bool

    package init(subjects: [Subject]) {
        self.subjects = subjects
        self.equal = subjects.isEmpty
    }

    package init(_ changes: [RightsChange]) {
        self.init(subjects: changes.compactMap(\.difference))
    }

    /// Compares what both speak of.
    package init(from old: ProposedRights, to new: ProposedRights) {
        let (speaksOfRoles, speaksOfUsers) = (
            old.roles != nil && new.roles != nil, old.users != nil && new.users != nil
        )
        let speaksOfTokens = old.tokens != nil && new.tokens != nil
        func state(_ rights: ProposedRights) -> RightsState {
            RightsState(
                roles: speaksOfRoles ? rights.roles ?? [] : [],
                users: speaksOfUsers ? rights.users ?? [] : [],
                tokens: speaksOfTokens ? rights.tokens ?? [] : []
            )
        }
        self.init(state(old).changes(to: state(new)))
    }

    /// Compares what two audiences may do.
    package init(from old: RightsHolder, to new: RightsHolder) {
        let subject = Subject("\(old.label) \(new.label)", change: .changed, from: old.rights, to: new.rights)
        self.init(subjects: subject.added.isEmpty && subject.removed.isEmpty ? [] : [subject])
    }
}

/// A role or token and what it may do, to be compared with another.
package struct RightsHolder: Sendable, Equatable {
    /// `role:editor`
    package let label: String
    /// Grants; for tokens that need none, `everything` or `read everything` too.
    package let rights: [String]
}

extension RightsState {
    /// What a role or token may do.
    ///
    /// - Parameter label: `role:editor` or `token:ci`.
    /// - Throws: ``RightsError`` of bad data when there is none.
    package func holder(_ label: String) throws(RightsError) -> RightsHolder {
        let roles = self.roles.map { RightsHolder(label: $0.label, rights: $0.grants) }
        let holders = roles + self.tokens.map { RightsHolder(label: $0.label, rights: $0.type.rights + $0.grants) }
        if let holder = holders.first(where: { ExactString($0.label) == ExactString(label) }) { return holder }
        let question = NearMiss.question(for: ExactString(label), among: holders.map { ExactString($0.label) })
        throw RightsError(
            .badData,
            "there is no \(quoted(ExactString(label)))\(question) 'cmsio perms list' shows the roles and tokens."
        )
    }
}

extension TokenType {
    /// What it may do without a grant.
    fileprivate var rights: [String] {
        switch self {
        case .custom: []
        case .fullAccess: ["everything"]
        case .readOnly: ["read everything"]
        }
    }
}
