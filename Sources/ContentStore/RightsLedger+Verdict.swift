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
                Ruling(allowed: false, reason: problem)
            } else {
                try self.ruling(on: wanted, for: audience)
            }
        return RightsVerdict(who: who, action: action, allowed: ruling.allowed, reason: ruling.reason)
    }

    private struct Ruling {
        let allowed: Bool
        let reason: String
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
            if token.expired { problem = RightsSentences.hasExpired(token.audience) }
        case .user(let reference):
            let user = try self.userSummary(reference)
            id = AudienceID(kind: .role, id: try self.roleID(user.role ?? ""))
            if user.blocked { problem = RightsSentences.isBlocked(ExactString(user.name)) }
        }
        guard let audience = try self.audience(id) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(who) is missing")
        }
        return (audience, problem)
    }

    private func ruling(on wanted: Grant, for audience: Audience) throws -> Ruling {
        let label = audience.label
        guard audience.mayConnect else {
            return Ruling(allowed: false, reason: RightsSentences(audience, action: "connect").mayNotConnect)
        }
        switch wanted {
        case .connect:
            return Ruling(allowed: true, reason: "\(label) may connect")
        case .room(let name):
            let glob = audience.roomGlobs.first { $0.pattern == name || $0.matches(name) }
            return glob.map { Ruling(allowed: true, reason: "\(label) was granted room:\($0.pattern)") }
                ?? self.refusal(of: wanted, to: audience)
        case .action(let action, let uid):
            return try self.ruling(on: action, of: uid, for: audience)
        case .everyAction(let uid):
            return try self.ruling(on: "*", of: uid, for: audience)
        }
    }

    private func ruling(on action: ExactString, of uid: ExactString, for audience: Audience) throws -> Ruling {
        let rule = try self.receiveRule()
        let publishing = try self.publishRight()
        // To find is no event but the right to see an entry, so it stands for itself under every rule.
        let isReading = action == "find" || action == "findOne"
        let reason =
            isReading
            ? audience.reasonToRead(by: action, of: uid)
            : audience.reasonToReceive(action, of: uid, under: rule, publishing: publishing)
        let wanted = action == "*" ? Grant.everyAction(of: uid) : .action(action, of: uid)
        guard let reason else { return self.refusal(of: wanted, to: audience) }
        let grant = self.types.shortForm(ofGrantIn: reason)
        let note = isReading || rule == .action ? "" : RightsSentences.readingDecides
        let sentences = RightsSentences(audience, action: self.types.shortForm(of: wanted))
        return Ruling(allowed: true, reason: sentences.granted(by: reason, grant: grant, note: note))
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

    private func refusal(of wanted: Grant, to audience: Audience) -> Ruling {
        let sentences = RightsSentences(audience, action: self.types.shortForm(of: wanted))
        let isKeptFromEvents = audience.isReadOnlyToken && wanted.isForContent
        return Ruling(allowed: false, reason: isKeptFromEvents ? sentences.isReadOnly : sentences.hasNoGrant)
    }
}
