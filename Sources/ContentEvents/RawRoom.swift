import ContentModel
package import JSONText

/// Whom `raw` can address.
package enum RawRoom: Hashable, Sendable {
    /// `role:editor`, `token:ci`
    case audience(AudienceID)
    /// `socket:<id>`
    case socket(ExactString)
    /// A room that clients join, by its own name.
    case custom(ExactString)

    /// Beginnings that no custom room may have, as each names something else.
    package static let reservedPrefixes: [ExactString] = ["role:", "token:", "user:", "socket:"]

    /// Whether a room that clients join may be called so: 1 to 256 bytes that do not begin like something else.
    package static func isCustomName(_ name: ExactString) -> Bool {
        (1...256).contains(name.utf8.count)
            && !self.reservedPrefixes.contains { name.utf8.starts(with: $0.utf8) }
    }

    /// - Parameter name: `role:editor`, `token:ci`, `socket:<id>` or the name of a custom room.
    /// - Throws: An ``EmitError`` for an audience that is not there and a name that no room can have.
    init(named name: ExactString, in rights: Rights) throws(EmitError) {
        if let audience = rights.audience(labelled: name) {
            self = .audience(audience.id)
        } else if let id = Self.rest(of: name, after: "socket:"), !id.isEmpty {
            self = .socket(ExactString(id))
        } else if Self.isCustomName(name) {
            self = .custom(name)
        } else if Self.rest(of: name, after: "role:") != nil || Self.rest(of: name, after: "token:") != nil {
            let labels = rights.audiences.map(\.label)
            throw EmitError(
                .badData,
                "there is no \(quoted(name))\(NearMiss.question(for: name, among: labels)) "
                    + "'cmsio perms list' shows the roles and tokens."
            )
        } else {
            throw EmitError(
                .badData,
                "\(quoted(name)) cannot be the name of a room: write role:<name>, token:<name>, socket:<id>, or a name "
                    + "of 1 to 256 bytes that begins with none of role:, token:, user: and socket:."
            )
        }
    }

    private static func rest(of name: ExactString, after prefix: String) -> String? {
        guard name.utf8.starts(with: prefix.utf8) else { return nil }
        return String(name.string.utf8.dropFirst(prefix.utf8.count))
    }
}
