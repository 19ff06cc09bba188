/// A text that must not be seen: printed, dumped or interpolated it is `(set)`.
package struct Secret: Hashable, Sendable {
    /// The text itself, for whoever has to use it; never for a message.
    package let revealed: String

    package init(_ revealed: String) { self.revealed = revealed }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(set)" }
    package var debugDescription: String { "(set)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret {
    /// Whether this is the text of an example that somebody should have replaced.
    ///
    /// Source: spec/strapi.md f: 18 of 26 public example files hold such words.
    var isPlaceholder: Bool {
        let text = self.revealed.lowercased().filter { $0.isLetter || $0.isNumber }
        if text.isEmpty || Self.wholeWords.contains(text) { return true }
        return Self.partialWords.contains { text.contains($0) }
    }

    private static let wholeWords: Set<String> = [
        "secret", "salt", "jwt", "jwtsecret", "apitokensalt", "password", "test", "todo",
    ]
    private static let partialWords = [
        "tobemodified", "changeme", "changethis", "replaceme", "replacethis", "placeholder", "yoursecret", "yourjwt",
        "yourapi", "yoursalt", "yourtoken", "secrethere", "salthere", "generatenew", "examplesecret", "examplesalt",
    ]
}
