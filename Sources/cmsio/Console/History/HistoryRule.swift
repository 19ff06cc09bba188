/// Which lines of the console may be remembered: none that holds, or may hold, a secret.
package enum HistoryRule {
    /// Lines begun with a blank are left out at the operator's wish, as in shells.
    package static func keeps(_ line: String) -> Bool {
        guard let first = line.first, !first.isWhitespace else { return false }
        return !Self.namesSecret(line) && !Self.holdsKey(line)
    }

    /// Names of values that nobody should find in a file. Longer names end with one of them: `accessToken`.
    private static let secretNames = ["password", "passwd", "secret", "token", "key", "jwt", "authorization"]

    /// Whether a secret's name stands before a value: `"accessToken": …`, `password=…`, `Bearer …`. The name of an audience,
    /// as in `token:ci`, is no value.
    private static func namesSecret(_ line: String) -> Bool {
        let text = line.lowercased()
        if text.contains("bearer ") { return true }
        return Self.secretNames.contains { name in
            var rest = text[...]
            while let found = rest.firstRange(of: name) {
                rest = rest[found.upperBound...]
                let after = rest.drop { $0 == "\"" || $0 == "'" || $0 == "\\" }
                let isQuoted = after.startIndex > rest.startIndex
                let next = after.first { !$0.isWhitespace }
                if next == "=" || isQuoted && next == ":" { return true }
            }
            return false
        }
    }

    /// Whether something looks like a key or a token: 32 letters and digits in a row with both among them, or the start of a
    /// JWT.
    private static func holdsKey(_ line: String) -> Bool {
        if line.contains("eyJ") { return true }
        return line.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "+" || $0 == "/")) }
            .contains { $0.count >= 32 && $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) }
    }
}
