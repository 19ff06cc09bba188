import ArgumentParser

/// One side of `perms diff`.
enum RightsOperand: Equatable, Sendable, CustomStringConvertible {
    /// `role:editor` or `token:ci`, of the rights here.
    case audience(String)
    /// The rights that `perms` works on here.
    case here
    /// A data folder, a file of rights, or `-` for standard input.
    case path(String)

    /// - Throws: `ValidationError` for a user, who has no rights but those of the role.
    init(parsing text: String) throws {
        if text.hasPrefix("user:") {
            throw ValidationError("a user has the rights of the role: write role:NAME.")
        }
        self = text == "." ? .here : text.hasPrefix("role:") || text.hasPrefix("token:") ? .audience(text) : .path(text)
    }

    var isAudience: Bool {
        if case .audience = self { true } else { false }
    }

    /// As it was written.
    var description: String {
        switch self {
        case .audience(let label): label
        case .here: "."
        case .path(let path): path
        }
    }
}
