import JSONText

/// Whom a command is about, as written: `role:editor`, `token:ci`, `user:42` or `user:ann`.
package enum Who: Equatable {
    case role(String)
    case token(String)
    case user(String)

    package init(parsing text: String) throws(RightsError) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : ""
        switch ExactString(utf8: parts[0]) {
        case "role" where !name.isEmpty: self = .role(name)
        case "token" where !name.isEmpty: self = .token(name)
        case "user" where !name.isEmpty: self = .user(name)
        case _:
            throw RightsError(.usage, "\(quoted(ExactString(text))) is nobody\(Self.wayOut(text))")
        }
    }

    private static func wayOut(_ text: String) -> String {
        text.isEmpty || text.contains(":")
            ? ": write role:<name>, token:<name> or user:<number or name>."
            : "; did you mean \(quoted(ExactString("role:" + text)))? Tokens are written token:<name>, users user:<name>."
    }
}
