import ContentEvents

/// All roles, tokens and users of a project, as they were at one moment.
struct StrapiPeople {
    let roles: [Audience]
    /// Expired ones too.
    let tokens: [Audience]
    let users: [User]
    let tokenKinds: [Int64: (createdAt: Int64, type: TokenType)]

    init(_ rights: StrapiRights) throws {
        let audiences = try rights.audiences()
        self.roles = audiences.filter { $0.id.kind == .role }
        self.tokens = audiences.filter { $0.id.kind == .token }
        self.users = try rights.users()
        self.tokenKinds = try rights.tokenKinds()
    }
}
