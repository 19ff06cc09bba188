import ContentEvents
import ContentModel
import GRDB
import JSONText

extension RightsLedger {
    /// All roles, then all tokens, expired ones too, each by id.
    func audiences() throws -> [Audience] {
        try self.roleAudiences(where: "TRUE", []) + self.tokenAudiences(where: "TRUE", [])
    }

    /// One role or token, expired or not; nil if there is none with that id.
    func audience(_ id: AudienceID) throws -> Audience? {
        switch id.kind {
        case .role: try self.roleAudiences(where: "id = ?", [id.id]).first
        case .token: try self.tokenAudiences(where: "id = ?", [id.id]).first
        }
    }

    func publicRole() throws -> AudienceID? {
        try Int64.fetchOne(self.db, sql: "SELECT id FROM roles WHERE name = 'public'")
            .map { AudienceID(kind: .role, id: $0) }
    }

    func grants(of audience: AudienceID) throws -> Set<Grant> {
        let sql =
            switch audience.kind {
            case .role: "SELECT grant_id FROM role_grants WHERE role_id = ?"
            case .token: "SELECT grant_id FROM token_grants WHERE token_id = ?"
            }
        let ids = try String.fetchAll(self.db, sql: sql, arguments: [audience.id])
        return Set(ids.compactMap { Grant(id: ExactString($0)) })
    }

    private func roleAudiences(where condition: String, _ arguments: StatementArguments) throws -> [Audience] {
        let sql = "SELECT id, name FROM roles WHERE \(condition) ORDER BY id"
        return try Row.fetchAll(self.db, sql: sql, arguments: arguments).map { row in
            let id = AudienceID(kind: .role, id: row["id"])
            let grants = try self.grants(of: id)
            return Audience(
                id: id,
                label: ExactString("role:\(row["name"] as String)"),
                permissions: Self.permissions(of: grants),
                roomGlobs: Self.roomGlobs(of: grants),
                mayConnect: grants.contains(.connect)
            )
        }
    }

    private func tokenAudiences(where condition: String, _ arguments: StatementArguments) throws -> [Audience] {
        let sql = "SELECT id, name, type, expires_at FROM tokens WHERE \(condition) ORDER BY id"
        return try Row.fetchAll(self.db, sql: sql, arguments: arguments).map { row in
            let id = AudienceID(kind: .token, id: row["id"])
            let type = try Self.type(of: row)
            let grants = try self.grants(of: id)
            return Audience(
                id: id,
                label: ExactString("token:\(row["name"] as String)"),
                permissions: Self.permissions(of: type, with: grants),
                isReadOnlyToken: type == .readOnly,
                expiresAt: row["expires_at"],
                roomGlobs: Self.roomGlobs(of: grants),
                mayConnect: grants.contains(.connect)
            )
        }
    }

    private static func permissions(of type: TokenType, with grants: Set<Grant>) -> Permissions {
        switch type {
        case .custom: self.permissions(of: grants)
        case .fullAccess: .fullAccess
        case .readOnly: .readOnly
        }
    }

    private static func permissions(of grants: Set<Grant>) -> Permissions {
        Permissions(actions: Set(grants.filter(\.isForContent).map(\.id)))
    }

    private static func roomGlobs(of grants: Set<Grant>) -> [Glob] {
        let patterns = grants.compactMap { grant -> ExactString? in
            if case .room(let glob) = grant { glob } else { nil }
        }
        return patterns.sorted().map { Glob($0.string) }
    }
}
