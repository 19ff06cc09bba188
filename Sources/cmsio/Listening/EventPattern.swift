import ContentEvents
package import JSONText

/// Which events somebody wants to see: those that fit a pattern and none of the negated ones.
package struct EventFilter: Sendable {
    private let patterns: [String]
    private let wanted: [EventPattern]
    private let unwanted: [EventPattern]

    /// - Parameter patterns: With a `!` before those to leave out; without any other, everything else is wanted.
    package init(_ patterns: [String]) {
        self.patterns = patterns
        self.wanted = patterns.filter { !$0.hasPrefix("!") }.map(EventPattern.init)
        self.unwanted = patterns.filter { $0.hasPrefix("!") }.map { EventPattern(String($0.dropFirst())) }
    }

    /// Whether everything fits.
    var isOpen: Bool { self.patterns.isEmpty }

    package func matches(_ event: ExactString) -> Bool {
        (self.wanted.isEmpty || self.wanted.contains { $0.matches(event) })
            && !self.unwanted.contains { $0.matches(event) }
    }
}

extension EventFilter: CustomStringConvertible {
    /// As it was written: `article:* !article:delete`.
    package var description: String { self.patterns.joined(separator: " ") }
}

/// A glob over the names of events; a bare name also stands for all events of the type of that name.
struct EventPattern: Sendable {
    private let globs: [Glob]

    /// - Parameter text: `article:*`, `article`, `api::article.article`, `maintenance`.
    init(_ text: String) {
        let name = Self.withoutNamespace(text)
        let isBare = !name.utf8.contains {
            $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?")
        }
        self.globs = [Glob(text), Glob(name)] + (isBare ? [Glob(name + ":*")] : [])
    }

    func matches(_ event: ExactString) -> Bool { self.globs.contains { $0.matches(event) } }

    /// `article:update` of `api::article.article:update`: events bear the singular name, which is the last part of a uid.
    private static func withoutNamespace(_ text: String) -> String {
        guard let namespace = text.firstRange(of: "::"), let dot = text[namespace.upperBound...].firstIndex(of: ".")
        else {
            return text
        }
        return String(text[text.index(after: dot)...])
    }
}
