import ContentEvents
import ContentModel
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

    /// What to say of the first pattern that fits no event of a type and none that came lately; nil for none such.
    ///
    /// - Parameters:
    ///   - types: The singular names of the types of the project.
    ///   - events: The names of events that came lately.
    package func doubt(types: [String], events: [String]) -> String? {
        for pattern in self.patterns {
            let text = pattern.hasPrefix("!") ? String(pattern.dropFirst()) : pattern
            // Those of Strapi and its plugins are not among the types.
            guard !text.contains("::") || text.hasPrefix("api::"), let type = EventPattern.type(of: text),
                !types.contains(type)
            else { continue }
            let filter = EventPattern(text)
            guard !events.contains(where: { filter.matches(ExactString($0)) }) else { continue }
            let meant = NearMiss.find(type, among: types).map { "; did you mean '\($0)'?" }
            // A bare word may be the name of a raw event that is still to come.
            guard text.contains(":") || meant != nil else { continue }
            return "no type of the project is named '\(Printable.text(type))'\(meant ?? ".")"
        }
        return nil
    }

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

    /// The type that a pattern names in so many letters; nil for a glob.
    static func type(of text: String) -> String? {
        let name = Self.withoutNamespace(text)
        let type = name.lastIndex(of: ":").map { String(name[..<$0]) } ?? name
        return type.isEmpty || type.contains { "*?".contains($0) } ? nil : type
    }

    /// `article:update` of `api::article.article:update`: events bear the singular name, which is the last part of a uid.
    private static func withoutNamespace(_ text: String) -> String {
        guard let namespace = text.firstRange(of: "::"), let dot = text[namespace.upperBound...].firstIndex(of: ".")
        else {
            return text
        }
        return String(text[text.index(after: dot)...])
    }
}
