/// What `cmsio perms` can ask of a store, as it travels over the operator namespace: `{"grant":{"who":…,"actions":[…]}}`.
///
/// `who` is written `role:editor`, `token:ci` or, for questions, `user:42` and `user:ann`. An action is written
/// `article:update`, `article:*`, `api::article.article.update`, `connect` or `room:news-*`. Roles, users and tokens
/// are given by bare names; a user also by number.
package enum RightsCommand: Codable, Sendable, Equatable {
    case list
    case grant(who: String, actions: [String])
    case revoke(who: String, actions: [String])
    case can(who: String, action: String)
    case roleAdd(name: String)
    case roleRemove(name: String)
    case roleList
    case userAdd(name: String, role: String)
    case userBlock(user: String)
    case userUnblock(user: String)
    /// Gives the user another role.
    case userMove(user: String, role: String)
    case userRemove(user: String)
    case userList
    /// `expiresIn` is in seconds from now; nil for never. `actions` are the first grants of a custom token.
    case tokenAdd(name: String, type: TokenType, actions: [String], expiresIn: Int64?)
    case tokenRevoke(name: String)
    case tokenList
    /// Who would receive an event.
    case who(type: String, action: String)
    /// Everything, as a file keeps it.
    case export
    /// All of the changes of an import, or none if what one starts from is not so any more.
    case change([RightsChange])
}

extension RightsCommand {
    /// Whether it only asks, and changes nothing.
    package var isQuestion: Bool {
        switch self {
        case .list, .can, .roleList, .userList, .tokenList, .who, .export: true
        case .grant, .revoke, .roleAdd, .roleRemove, .userAdd, .userBlock, .userUnblock, .userMove, .userRemove,
            .tokenAdd, .tokenRevoke, .change:
            false
        }
    }
}

/// What an API token may do.
package enum TokenType: String, Codable, Sendable, CaseIterable {
    /// What it was granted.
    case custom
    /// Everything there is.
    case fullAccess = "full-access"
    /// Reads everything; receives events only where reading is the right to receive.
    case readOnly = "read-only"
}
