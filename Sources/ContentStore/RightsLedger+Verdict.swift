import ContentEvents
import GRDB
import JSONText

extension RightsLedger {
    /// Whether somebody has a right, and by which grant; a user by the role.
    func verdict(_ who: String, _ action: String) throws -> RightsVerdict {
        let wanted = try self.types.grant(parsing: action)
        let (audience, problem) = try self.subject(who)
        let ruling =
            if let problem {
                Ruling(refusedBecause: problem)
            } else {
                Ruling(
                    on: wanted,
                    for: audience,
                    under: try self.receiveRule(),
                    publishing: try self.publishRight(),
                    types: self.types
                )
            }
        return RightsVerdict(who: who, action: action, allowed: ruling.isAllowed, reason: ruling.reason)
    }

    /// The audience that somebody is, and what keeps all its rights from counting.
    private func subject(_ who: String) throws -> (audience: Audience, problem: String?) {
        let id: AudienceID
        var problem: String?
        switch try Who(parsing: who) {
        case .role(let name):
            id = AudienceID(kind: .role, id: try self.roleID(name))
        case .token(let name):
            let token = try self.token(name)
            id = AudienceID(kind: .token, id: token.id)
            if token.expired { problem = RightsSentences.hasExpired(token.audience, keeper: .store) }
        case .user(let reference):
            let user = try self.userSummary(reference)
            id = AudienceID(kind: .role, id: try self.roleID(user.role ?? ""))
            if user.blocked { problem = RightsSentences.isBlocked(ExactString(user.name), keeper: .store) }
        }
        guard let audience = try self.audience(id) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(who) is missing")
        }
        return (audience, problem)
    }

    /// Who would receive an event, as far as the store knows.
    func recipients(_ type: String, _ action: String) throws -> Recipients {
        try Recipients(
            type: type,
            action: action,
            among: try self.audiences().filter { !$0.isExpired(at: self.now) },
            under: try self.receiveRule(),
            publishing: try self.publishRight(),
            types: self.types
        )
    }

    /// That of the last `serve`.
    private func receiveRule() throws -> ReceiveRule {
        try self.setting("receive").flatMap { ReceiveRule(rawValue: $0) } ?? .action
    }

    /// That of the last `serve`.
    private func publishRight() throws -> PublishRight {
        try self.setting("publish-needs").flatMap { PublishRight(rawValue: $0) } ?? .update
    }
}
