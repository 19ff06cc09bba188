package import ContentEvents
package import ContentModel
import JSONText

/// The roles, users and API tokens of a project, as cmsio's own store would have them.
///
/// Roles are called by their type, as everywhere; passwords, e-mail addresses and the secrets of tokens are not read.
package struct RightsCopy: Sendable {
    package let rights: ProposedRights
    /// What is not as in Strapi, a sentence each.
    package let notes: [String]

    /// Reads a project's database.
    ///
    /// - Parameters:
    ///   - place: Of the database, for messages.
    ///   - version: The project's major version.
    ///   - types: Those that grants can be about.
    ///   - now: Seconds since 1970, for what has expired.
    /// - Throws: ``StrapiDatabaseError``
    package static func read(
        _ database: any StrapiDatabase,
        place: String,
        version: Int?,
        types: [ContentType],
        now: Int64
    ) async throws -> RightsCopy {
        let uids = Set(types.map(\.uid))
        return try await database.read { queries in
            let tables = try StrapiTables(in: queries, at: place, of: version)
            let rights = StrapiRights(queries: queries, tables: tables)
            let allTokens = try queries.rows("SELECT id FROM \(StrapiTables.tokens)").count
            return RightsCopy(
                audiences: try rights.audiences(),
                users: try rights.users(),
                allTokens: allTokens,
                types: uids,
                now: now
            )
        }
    }

    private init(audiences: [Audience], users: [User], allTokens: Int, types: Set<ExactString>, now: Int64) {
        let roles = audiences.filter { $0.id.kind == .role }
        let tokens = audiences.filter { $0.id.kind == .token }
        let living = tokens.filter { $0.expiresAt.map { $0 > now } ?? true }
        let members = users.filter { user in roles.contains { $0.id == user.role } }
        let roleNames = CopiedNames(of: "role", roles.map { ($0.id.id, $0.bareName) })
        let userNames = CopiedNames(of: "user", members.map { ($0.id, $0.name.string) })
        let tokenNames = CopiedNames(of: "token", living.map { ($0.id.id, $0.bareName) })
        var grants = CopiedGrants(types: types)
        self.rights = ProposedRights(
            roles: roles.map { role in
                .init(name: roleNames.names[role.id.id] ?? "", grants: grants.copy(role.permissions))
            },
            users: members.map { user in
                .init(
                    name: userNames.names[user.id] ?? "",
                    role: user.role.flatMap { roleNames.names[$0.id] } ?? "",
                    isBlocked: user.isBlocked,
                    isConfirmed: user.isConfirmed
                )
            },
            tokens: living.map { token in
                .init(
                    name: tokenNames.names[token.id.id] ?? "",
                    type: token.type,
                    expires: token.expiresAt.map { UTCSecond(seconds: $0) },
                    grants: grants.copy(token.permissions)
                )
            }
        )
        self.notes =
            roleNames.notes + userNames.notes + tokenNames.notes
            + users.filter { user in !members.contains { $0.id == user.id } }.map {
                "user \(quoted($0.name)) is left out: Strapi has no role for it, and lets it in nowhere."
            }
            + tokens.filter { token in !living.contains { $0.id == token.id } }.map {
                "token \(quoted(ExactString($0.bareName))) is left out: it has expired."
            }
            + Self.adminTokens(allTokens - tokens.count) + grants.notes
    }

    private static func adminTokens(_ count: Int) -> [String] {
        count == 0 ? [] : ["API tokens of the admin kind are left out (\(count)): they are about no content."]
    }
}

/// The grants that are about content here.
private struct CopiedGrants {
    let types: Set<ExactString>
    private var others: Set<ExactString> = []

    init(types: Set<ExactString>) {
        self.types = types
    }

    /// With the right to connect, which everybody has in Strapi's place too.
    mutating func copy(_ permissions: Permissions) -> [String] {
        var grants = ["connect"]
        for action in permissions.actions.sorted() {
            guard case .action(_, let uid) = Grant(id: action), self.types.contains(uid) else {
                self.others.insert(action)
                continue
            }
            grants.append(action.string)
        }
        return grants
    }

    var notes: [String] {
        guard let example = self.others.min() else { return [] }
        return ["actions that are about no content type are left out (\(self.others.count), as \(quoted(example)))."]
    }
}

extension Audience {
    /// `editor` of `role:editor`.
    fileprivate var bareName: String {
        String(self.label.string.drop { $0 != ":" }.dropFirst())
    }

    fileprivate var type: TokenType {
        self.isReadOnlyToken ? .readOnly : self.permissions == .fullAccess ? .fullAccess : .custom
    }
}
