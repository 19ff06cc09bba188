/// What kind of name an argument takes, where a server knows which there are.
package enum NameKind: Sendable, Equatable {
    /// `article`, `api::article.article`
    case type
    /// `update`, of the type that stands before it.
    case action
    /// What is granted: `article:update`, `article:*`, `connect`.
    case grant
    /// `role:editor`, `token:ci`
    case audience
    /// `role:editor`, `token:ci`, `user:ann`
    case who
    case role
    case user
    case token
    /// Where a raw event goes: `role:editor`, `token:ci`, or a custom room.
    case room
    case customRoom
    /// `article:update`, a glob or a type, perhaps with a `!` before it.
    case pattern
    case event
    case socket
    /// `title=…`
    case assignment
    /// A key of the entry that is being typed.
    case field

    /// - Parameters:
    ///   - name: How the help of a command calls the value.
    ///   - isAfterType: Whether a type stands before it.
    init?(valueName name: String, isAfterType: Bool) {
        let kinds: [String: NameKind] = [
            "type": .type, "action": isAfterType ? .action : .grant, "audience": .audience, "who": .who, "role": .role,
            "user": .user, "token": .token, "room": .room, "custom-room": .customRoom, "pattern": .pattern,
            "event": .event, "socket": .socket, "path=value": .assignment,
        ]
        guard let kind = kinds[name] else { return nil }
        self = kind
    }
}
