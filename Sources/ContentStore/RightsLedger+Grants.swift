import ContentEvents
import ContentModel
import GRDB
import JSONText

extension RightsLedger {
    func grant(_ actions: [String], to who: String) throws -> GrantsChanged {
        let holder = try self.holder(who)
        let held = try self.grants(of: holder.id)
        let asked = try self.parse(actions)
        for grant in asked { try Self.check(grant, suits: holder) }
        for grant in asked.subtracting(held) { try self.insert(grant, for: holder.id) }
        return GrantsChanged(
            audience: holder.label,
            granted: self.types.shortForms(of: asked.subtracting(held)),
            revoked: [],
            unchanged: self.types.shortForms(of: asked.intersection(held)),
            notes: asked.compactMap { self.note(onGranting: $0) }.sorted()
        )
    }

    /// Afterwards no grant allows what was named: a wildcard takes the type's single grants with it.
    func revoke(_ actions: [String], from who: String) throws -> GrantsChanged {
        let holder = try self.holder(who)
        let held = try self.grants(of: holder.id)
        let asked = try self.parse(actions, among: held)
        let doomed = held.filter { grant in asked.contains { $0.covers(grant) } }
        for grant in asked {
            try self.checkNothingCovers(grant, in: held.subtracting(doomed), of: holder)
        }
        for grant in doomed { try self.delete(grant, of: holder.id) }
        let idle = asked.filter { grant in !doomed.contains { grant.covers($0) } }
        return GrantsChanged(
            audience: holder.label,
            granted: [],
            revoked: self.types.shortForms(of: doomed),
            unchanged: self.types.shortForms(of: idle),
            notes: []
        )
    }

    /// A role or token, as commands name it.
    struct Holder {
        let id: AudienceID
        /// `role:editor`
        let label: String
        /// Nil for a role.
        let type: TokenType?
    }

    func holder(_ who: String) throws -> Holder {
        switch try Who(parsing: who) {
        case .role(let name):
            return Holder(id: AudienceID(kind: .role, id: try self.role(name).id), label: who, type: nil)
        case .token(let name):
            let token = try self.token(name)
            return Holder(id: AudienceID(kind: .token, id: token.id), label: who, type: token.type)
        case .user(let reference):
            let user = try self.userSummary(reference)
            throw RightsError(
                .usage,
                "a user has the grants of the role: change role:\(user.role ?? ""), or give \(quoted(ExactString(user.name))) "
                    + "another role."
            )
        }
    }

    /// - Parameter held: Grants that may be named by id even if their type is no longer known.
    private func parse(_ actions: [String], among held: Set<Grant> = []) throws -> Set<Grant> {
        guard !actions.isEmpty else {
            throw RightsError(.usage, "no action is named: write one or more, such as article:update or room:news-*.")
        }
        return Set(
            try actions.map { text in
                try held.first { $0.id == ExactString(text) } ?? self.types.grant(parsing: text)
            }
        )
    }

    private static func check(_ grant: Grant, suits holder: Holder) throws {
        let reason: String
        switch holder.type {
        case .fullAccess where grant.isForContent: reason = "is a full-access token and may do everything already"
        case .readOnly where grant.isForContent: reason = "is a read-only token, which reads everything and no more"
        case nil, .custom, .fullAccess, .readOnly: return
        }
        throw RightsError(
            .badData,
            "\(quoted(ExactString(holder.label))) \(reason): only connect and room:<pattern> can be granted to it."
        )
    }

    /// Refuses to take away a single action that a wildcard would go on giving.
    private func checkNothingCovers(_ grant: Grant, in remaining: Set<Grant>, of holder: Holder) throws {
        guard let wildcard = remaining.first(where: { $0.covers(grant) }) else { return }
        let (single, every) = (self.types.shortForm(of: grant), self.types.shortForm(of: wildcard))
        throw RightsError(
            .badData,
            "\(holder.label) has \(single) by the wildcard \(every): revoke \(every), then grant the actions to keep."
        )
    }

    private func note(onGranting grant: Grant) -> String? {
        guard case .action(let action, _) = grant else { return nil }
        let common = ContentAction.builtIn + ["find", "findOne"]
        guard !common.contains(action), let meant = NearMiss.suggestion(for: action, among: common) else { return nil }
        return "\(self.types.shortForm(of: grant)) is an action of your own; did you mean \(quoted(meant))?"
    }

    /// Makes these the grants of a role or token, and no others.
    ///
    /// - Throws: ``RightsError`` for what is no id of a grant.
    func setGrants(of audience: AudienceID, to ids: [String]) throws {
        let held = try self.grants(of: audience)
        let wanted = Set(
            try ids.map { id in
                guard let grant = Grant(id: ExactString(id)) else {
                    throw RightsError(.badData, "\(quoted(ExactString(id))) is no id of a grant.")
                }
                return grant
            }
        )
        for grant in held.subtracting(wanted) { try self.delete(grant, of: audience) }
        for grant in wanted.subtracting(held) { try self.insert(grant, for: audience) }
    }

    private func insert(_ grant: Grant, for audience: AudienceID) throws {
        let sql =
            switch audience.kind {
            case .role: "INSERT INTO role_grants (role_id, grant_id) VALUES (?, ?)"
            case .token: "INSERT INTO token_grants (token_id, grant_id) VALUES (?, ?)"
            }
        try self.db.execute(sql: sql, arguments: [audience.id, grant.id.string])
    }

    private func delete(_ grant: Grant, of audience: AudienceID) throws {
        let sql =
            switch audience.kind {
            case .role: "DELETE FROM role_grants WHERE role_id = ? AND grant_id = ?"
            case .token: "DELETE FROM token_grants WHERE token_id = ? AND grant_id = ?"
            }
        try self.db.execute(sql: sql, arguments: [audience.id, grant.id.string])
    }
}

extension Grant {
    /// Whether it is the other, or a wildcard over it.
    func covers(_ other: Grant) -> Bool {
        if self == other { return true }
        if case (.everyAction(let uid), .action(_, let otherUID)) = (self, other) { return uid == otherUID }
        return false
    }
}
