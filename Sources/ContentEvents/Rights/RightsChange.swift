import JSONText

/// What becomes of one role, user or API token: nil before for one that is added, nil after for one that is removed.
package enum RightsChange: Codable, Sendable, Equatable {
    case role(from: RightsState.Role?, to: RightsState.Role?)
    case user(from: RightsState.User?, to: RightsState.User?)
    case token(from: RightsState.Token?, to: RightsState.Token?)

    /// What stays of its facts, what comes and what goes.
    package var difference: RightsDifference.Subject? {
        switch self {
        case .role(let old, let new): Self.difference(old, new)
        case .user(let old, let new): Self.difference(old, new)
        case .token(let old, let new): Self.difference(old, new)
        }
    }

    private static func difference<Subject: RightsSubject>(
        _ old: Subject?,
        _ new: Subject?
    ) -> RightsDifference.Subject? {
        guard let label = (new ?? old)?.label else { return nil }
        return RightsDifference.Subject(
            label,
            change: old == nil ? .added : new == nil ? .removed : .changed,
            from: old?.facts ?? [],
            to: new?.facts ?? []
        )
    }
}

extension RightsState {
    /// What turns this state into the other: roles, then users, then tokens, each by name.
    package func changes(to other: RightsState) -> [RightsChange] {
        let roles = Self.pairs(self.roles, other.roles).map { RightsChange.role(from: $0, to: $1) }
        let users = Self.pairs(self.users, other.users).map { RightsChange.user(from: $0, to: $1) }
        let tokens = Self.pairs(self.tokens, other.tokens).map { RightsChange.token(from: $0, to: $1) }
        return roles + users + tokens
    }

    /// Whether everything that the changes start from is so in this state.
    package func isBase(of changes: [RightsChange]) -> Bool {
        let (roles, users, tokens) = (Set(self.roles), Set(self.users), Set(self.tokens))
        let labels = Set((roles.map(\.label) + users.map(\.label) + tokens.map(\.label)).map { ExactString($0) })
        func isSo<Subject: RightsSubject>(_ old: Subject?, _ new: Subject?, _ subjects: Set<Subject>) -> Bool {
            old.map(subjects.contains) ?? !labels.contains(ExactString(new?.label ?? ""))
        }
        return changes.allSatisfy { change in
            switch change {
            case .role(let old, let new): isSo(old, new, roles)
            case .user(let old, let new): isSo(old, new, users)
            case .token(let old, let new): isSo(old, new, tokens)
            }
        }
    }

    /// Each subject that is another one in the other list, or only in one of them, by label.
    private static func pairs<Subject: RightsSubject>(_ old: [Subject], _ new: [Subject]) -> [(Subject?, Subject?)] {
        var pairs: [ExactString: (old: Subject?, new: Subject?)] = [:]
        for subject in old { pairs[ExactString(subject.label), default: (nil, nil)].old = subject }
        for subject in new { pairs[ExactString(subject.label), default: (nil, nil)].new = subject }
        return pairs.sorted { $0.key < $1.key }.map { ($0.value.old, $0.value.new) }.filter { $0.0 != $0.1 }
    }
}
