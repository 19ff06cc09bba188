import ContentEvents
import GRDB
import JSONText

extension RightsLedger {
    /// A hundred years in seconds: beyond that, somebody mistook the unit.
    private static let longestLife: Int64 = 3_155_760_000

    func tokens() throws -> [TokenSummary] {
        try self.tokenSummaries(where: "TRUE", [])
    }

    /// - Parameters:
    ///   - expiresIn: Seconds from now; nil for never.
    ///   - secret: What the token is presented with; nil for a random one.
    func addToken(
        _ name: String,
        type: TokenType,
        actions: [String],
        expiresIn: Int64?,
        secret: String?
    ) throws -> TokenAdded {
        try self.checkName(name, of: "token")
        guard try self.findToken(name) == nil else {
            throw RightsError(
                .badData,
                "there is a token \(quoted(ExactString(name))) already: choose another name, or revoke that one first."
            )
        }
        if let expiresIn, !(1...Self.longestLife).contains(expiresIn) {
            throw RightsError(
                .usage,
                "a token lives between a second and a hundred years: give a time in between, or none."
            )
        }
        let secret = secret ?? TokenSecret.generate()
        try self.insertToken(name, type: type, expiresAt: expiresIn.map { self.now + $0 }, secret: secret)
        _ = try self.grant(["connect"] + actions, to: "token:\(name)")
        return TokenAdded(token: try self.token(name), secret: secret)
    }

    func insertToken(_ name: String, type: TokenType, expiresAt: Int64?, secret: String) throws {
        let accessKey = TokenSecret.accessKey(for: secret, salt: try self.salt())
        guard !secret.isEmpty, try self.tokenID(accessKey: accessKey) == nil else {
            throw RightsError(
                .badData,
                "the secret of token \(quoted(ExactString(name))) is empty or in use: choose another."
            )
        }
        try self.db.execute(
            sql: "INSERT INTO tokens (name, type, access_key, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [name, type.rawValue, accessKey, self.now, expiresAt]
        )
    }

    func revokeToken(_ name: String) throws -> TokenSummary {
        let token = try self.token(name)
        try self.db.execute(sql: "DELETE FROM tokens WHERE id = ?", arguments: [token.id])
        return token
    }

    /// The token with that secret, expired or not.
    func tokenID(presenting secret: String) throws -> AudienceID? {
        try self.tokenID(accessKey: TokenSecret.accessKey(for: secret, salt: try self.salt()))
    }

    private func tokenID(accessKey: String) throws -> AudienceID? {
        try Int64.fetchOne(self.db, sql: "SELECT id FROM tokens WHERE access_key = ?", arguments: [accessKey])
            .map { AudienceID(kind: .token, id: $0) }
    }

    private func salt() throws -> String {
        guard let salt = try self.setting("salt") else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the salt of the API tokens is missing")
        }
        return salt
    }

    /// - Throws: ``RightsError`` if there is none.
    func token(_ name: String) throws -> TokenSummary {
        if let token = try self.findToken(name) { return token }
        throw self.missing(
            "token",
            name,
            among: try String.fetchAll(self.db, sql: "SELECT name FROM tokens ORDER BY id")
        )
    }

    private func findToken(_ name: String) throws -> TokenSummary? {
        try self.tokenSummaries(where: "name = ?", [name]).first
    }

    private func tokenSummaries(where condition: String, _ arguments: StatementArguments) throws -> [TokenSummary] {
        let rows = try Row.fetchAll(
            self.db,
            sql: "SELECT id, name, type, created_at, expires_at FROM tokens WHERE \(condition) ORDER BY id",
            arguments: arguments
        )
        return try rows.map { row in
            let id = AudienceID(kind: .token, id: row["id"])
            let expiresAt: Int64? = row["expires_at"]
            return TokenSummary(
                id: id.id,
                name: row["name"],
                type: try Self.type(of: row),
                grants: self.types.shortForms(of: try self.grants(of: id)),
                createdAt: row["created_at"],
                expiresAt: expiresAt,
                expired: expiresAt.map { $0 <= self.now } ?? false
            )
        }
    }

    static func type(of row: Row) throws -> TokenType {
        guard let type = TokenType(rawValue: row["type"]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a token has an unknown type")
        }
        return type
    }
}
