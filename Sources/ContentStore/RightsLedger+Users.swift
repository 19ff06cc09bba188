import ContentEvents
import GRDB
import JSONText

extension RightsLedger {
    private static let columns = """
        SELECT users.id, users.name, role_id, roles.name AS role, blocked, confirmed
        FROM users JOIN roles ON roles.id = users.role_id
        """

    func users() throws -> [UserSummary] {
        try Row.fetchAll(self.db, sql: "\(Self.columns) ORDER BY users.id").map(Self.summary)
    }

    /// A number that is another one, within this process, when some user is another one.
    func usersDigest() throws -> Int {
        var hasher = Hasher()
        let users = try Row.fetchCursor(
            self.db,
            sql: "SELECT id, name, role_id, blocked, confirmed FROM users ORDER BY id"
        )
        while let user = try users.next() {
            hasher.combine(user["id"] as Int64)
            hasher.combine(user["name"] as String)
            hasher.combine(user["role_id"] as Int64?)
            hasher.combine(user["blocked"] as Bool)
            hasher.combine(user["confirmed"] as Bool)
        }
        return hasher.finalize()
    }

    /// A user as the port shows it.
    func findUser(id: Int64) throws -> User? {
        // Asked for every socket that connects.
        let statement = try self.db.cachedStatement(sql: "\(Self.columns) WHERE users.id = ?")
        return try Row.fetchOne(statement, arguments: [id]).map(Self.user)
    }

    /// A user as the port shows it.
    func findUser(named name: String) throws -> User? {
        try Row.fetchOne(self.db, sql: "\(Self.columns) WHERE users.name = ?", arguments: [name]).map(Self.user)
    }

    func addUser(_ name: String, role: String) throws -> UserSummary {
        if let problem = RightsName.userProblem(name) { throw RightsError(.usage, "\(problem).") }
        guard try self.findUser(named: name) == nil else {
            throw RightsError(.badData, "there is a user \(quoted(ExactString(name))) already: choose another name.")
        }
        let role = try self.role(role)
        try self.db.execute(sql: "INSERT INTO users (name, role_id) VALUES (?, ?)", arguments: [name, role.id])
        return try self.userSummary(name)
    }

    func setBlocked(_ isBlocked: Bool, user reference: String) throws -> UserSummary {
        let user = try self.userSummary(reference)
        try self.db.execute(sql: "UPDATE users SET blocked = ? WHERE id = ?", arguments: [isBlocked, user.id])
        return try self.userSummary(reference)
    }

    func moveUser(_ reference: String, to role: String) throws -> UserSummary {
        let user = try self.userSummary(reference)
        let role = try self.role(role)
        try self.db.execute(sql: "UPDATE users SET role_id = ? WHERE id = ?", arguments: [role.id, user.id])
        return try self.userSummary(reference)
    }

    func removeUser(_ reference: String) throws -> UserSummary {
        let user = try self.userSummary(reference)
        try self.db.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [user.id])
        return user
    }

    /// - Parameter reference: A name, or the number of a user.
    /// - Throws: ``RightsError`` if there is none.
    func userSummary(_ reference: String) throws -> UserSummary {
        let row =
            if let id = Int64(reference) {
                try Row.fetchOne(self.db, sql: "\(Self.columns) WHERE users.id = ?", arguments: [id])
            } else {
                try Row.fetchOne(self.db, sql: "\(Self.columns) WHERE users.name = ?", arguments: [reference])
            }
        if let row { return Self.summary(of: row) }
        let names = try String.fetchAll(self.db, sql: "SELECT name FROM users ORDER BY id")
        throw self.missing("user", reference, among: names)
    }

    private static func summary(of row: Row) -> UserSummary {
        UserSummary(
            id: row["id"],
            name: row["name"],
            role: row["role"],
            blocked: row["blocked"],
            confirmed: row["confirmed"]
        )
    }

    private static func user(of row: Row) -> User {
        User(
            id: row["id"],
            name: ExactString(row["name"]),
            role: AudienceID(kind: .role, id: row["role_id"]),
            isBlocked: row["blocked"],
            isConfirmed: row["confirmed"]
        )
    }
}
