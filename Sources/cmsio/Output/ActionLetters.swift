import JSONText

/// A letter for each action, small for those that Strapi has, large for those of a project's own.
struct ActionLetters {
    private static let standard: [(action: String, letter: String)] = [
        ("*", "*"), ("create", "c"), ("update", "u"), ("delete", "d"), ("publish", "p"), ("unpublish", "n"),
        ("find", "f"), ("findOne", "o"),
    ]

    private let letters: [(action: String, letter: String)]

    /// - Parameter actions: Those that need a letter, also several times.
    init(_ actions: [String]) {
        let used = Set(actions.map { ExactString($0) })
        let names = Set(Self.standard.map { ExactString($0.action) })
        var letters = Self.standard.filter { used.contains(ExactString($0.action)) }
        for action in used.subtracting(names).sorted().map(\.string) {
            letters.append((action, Self.letter(for: action, besides: letters.map(\.letter))))
        }
        self.letters = letters
    }

    /// In the order of the legend.
    static func sorted(_ actions: [String]) -> [String] {
        let known = self.standard.map(\.action).filter { actions.contains($0) }
        return known + actions.filter { !known.contains($0) }.map { ExactString($0) }.sorted().map(\.string)
    }

    func cell(_ actions: [String]) -> String {
        guard !actions.isEmpty else { return "-" }
        let letters = actions.compactMap { action in self.letters.first { $0.action == action }?.letter }
        return letters.contains("*") ? "*" : letters.joined()
    }

    /// What the letters stand for; nil if there are none.
    var legend: String? {
        guard !self.letters.isEmpty else { return nil }
        return self.letters.map { "\($0.letter) \($0.action == "*" ? "all" : Printable.text($0.action))" }
            .joined(separator: ", ")
    }

    /// The first of its letters that is free, else the next of the alphabet, else a plus sign.
    private static func letter(for action: String, besides taken: [String]) -> String {
        let own = action.uppercased().unicodeScalars.filter { ("A"..."Z").contains($0) }.map(String.init)
        let alphabet = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        return (own + alphabet).first { !taken.contains($0) } ?? "+"
    }
}
