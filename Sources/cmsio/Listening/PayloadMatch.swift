package import JSONText

/// A condition on what an event carries: `author.name=Ann`, `data.tags.0="new"`, `comments.*.ip=null`.
///
/// A path goes through the keys of objects and the positions of arrays, with `*` for any position. It begins in the data,
/// or with `data` or `meta` in the payload; of a foreign event with the number of an argument, or in the first one.
package struct PayloadMatch: Sendable {
    private enum Expected: Sendable {
        case json(JSONDocument)
        /// What is no JSON stands for a string.
        case text(ExactString)
    }

    /// As it was written.
    private let path: String
    private let steps: [ExactString]
    private let expected: Expected
    private let value: String

    /// - Throws: ``SettingProblem``
    package init(parsing text: String) throws {
        guard let equals = text.firstIndex(of: "=") else {
            throw SettingProblem("write PATH=VALUE, as in author.name=Ann or views=7")
        }
        self.path = String(text[..<equals])
        self.value = String(text[text.index(after: equals)...])
        self.steps = self.path.split(separator: ".", omittingEmptySubsequences: false).map { ExactString(String($0)) }
        guard !self.steps.contains("") else {
            throw SettingProblem("write a path of names and numbers with dots between, as in comments.0.text=hi")
        }
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
        return "\(self.path) is \(DisplayWidth.cut(found, to: 40))\(more), not \(self.value)"
    }

    /// Whether the first step says where to begin.
    private func isRooted(_ payload: Payload, _ document: JSONDocument) -> Bool {
        switch payload {
        case .content: self.steps[0] == "data" || self.steps[0] == "meta"
        case .arguments: self.steps[0] == "*" || Int(self.steps[0].string) != nil
        }
    }

    private func start(_ payload: Payload, _ document: JSONDocument) -> [JSONNode] {
        switch payload {
        case .content(let node):
            let name: ExactString = self.isRooted(payload, document) ? self.steps[0] : "data"
            return node.flatMap { document.value(name, in: $0) }.map { [$0] } ?? []
        case .arguments(let arguments):
            guard self.isRooted(payload, document) else { return Array(arguments.prefix(1)) }
            guard let position = Int(self.steps[0].string) else { return arguments }
            return arguments.indices.contains(position) ? [arguments[position]] : []
        }
    }

    private static func children(_ node: JSONNode, _ step: ExactString, _ document: JSONDocument) -> [JSONNode] {
        guard document.kind(node) == .array else { return document.value(step, in: node).map { [$0] } ?? [] }
        let elements = Array(document.elements(node))
        if step == "*" { return elements }
        guard let position = Int(step.string), elements.indices.contains(position) else { return [] }
        return [elements[position]]
    }

    private func isExpected(_ node: JSONNode, _ document: JSONDocument) -> Bool {
        switch self.expected {
        case .json(let expected): document.equals(node, expected, expected.root)
        case .text(let text): document.exactString(node) == text
        }
    }
}
