import ContentEvents
import GRDB
import JSONText

extension RightsLedger {
    func roles() throws -> [RoleSummary] {
        try self.roleSummaries(where: "TRUE", [])
    }

    func addRole(_ name: String) throws -> RoleSummary {
        try self.checkName(name, of: "role")
        guard try self.findRole(name) == nil else {
            throw RightsError(.badData, "there is a role \(quoted(ExactString(name))) already: choose another name.")
        }
        try self.db.execute(sql: "INSERT INTO roles (name) VALUES (?)", arguments: [name])
        let id = self.db.lastInsertedRowID
        try self.db.execute(
            sql: "INSERT INTO role_grants (role_id, grant_id) VALUES (?, ?)",
            arguments: [id, Grant.connect.id.string]
        )
        return try self.role(name)
    }

    func removeRole(_ name: String) throws -> RoleSummary {
        let role = try self.role(name)
        guard !RightsName.builtInRoles.contains(ExactString(name)) else {
            throw RightsError(
                .badData,
                "the role \(quoted(ExactString(name))) cannot be removed, as signing in depends on it: revoke its grants, "
                    + "or its right to connect."
            )
        }
        guard role.users == 0 else {
            throw RightsError(
                .badData,
                "\(role.users == 1 ? "1 user has" : "\(role.users) users have") the role \(quoted(ExactString(name))): "
                    + "remove them or give them another role first; 'cmsio perms user list' shows them."
            )
        }
        try self.db.execute(sql: "DELETE FROM roles WHERE id = ?", arguments: [role.id])
        return role
    }

    /// - Throws: ``RightsError`` if there is none.
    func role(_ name: String) throws -> RoleSummary {
        if let role = try self.findRole(name) { return role }
        throw self.missing("role", name, among: try String.fetchAll(self.db, sql: "SELECT name FROM roles ORDER BY id"))
    }

    /// - Throws: ``RightsError`` if there is none.
    func roleID(_ name: String) throws -> Int64 {
        let id = try Int64.fetchOne(self.db, sql: "SELECT id FROM roles WHERE name = ?", arguments: [name])
        return try id ?? self.role(name).id
    }

    private func findRole(_ name: String) throws -> RoleSummary? {
        try self.roleSummaries(where: "roles.name = ?", [name]).first
    }

    private func roleSummaries(where condition: String, _ arguments: StatementArguments) throws -> [RoleSummary] {
        let rows = try Row.fetchAll(
            self.db,
            sql: """
                SELECT id, name, (SELECT COUNT(*) FROM users WHERE role_id = roles.id) AS users
                FROM roles WHERE \(condition) ORDER BY id
                """,
            arguments: arguments
        )
        return try rows.map { row in
            let id = AudienceID(kind: .role, id: row["id"])
            return RoleSummary(
                id: id.id,
                name: row["name"],
                grants: self.types.shortForms(of: try self.grants(of: id)),
                users: row["users"]
            )
        }
    }
}
