package import JSONText

/// Why a field does not go out.
package enum DropRule: Hashable, Sendable {
    case password
    case privateAttribute
    /// The audience may not find the entries of the relation's target.
    case unreadableRelation(target: ExactString)
    /// The users of a role never go out.
    case usersOfRole
    /// The audience may not find entries of the type that the entry says it is of, or the entry does not say.
    case unreadableEntry
    // From here on: strict mode only.
    case unknownKeyWithContent
    case deniedName
    case unknownTarget
    case unknownType
    case unknownComponent
    /// A secret of a built-in type that the project's extension of the type leaves out.
    case lostSecret

    /// A word for programs; never changes.
    package var code: String {
        switch self {
        case .password: "password"
        case .privateAttribute: "private"
        case .unreadableRelation: "unreadable-relation"
        case .usersOfRole: "users-of-role"
        case .unreadableEntry: "unreadable-entry"
        case .unknownKeyWithContent: "unknown-key"
        case .deniedName: "denied-name"
        case .unknownTarget: "unknown-target"
        case .unknownType: "unknown-type"
        case .unknownComponent: "unknown-component"
        case .lostSecret: "lost-secret"
        }
    }
}

extension DropRule: CustomStringConvertible {
    /// What follows "left out: " in a receipt.
    package var description: String {
        switch self {
        case .password: "passwords never go out"
        case .privateAttribute: "it is private"
        case .unreadableRelation(let target): "it is a relation, and needs the right \(target).find"
        case .usersOfRole: "the users of a role never go out"
        case .unreadableEntry: "the entry does not say its type, or needs the right to find entries of that type"
        case .unknownKeyWithContent: "it is no attribute of the type, and holds an object or array"
        case .deniedName: "it is no attribute of the type, and its name is that of a secret"
        case .unknownTarget: "it is a relation to a type that has no schema here"
        case .unknownType: "the entry is of another type than the relation, or of one that has no schema here"
        case .unknownComponent: "the entry names no component that has a schema here"
        case .lostSecret: "it is a secret of Strapi's own type, which the project's extension leaves out"
        }
    }
}

/// A field that a view lacks.
package struct DroppedField: Hashable, Sendable {
    /// As in `author.email`, `comments[].ip` or `sections[]`; `[]` stands for any place in an array.
    package let path: String
    package let rule: DropRule

    package init(path: String, rule: DropRule) {
        self.path = path
        self.rule = rule
    }
}
