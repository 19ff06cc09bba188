import ContentEvents
import ContentModel
import JSONText

/// The answers to questions about the rights of a project at one moment.
struct StrapiAnswers {
    private let people: StrapiPeople
    private let typeNames: [(uid: ExactString, singularName: ExactString)]
    private let types: KnownTypes
    private let policy: EmitPolicy
    /// Seconds since 1970.
    private let now: Int64

    init(people: StrapiPeople, types: [(uid: ExactString, singularName: ExactString)], policy: EmitPolicy) {
        self.people = people
        self.typeNames = types
        self.types = KnownTypes(types)
        self.policy = policy
        self.now = policy.clock.seconds
    }

    /// - Throws: ``RightsError``; ``StrapiAdministration/refusal`` for a command that is no question.
    func answer(_ question: RightsCommand) throws(RightsError) -> RightsAnswer {
        switch question {
        case .can(let who, let action): .verdict(try self.verdict(who, action))
        case .roleList: .roles(RoleList(roles: self.roles))
        case .userList: .users(UserList(users: self.users))
        case .tokenList: .tokens(TokenList(tokens: self.tokens))
        case .who(let type, let action): .recipients(try self.recipients(type, action))
        case .export: .export(RightsExport(state: self.state, types: self.typeNames))
        case .list: .overview(RightsOverview(roles: self.roles, tokens: self.tokens, users: self.users))
        case .grant, .revoke, .roleAdd, .roleRemove, .userAdd, .userBlock, .userUnblock, .userMove, .userRemove,
            .tokenAdd, .tokenRevoke, .change:
            throw StrapiAdministration.refusal
        }
    }

    // MARK: Lists

    private var roles: [RoleSummary] {
        self.people.roles.map { role in
            RoleSummary(
                id: role.id.id,
                name: Self.name(of: role),
                grants: self.types.shortForms(of: Self.grants(of: role)),
                users: self.people.users.count { $0.role == role.id }
            )
        }
    }

    private var tokens: [TokenSummary] {
        self.people.tokens.map { token in
            let kind = self.people.tokenKinds[token.id.id]
            return TokenSummary(
                id: token.id.id,
                name: Self.name(of: token),
                type: kind?.type ?? .custom,
                grants: self.types.shortForms(of: Self.grants(of: token)),
                createdAt: kind?.createdAt ?? 0,
                expiresAt: token.expiresAt,
                expired: token.isExpired(at: self.now)
            )
        }
    }

    private var users: [UserSummary] {
        self.people.users.map { user in
            UserSummary(
                id: user.id,
                name: user.name.string,
                role: self.role(of: user).map(Self.name),
                blocked: user.isBlocked,
                confirmed: user.isConfirmed
            )
        }
    }

    private var state: RightsState {
        RightsState(
            roles: self.people.roles.map { role in
                RightsState.Role(name: Self.name(of: role), grants: Self.grants(of: role).map(\.id.string))
            },
            users: self.people.users.compactMap { user in
                self.role(of: user).map { role in
                    RightsState.User(
                        name: user.name.string,
                        role: Self.name(of: role),
                        isBlocked: user.isBlocked,
                        isConfirmed: user.isConfirmed
                    )
                }
            },
            tokens: self.people.tokens.map { token in
                RightsState.Token(
                    name: Self.name(of: token),
                    type: self.people.tokenKinds[token.id.id]?.type ?? .custom,
                    expires: token.expiresAt.map { UTCSecond(seconds: $0) },
                    grants: Self.grants(of: token).map(\.id.string)
                )
            }
        )
    }

    /// Strapi lets everybody connect.
    private static func grants(of audience: Audience) -> [Grant] {
        [.connect] + audience.permissions.actions.compactMap { Grant(id: $0) }
    }

    /// `editor` of `role:editor`.
    private static func name(of audience: Audience) -> String {
        String(audience.label.string.dropFirst(audience.id.kind.rawValue.count + 1))
    }

    private func role(of user: User) -> Audience? {
        self.people.roles.first { $0.id == user.role }
    }

    // MARK: Questions about one

    private func verdict(_ who: String, _ action: String) throws(RightsError) -> RightsVerdict {
        let wanted = try self.types.grant(parsing: action)
        let ruling =
            switch try self.subject(who) {
            case .nobody(let reason): Ruling(refusedBecause: reason)
            case .audience(let audience):
                Ruling(
                    on: wanted,
                    for: audience,
                    under: self.policy.receive,
                    publishing: self.policy.publishing,
                    types: self.types
                )
            }
        return RightsVerdict(who: who, action: action, allowed: ruling.isAllowed, reason: ruling.reason)
    }

    private enum Subject {
        case audience(Audience)
        /// What keeps all rights from counting.
        case nobody(String)
    }

    private func subject(_ who: String) throws(RightsError) -> Subject {
        switch try Who(parsing: who) {
        case .role:
            return .audience(try self.audience(who, "role", among: self.people.roles))
        case .token:
            let token = try self.audience(who, "token", among: self.people.tokens)
            guard token.isExpired(at: self.now) else { return .audience(token) }
            return .nobody(RightsSentences.hasExpired(who, keeper: .strapi))
        case .user(let reference):
            let user = try self.user(reference)
            if user.isBlocked { return .nobody(RightsSentences.isBlocked(user.name, keeper: .strapi)) }
            if !user.isConfirmed { return .nobody("user \(quoted(user.name)) has not confirmed the e-mail address") }
            guard let role = self.role(of: user) else { return .nobody("user \(quoted(user.name)) has no role") }
            return .audience(role)
        }
    }

    private func audience(
        _ label: String,
        _ thing: String,
        among audiences: [Audience]
    ) throws(RightsError) -> Audience {
        let label = ExactString(label)
        if let audience = audiences.first(where: { $0.label == label }) { return audience }
        throw Self.missing(thing, label, among: audiences.map(\.label))
    }

    private func user(_ reference: String) throws(RightsError) -> User {
        let name = ExactString(reference)
        let named = self.people.users.first { $0.name == name }
        if let user = named ?? self.people.users.first(where: { $0.id == Int64(reference) }) { return user }
        throw Self.missing("user", name, among: self.people.users.map(\.name))
    }

    private static func missing(_ thing: String, _ name: ExactString, among names: [ExactString]) -> RightsError {
        RightsError(
            .badData,
            "there is no \(thing) \(quoted(name))\(NearMiss.question(for: name, among: names)) "
                + "'cmsio perms \(thing) list' shows them all."
        )
    }

    private func recipients(_ type: String, _ action: String) throws(RightsError) -> Recipients {
        try Recipients(
            type: type,
            action: action,
            among: (self.people.roles + self.people.tokens).filter { !$0.isExpired(at: self.now) },
            under: self.policy.receive,
            publishing: self.policy.publishing,
            types: self.types
        )
    }
}
