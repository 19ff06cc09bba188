import ContentEvents
import GRDB
import JSONText

extension RightsLedger {
    /// Everything, as a file keeps it.
    func state() throws -> RightsState {
        RightsState(
            roles: try self.roles().map { role in
                RightsState.Role(name: role.name, grants: try self.ids(AudienceID(kind: .role, id: role.id)))
            },
            users: try self.users().map { user in
                RightsState.User(
                    name: user.name,
                    role: user.role ?? "",
                    isBlocked: user.blocked,
                    isConfirmed: user.confirmed
                )
            },
            tokens: try self.tokens().map { token in
                RightsState.Token(
                    name: token.name,
                    type: token.type,
                    expires: token.expiresAt.map { UTCSecond(seconds: $0) },
                    grants: try self.ids(AudienceID(kind: .token, id: token.id))
                )
            }
        )
    }

    private func ids(_ audience: AudienceID) throws -> [String] {
        try self.grants(of: audience).map(\.id.string)
    }

    /// Makes all of the changes.
    ///
    /// - Throws: ``RightsError`` when what one of them starts from is not so, and for what a store cannot hold.
    func apply(_ changes: [RightsChange]) throws -> RightsImported {
        guard try self.state().isBase(of: changes) else {
            throw RightsError(.badData, "the rights were changed while the import was planned: import again.")
        }
        var added: [TokenAdded] = []
        // A role is there before its first user, and until its last is gone.
        let (removals, others) = (changes.filter(\.removesRole), changes.filter { !$0.removesRole })
        for change in others + removals {
            switch change {
            case .role(let old, let new): try self.replace(old, with: new)
            case .user(let old, let new): try self.replace(old, with: new)
            case .token(let old, let new):
                if let token = try self.replace(old, with: new) { added.append(token) }
            }
        }
        return RightsImported(tokens: added)
    }

    private func replace(_ old: RightsState.Role?, with new: RightsState.Role?) throws {
        guard let new else {
            if let old { _ = try self.removeRole(old.name) }
            return
        }
        let role = try old == nil ? self.addRole(new.name) : self.role(new.name)
        try self.setGrants(of: AudienceID(kind: .role, id: role.id), to: new.grants)
    }

    private func replace(_ old: RightsState.User?, with new: RightsState.User?) throws {
        guard let new else {
            if let old { _ = try self.removeUser(old.name) }
            return
        }
        let user = try old == nil ? self.addUser(new.name, role: new.role) : self.moveUser(new.name, to: new.role)
        try self.db.execute(
            sql: "UPDATE users SET blocked = ?, confirmed = ? WHERE id = ?",
            arguments: [new.isBlocked, new.isConfirmed, user.id]
        )
    }

    /// - Returns: A token that is new.
    private func replace(_ old: RightsState.Token?, with new: RightsState.Token?) throws -> TokenAdded? {
        guard let new else {
            if let old { _ = try self.revokeToken(old.name) }
            return nil
        }
        let secret = old == nil ? TokenSecret.generate() : nil
        if let secret {
            try self.checkName(new.name, of: "token")
            try self.insertToken(new.name, type: new.type, expiresAt: new.expires?.seconds, secret: secret)
        }
        let id = try self.token(new.name).id
        try self.db.execute(
            sql: "UPDATE tokens SET expires_at = ? WHERE id = ?",
            arguments: [new.expires?.seconds, id]
        )
        try self.setGrants(of: AudienceID(kind: .token, id: id), to: new.grants)
        return try secret.map { TokenAdded(token: try self.token(new.name), secret: $0) }
    }
}

extension RightsChange {
    fileprivate var removesRole: Bool {
        if case .role(_, nil) = self { true } else { false }
    }
}
