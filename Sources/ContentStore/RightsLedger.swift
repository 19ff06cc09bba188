import ContentEvents
import ContentModel
import Foundation
import GRDB
import JSONText

/// Roles, users, tokens and grants within one transaction.
struct RightsLedger {
    let db: Database
    /// Seconds since 1970.
    let now: Int64
    let types: KnownTypes
    let typeNames: [(uid: ExactString, singularName: ExactString)]

    init(_ db: Database, now: Int64) throws {
        self.db = db
        self.now = now
        self.typeNames = try Row.fetchAll(db, sql: "SELECT uid, singular_name FROM content_types").map { row in
            (uid: ExactString(row["uid"]), singularName: ExactString(row["singular_name"]))
        }
        self.types = KnownTypes(self.typeNames)
    }

    /// A number that is another one once another connection has changed the file.
    static func fileState(_ db: Database) throws -> Int? { try Int.fetchOne(db, sql: "PRAGMA data_version") }

    func setting(_ name: String) throws -> String? {
        try String.fetchOne(self.db, sql: "SELECT value FROM settings WHERE name = ?", arguments: [name])
    }

    func perform(_ command: RightsCommand) throws -> RightsAnswer {
        switch command {
        case .list:
            .overview(RightsOverview(roles: try self.roles(), tokens: try self.tokens(), users: try self.users()))
        case .grant(let who, let actions): .grants(try self.grant(actions, to: who))
        case .revoke(let who, let actions): .grants(try self.revoke(actions, from: who))
        case .can(let who, let action): .verdict(try self.verdict(who, action))
        case .roleAdd(let name): .role(try self.addRole(name))
        case .roleRemove(let name): .role(try self.removeRole(name))
        case .roleList: .roles(RoleList(roles: try self.roles()))
        case .userAdd(let name, let role): .user(try self.addUser(name, role: role))
        case .userBlock(let user): .user(try self.setBlocked(true, user: user))
        case .userUnblock(let user): .user(try self.setBlocked(false, user: user))
        case .userMove(let user, let role): .user(try self.moveUser(user, to: role))
        case .userRemove(let user): .user(try self.removeUser(user))
        case .userList: .users(UserList(users: try self.users()))
        case .tokenAdd(let name, let type, let actions, let expiresIn):
            .tokenAdded(
                try self.addToken(name, type: type, actions: actions, expiresIn: expiresIn, secret: nil)
            )
        case .tokenRevoke(let name): .token(try self.revokeToken(name))
        case .tokenList: .tokens(TokenList(tokens: try self.tokens()))
        case .who(let type, let action): .recipients(try self.recipients(type, action))
        case .export: .export(RightsExport(state: try self.state(), types: self.typeNames))
        case .change(let changes): .imported(try self.apply(changes))
        }
    }

    /// Replaces what is known of types and of the right to receive.
    func record(
        types: [(uid: ExactString, singularName: ExactString)],
        receive: ReceiveRule,
        publishing: PublishRight
    ) throws {
        try self.db.execute(sql: "DELETE FROM content_types")
        for type in types {
            try self.db.execute(
                sql: "INSERT INTO content_types (uid, singular_name) VALUES (?, ?)",
                arguments: [type.uid.string, type.singularName.string]
            )
        }
        try self.db.execute(sql: "UPDATE settings SET value = ? WHERE name = 'receive'", arguments: [receive.rawValue])
        try self.db.execute(
            sql: "INSERT OR REPLACE INTO settings VALUES ('publish-needs', ?)",
            arguments: [publishing.rawValue]
        )
    }

    /// Refuses names that could not be written in a command or a message.
    func checkName(_ name: String, of thing: String) throws {
        if let problem = RightsName.problem(name, of: thing) { throw RightsError(.usage, "\(problem).") }
    }

    /// The refusal for a name that nothing bears.
    func missing(_ thing: String, _ name: String, among names: [String]) -> RightsError {
        let question = NearMiss.question(for: ExactString(name), among: names.map { ExactString($0) })
        return RightsError(
            .badData,
            "there is no \(thing) \(quoted(ExactString(name)))\(question) 'cmsio perms \(thing) list' shows them all."
        )
    }
}
