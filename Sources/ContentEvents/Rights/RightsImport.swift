import ContentModel
import JSONText

/// The plan of an import: what it makes of the rights that there are.
package struct RightsImport: Sendable, Equatable {
    /// As a store takes them.
    package let changes: [RightsChange]

    /// - Parameters:
    ///   - proposal: With grants as ids.
    ///   - base: The rights as they are now.
    ///   - isPruning: Whether what the proposal speaks of and does not name is removed. Otherwise nothing is: no grant, no
    ///     block of a user and no end of a token either.
    /// - Throws: ``ImportProblem``
    package init(
        of proposal: ProposedRights,
        into base: RightsState,
        pruning isPruning: Bool
    ) throws(ImportProblem) {
        let outcome = RightsState(
            roles: Self.merge(proposal.roles, into: base.roles, isPruning) { old, new in
                RightsState.Role(name: new.name, grants: old.grants + new.grants)
            },
            users: Self.merge(proposal.users, into: base.users, isPruning) { old, new in
                RightsState.User(
                    name: new.name,
                    role: new.role,
                    isBlocked: old.isBlocked || new.isBlocked,
                    isConfirmed: old.isConfirmed && new.isConfirmed
                )
            },
            tokens: Self.merge(proposal.tokens, into: base.tokens, isPruning) { old, new in
                RightsState.Token(
                    name: new.name,
                    type: new.type,
                    expires: new.expires ?? old.expires,
                    grants: old.grants + new.grants
                )
            }
        )
        try Self.checkRoles(of: outcome)
        try Self.checkUsers(of: outcome)
        try Self.checkTokens(of: outcome, before: base)
        self.changes = base.changes(to: outcome)
    }

    package var difference: RightsDifference { RightsDifference(self.changes) }

    /// Whether anything goes: a role, user or token, a grant of one that stays, or what keeps somebody out.
    package var removesSomething: Bool {
        self.changes.contains { change in
            switch change {
            case .role(_, nil), .user(_, nil), .token(_, nil): true
            case .role(let old?, let new?): !Set(old.grants).isSubset(of: new.grants)
            case .user(let old?, let new?): old.isBlocked && !new.isBlocked
            case .token(let old?, let new?):
                !Set(old.grants).isSubset(of: new.grants) || old.expires != nil && new.expires == nil
            case .role(nil, _), .user(nil, _), .token(nil, _): false
            }
        }
    }

    private static func merge<Subject: RightsSubject>(
        _ proposed: [Subject]?,
        into base: [Subject],
        _ isPruning: Bool,
        joining: (Subject, Subject) -> Subject
    ) -> [Subject] {
        guard let proposed else { return base }
        guard !isPruning else { return proposed }
        let old = Dictionary(base.map { (ExactString($0.label), $0) }) { first, _ in first }
        let named = Set(proposed.map { ExactString($0.label) })
        return base.filter { !named.contains(ExactString($0.label)) }
            + proposed.map { new in old[ExactString(new.label)].map { joining($0, new) } ?? new }
    }

    private static func checkRoles(of outcome: RightsState) throws(ImportProblem) {
        for role in outcome.roles {
            if let problem = RightsName.problem(role.name, of: "role") { throw ImportProblem(role.label, problem) }
        }
        let names = Set(outcome.roles.map { ExactString($0.name) })
        guard let missing = RightsName.builtInRoles.sorted().first(where: { !names.contains($0) }) else { return }
        throw ImportProblem(
            nil,
            "the role '\(missing)' is not among the roles and cannot be removed, as signing in depends on it; to take "
                + "everything from it, write it with 'grants: []'"
        )
    }

    private static func checkUsers(of outcome: RightsState) throws(ImportProblem) {
        let roles = outcome.roles.map { ExactString($0.name) }
        let known = Set(roles)
        for user in outcome.users {
            if let problem = RightsName.userProblem(user.name) { throw ImportProblem(user.label, problem) }
            guard !known.contains(ExactString(user.role)) else { continue }
            let question = NearMiss.suggestion(for: ExactString(user.role), among: roles)
            throw ImportProblem(
                user.label,
                "user \(quoted(ExactString(user.name))) has the role \(quoted(ExactString(user.role))), which there is "
                    + "not\(question.map { "; did you mean \(quoted($0))?" } ?? "; add it to the roles")"
            )
        }
    }

    private static func checkTokens(of outcome: RightsState, before base: RightsState) throws(ImportProblem) {
        let old = Dictionary(base.tokens.map { (ExactString($0.name), $0) }) { first, _ in first }
        for token in outcome.tokens {
            if let problem = RightsName.problem(token.name, of: "token") { throw ImportProblem(token.label, problem) }
            if let before = old[ExactString(token.name)], before.type != token.type {
                throw ImportProblem(
                    token.label,
                    "token \(quoted(ExactString(token.name))) is of type \(before.type.rawValue), and whoever has its "
                        + "secret would get another one's rights; revoke it first, or choose another name"
                )
            }
            let content = token.grants.first { Grant(id: ExactString($0))?.isForContent ?? true }
            if token.type != .custom, let content {
                throw ImportProblem(
                    token.label,
                    "token \(quoted(ExactString(token.name))) is of type \(token.type.rawValue), to which only connect and "
                        + "room:<pattern> can be granted, not \(quoted(ExactString(content)))"
                )
            }
        }
    }
}
