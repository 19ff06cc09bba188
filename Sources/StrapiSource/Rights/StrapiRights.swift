import ContentEvents
import ContentModel
import JSONText

/// Reads roles, users and API tokens out of a project's database.
///
/// Source: spec/strapi.md d.1 to d.5.
struct StrapiRights {
    /// The key of the users-permissions plugin's advanced settings.
    static let advancedSettings = "plugin_users-permissions_advanced"

    let queries: any DatabaseQueries
    let tables: StrapiTables

    // MARK: Audiences

    /// All roles, then all API tokens, expired ones too, each by id. Tokens of the admin kind are none.
    func audiences() throws -> [Audience] {
        try self.roles() + self.tokens()
    }

    /// The role of whoever presents no token: found by its type, as Strapi does.
    func publicRole() throws -> AudienceID? {
        try self.queries.rows("SELECT id FROM \(StrapiTables.roles) WHERE type = 'public' ORDER BY id")
            .first?.integer(0).map { AudienceID(kind: .role, id: $0) }
    }

    private func roles() throws -> [Audience] {
        let actions = try self.actions(
            """
            SELECT l.role_id, p.action FROM \(StrapiTables.permissions) p
            JOIN \(self.tables.permissionRoles) l ON l.permission_id = p.id
            """
        )
        var labels = UniqueLabels(kind: "role")
        return try self.queries.rows("SELECT id, type, name FROM \(StrapiTables.roles) ORDER BY id").compactMap { row in
            guard let id = row.integer(0) else { return nil }
            return Audience(
                id: AudienceID(kind: .role, id: id),
                label: labels.label(row.text(1) ?? row.text(2) ?? "", id: id),
                permissions: Permissions(actions: actions[id] ?? []),
                keeper: .strapi
            )
        }
    }

    private func tokens() throws -> [Audience] {
        let actions = try self.actions(
            """
            SELECT l.api_token_id, p.action FROM \(StrapiTables.tokenPermissions) p
            JOIN \(self.tables.tokenPermissionTokens) l ON l.api_token_permission_id = p.id
            """
        )
        let expiry = self.queries.dialect.milliseconds("expires_at")
        var labels = UniqueLabels(kind: "token")
        return try self.queries.rows(
            "SELECT id, name, type, \(expiry), \(self.kind) FROM \(StrapiTables.tokens) ORDER BY id"
        ).compactMap { row in
            guard let id = row.integer(0), !Self.isAdmin(row.text(4)) else { return nil }
            let type = row.text(2)
            return Audience(
                id: AudienceID(kind: .token, id: id),
                label: labels.label(row.text(1) ?? "", id: id),
                permissions: Self.permissions(of: type, actions[id] ?? []),
                isReadOnlyToken: type == "read-only",
                expiresAt: row.integer(3).map { $0 / 1000 },
                keeper: .strapi
            )
        }
    }

    private static func permissions(of type: String?, _ actions: Set<ExactString>) -> Permissions {
        switch type {
        case "full-access": .fullAccess
        case "read-only": .readOnly
        // A kind of token that this version does not know gets what a custom one was granted.
        default: Permissions(actions: actions)
        }
    }

    /// What each owner may do.
    ///
    /// - Parameter sql: Gives an owner's id and an action a row.
    private func actions(_ sql: String) throws -> [Int64: Set<ExactString>] {
        var actions: [Int64: Set<ExactString>] = [:]
        for row in try self.queries.rows(sql) {
            guard let owner = row.integer(0), let action = row.text(1) else { continue }
            // Strapi knows no wildcard, ours would read one.
            if action.utf8.last == UInt8(ascii: "*") { continue }
            actions[owner, default: []].insert(ExactString(action))
        }
        return actions
    }

    // MARK: Users

    func user(id: Int64) throws -> User? {
        try self.user(where: "u.id = $1", "\(id)")
    }

    func user(named name: ExactString) throws -> User? {
        try self.user(where: "u.username = $1", name.string)
    }

    /// All of them, by id.
    func users() throws -> [User] { try self.users(where: "TRUE") }

    /// Those of the ids that there are.
    func users(ids: [Int64]) throws -> [User] {
        try stride(from: 0, to: ids.count, by: 1000).flatMap { start in
            let part = ids[start..<min(start + 1000, ids.count)]
            return try self.users(where: "u.id IN (\(part.map(String.init).joined(separator: ", ")))")
        }
    }

    private func users(where condition: String) throws -> [User] {
        let rows = try self.queries.rows(self.userQuery(where: condition))
        let mustConfirm = try self.mustConfirmEmail()
        var users: [User] = []
        // A user with two roles has two rows, and the first counts.
        for row in rows {
            guard let user = Self.user(row, mustConfirm: mustConfirm), user.id != users.last?.id else { continue }
            users.append(user)
        }
        return users
    }

    private func user(where condition: String, _ value: String) throws -> User? {
        guard let row = try self.queries.rows(self.userQuery(where: condition), [value]).first else { return nil }
        return Self.user(row, mustConfirm: try self.mustConfirmEmail())
    }

    private func userQuery(where condition: String) -> String {
        """
        SELECT u.id, u.username, l.role_id, u.blocked, u.confirmed FROM \(StrapiTables.users) u
        LEFT JOIN \(self.tables.userRoles) l ON l.user_id = u.id WHERE \(condition) ORDER BY u.id, l.role_id
        """
    }

    private static func user(_ row: DatabaseRow, mustConfirm: Bool) -> User? {
        row.integer(0).map { id in
            User(
                id: id,
                name: row.name(1) ?? "",
                role: row.integer(2).map { AudienceID(kind: .role, id: $0) },
                isBlocked: row.flag(3),
                isConfirmed: row.flag(4) || !mustConfirm
            )
        }
    }

    private func mustConfirmEmail() throws -> Bool {
        let value = try self.queries.rows(
            "SELECT value FROM \(StrapiTables.settings) WHERE key = $1 ORDER BY id",
            [Self.advancedSettings]
        ).first?.text(0)
        guard let value else { return false }
        let settings = try JSONDocument(parsing: Array(value.utf8))
        guard let flag = settings.value("email_confirmation", in: settings.root) else { return false }
        return settings.text(flag) == Array("true".utf8)
    }

    // MARK: Tokens

    /// When each API token was made, in seconds since 1970, and of which type it is, by its id.
    func tokenKinds() throws -> [Int64: (createdAt: Int64, type: TokenType)] {
        let created = self.queries.dialect.milliseconds("created_at")
        let rows = try self.queries.rows("SELECT id, \(created), type FROM \(StrapiTables.tokens)")
        let kinds = rows.compactMap { row -> (Int64, (createdAt: Int64, type: TokenType))? in
            guard let id = row.integer(0) else { return nil }
            let type = row.text(2).flatMap { TokenType(rawValue: $0) } ?? .custom
            return (id, (createdAt: (row.integer(1) ?? 0) / 1000, type: type))
        }
        return Dictionary(kinds) { first, _ in first }
    }

    /// - Parameter accessKey: As ``APITokenKey`` makes it of what a client presents.
    /// - Throws: ``TokenRefusal`` for one of the admin kind.
    func token(accessKey: String) throws -> AudienceID? {
        let sql = "SELECT id, \(self.kind) FROM \(StrapiTables.tokens) WHERE access_key = $1"
        guard let row = try self.queries.rows(sql, [accessKey]).first, let id = row.integer(0) else { return nil }
        if Self.isAdmin(row.text(1)) { throw TokenRefusal.adminToken }
        return AudienceID(kind: .token, id: id)
    }

    private var kind: String { self.tables.hasTokenKinds ? "kind" : "NULL" }

    private static func isAdmin(_ kind: String?) -> Bool { kind.map { $0 != "content-api" } ?? false }
}

/// Labels of which no two are equal.
private struct UniqueLabels {
    let kind: String
    private var known: Set<ExactString> = []

    init(kind: String) {
        self.kind = kind
    }

    /// `role:editor`; for a name that another one has, `role:editor#7`.
    mutating func label(_ name: String, id: Int64) -> ExactString {
        let label = ExactString("\(self.kind):\(name)")
        if !name.isEmpty, self.known.insert(label).inserted { return label }
        return ExactString("\(self.kind):\(name)#\(id)")
    }
}
