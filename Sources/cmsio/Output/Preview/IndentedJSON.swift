import JSONText

/// A JSON text in lines for reading: two spaces a level, numbers and strings as they are written.
struct IndentedJSON {
    struct Line: Sendable {
        let level: Int
        /// Without the indent, and without the comma at the end.
        let text: String
        let hasComma: Bool
        /// The same for lines that mean the same, wherever they stand: what an element is of and a bracket closes counts.
        let meaning: String

        var written: String {
            String(repeating: "  ", count: self.level) + Printable.text(self.text) + (self.hasComma ? "," : "")
        }
    }

    /// Where a value stands.
    private struct Place {
        var level = 0
        /// The key before it.
        var key = ""
        /// The nearest key above it.
        var owner = ""
        var hasComma = false
    }

    private(set) var lines: [Line] = []
    private let document: JSONDocument

    init(_ document: JSONDocument) {
        self.document = document
        self.add(document.root, at: Place())
    }

    private mutating func add(_ node: JSONNode, at place: Place) {
        switch self.document.kind(node) {
        case .object:
            let members = self.document.members(node).map { (self.text($0.key) + ": ", $0.value) }
            self.add(members, in: ("{", "}"), at: place)
        case .array:
            self.add(self.document.elements(node).map { ("", $0) }, in: ("[", "]"), at: place)
        case .string, .number, .bool, .null:
            self.line(place.key + self.text(node), at: place, hasComma: place.hasComma)
        }
    }

    private mutating func add(
        _ parts: [(key: String, value: JSONNode)],
        in brackets: (open: String, close: String),
        at place: Place
    ) {
        guard !parts.isEmpty else {
            return self.line(place.key + brackets.open + brackets.close, at: place, hasComma: place.hasComma)
        }
        self.line(place.key + brackets.open, at: place, hasComma: false)
        let owner = place.key.isEmpty ? place.owner : place.key
        for (number, part) in parts.enumerated() {
            let hasComma = number < parts.count - 1
            self.add(part.value, at: Place(level: place.level + 1, key: part.key, owner: owner, hasComma: hasComma))
        }
        self.line(brackets.close, at: place, hasComma: place.hasComma)
    }

    private mutating func line(_ text: String, at place: Place, hasComma: Bool) {
        let owner = place.key.isEmpty ? place.owner : place.key
        self.lines.append(Line(level: place.level, text: text, hasComma: hasComma, meaning: owner + text))
    }

    private func text(_ node: JSONNode) -> String {
        String(decoding: self.document.bytes[self.document.range(node)], as: UTF8.self)
    }
}
