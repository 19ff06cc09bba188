package import JSONText

/// A condition on what an event carries: `author.name=Ann`, `data.tags[0]="new"`, `comments.*.ip=null`.
///
/// A path is that of ``DataPath``, with `*` as a key for any element of an array; a number as a key is an index, too. It
/// begins in the data, or with `data` or `meta` in the payload; of a foreign event in the first argument, or with the index
/// of one.
package struct PayloadMatch: Sendable {
    private enum Expected: Sendable {
        case json(JSONDocument)
        /// What is no JSON stands for a string.
        case text(ExactString)
    }

    /// As it was written.
    private let path: String
    private let steps: [DataPath.Step]
    private let expected: Expected
    private let value: String

    /// - Throws: ``SettingProblem``
    @Sendable package init(parsing text: String) throws {
        guard let equals = DataChange.firstEquals(in: text) else {
            throw SettingProblem("write a path and a value, as in author.name=Ann, views=7 or tags.*=new")
        }
        self.path = String(text[..<equals])
        self.value = String(text[text.unicodeScalars.index(after: equals)...])
        self.steps = try DataPath(parsing: self.path).steps
        // What does not parse is text, as most values are written.
        self.expected = (try? JSONDocument(parsing: self.value)).map(Expected.json) ?? .text(ExactString(self.value))
    }

    /// What a path may begin in.
    package enum Payload {
        /// `{data, meta}`
        case content(JSONNode?)
        case arguments([JSONNode])
    }

    /// - Returns: Nil when the condition holds, else what is there instead, in a few words.
    package func difference(in payload: Payload, of document: JSONDocument) -> String? {
        var nodes = self.start(payload, document)
        for step in self.isRooted(payload, document) ? self.steps.dropFirst() : self.steps[...] {
            nodes = nodes.flatMap { Self.children($0, step, document) }
        }
        if nodes.contains(where: { self.isExpected($0, document) }) { return nil }
        guard let first = nodes.first else { return "has no \(self.path)" }
        let found = String(decoding: document.compactText(first), as: UTF8.self)
        let more = nodes.count > 1 ? " and \(nodes.count - 1) more" : ""
        return "\(self.path) is \(DisplayWidth.cut(found, columns: 40))\(more), not \(self.value)"
    }

    /// Whether the first step says where to begin.
    private func isRooted(_ payload: Payload, _ document: JSONDocument) -> Bool {
        switch payload {
        case .content: self.steps.first == .key("data") || self.steps.first == .key("meta")
        case .arguments: self.steps.first.map { $0.isAny || $0.index != nil } ?? false
        }
    }

    private func start(_ payload: Payload, _ document: JSONDocument) -> [JSONNode] {
        switch payload {
        case .content(let node):
            let first = self.isRooted(payload, document) ? self.steps[0] : .key("data")
            return node.map { Self.children($0, first, document) } ?? []
        case .arguments(let arguments):
            guard self.isRooted(payload, document) else { return Array(arguments.prefix(1)) }
            return Self.elements(arguments, self.steps[0])
        }
    }

    private static func children(_ node: JSONNode, _ step: DataPath.Step, _ document: JSONDocument) -> [JSONNode] {
        if document.kind(node) == .array { return self.elements(Array(document.elements(node)), step) }
        guard case .key(let key) = step else { return [] }
        return document.value(ExactString(key), in: node).map { [$0] } ?? []
    }

    private static func elements(_ elements: [JSONNode], _ step: DataPath.Step) -> [JSONNode] {
        if step.isAny { return elements }
        guard let index = step.index, elements.indices.contains(index) else { return [] }
        return [elements[index]]
    }

    private func isExpected(_ node: JSONNode, _ document: JSONDocument) -> Bool {
        switch self.expected {
        case .json(let expected): document.equals(node, expected, expected.root)
        case .text(let text): document.exactString(node) == text
        }
    }
}

extension DataPath.Step {
    fileprivate var isAny: Bool { self == .key("*") }

    /// Which element of an array it is.
    fileprivate var index: Int? {
        switch self {
        case .index(let index): index
        case .key(let key): Int(key)
        }
    }
}
