import ContentModel
import JSONText

extension RightsOverview {
    /// The part about one role, token or user, or about one content type.
    ///
    /// - Parameter what: `role:editor`, `token:ci`, `user:ann`, or a type as the grants name it: `article`.
    /// - Throws: ``RightsError`` of bad data, with the near miss, for what is not there.
    package func only(_ what: String) throws(RightsError) -> RightsOverview {
        let name = ExactString(what)
        if what.utf8.contains(UInt8(ascii: ":")), !what.contains("::") {
            let part = RightsOverview(
                roles: self.roles.filter { ExactString($0.audience) == name },
                tokens: self.tokens.filter { ExactString($0.audience) == name },
                users: self.users.filter { ExactString("user:\($0.name)") == name }
            )
            guard part.roles.isEmpty, part.tokens.isEmpty, part.users.isEmpty else { return part }
            throw Self.missing(what, among: self.labels)
        }
        let types = Set(self.grants.compactMap { WrittenGrant($0).type.map { ExactString($0) } })
        guard types.contains(name) else { throw Self.missing(what, among: types.sorted()) }
        return self.about(what)
    }

    /// With the right to connect and rooms, which concern every type.
    private func about(_ type: String) -> RightsOverview {
        func speaks(_ grants: [String]) -> Bool { grants.contains { WrittenGrant($0).type == type } }
        func kept(_ grants: [String]) -> [String] { grants.filter { [nil, type].contains(WrittenGrant($0).type) } }
        return RightsOverview(
            roles: self.roles.filter { speaks($0.grants) }.map { role in
                RoleSummary(id: role.id, name: role.name, grants: kept(role.grants), users: role.users)
            },
            tokens: self.tokens.filter { $0.type != .custom || speaks($0.grants) }.map { token in
                TokenSummary(
                    id: token.id,
                    name: token.name,
                    type: token.type,
                    grants: kept(token.grants),
                    createdAt: token.createdAt,
                    expiresAt: token.expiresAt,
                    expired: token.expired
                )
            },
            users: []
        )
    }

    private var labels: [ExactString] {
        let audiences = self.roles.map(\.audience) + self.tokens.map(\.audience)
        return (audiences + self.users.map { "user:\($0.name)" }).map { ExactString($0) }
    }

    private var grants: [String] { self.roles.flatMap(\.grants) + self.tokens.flatMap(\.grants) }

    private static func missing(_ what: String, among names: [ExactString]) -> RightsError {
        let question = NearMiss.question(for: ExactString(what), among: names)
        return RightsError(
            .badData,
            "no role, token, user or granted type is called \(quoted(ExactString(what)))\(question) "
                + "'cmsio perms list' shows them all."
        )
    }
}

/// A grant as answers write it, in the short form or as its id, taken apart.
package enum WrittenGrant: Equatable {
    case connect
    /// The pattern.
    case room(String)
    /// The type as written, and the action, which is `*` for all.
    case action(String, of: String)

    package init(_ text: String) {
        let isID = text.contains("::")
        if text == "connect" {
            self = .connect
        } else if text.hasPrefix("room:"), !isID {
            self = .room(String(text.dropFirst("room:".count)))
        } else if let separator = text.lastIndex(of: isID ? "." : ":") {
            self = .action(String(text[text.index(after: separator)...]), of: String(text[..<separator]))
        } else {
            self = .action(text, of: "")
        }
    }

    package var type: String? {
        if case .action(_, let type) = self { type } else { nil }
    }
}
