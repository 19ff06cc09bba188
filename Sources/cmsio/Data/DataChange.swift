package import JSONText

/// One value that is put into JSON in place of another one, or beside the others.
package struct DataChange: Sendable {
    private let path: DataPath
    /// A JSON text.
    private let value: [UInt8]

    /// Reads `author.name=Ann`: a value that is JSON is that value, any other is a string.
    ///
    /// - Throws: ``SettingProblem``
    @Sendable package init(parsing text: String) throws {
        guard let equals = Self.firstEquals(in: text) else {
            throw SettingProblem("write a path and a value, as in author.name=Ann, views=3 or tags[0]=news")
        }
        self.path = try DataPath(parsing: text[..<equals])
        self.value = Self.json(String(text[text.unicodeScalars.index(after: equals)...]))
    }

    /// Makes the change; everything else stays as it is written.
    ///
    /// What the path leads through is made if it is missing or null: an object for a key, an array for an index, which may
    /// be one beyond the last.
    ///
    /// - Parameter name: What the document is called in messages.
    /// - Throws: ``CommandFailure`` when the path leads through what is neither object nor array, or is the other one.
    package func applied(to document: JSONDocument, named name: String) throws -> [UInt8] {
        var node = document.root
        for (depth, step) in self.path.steps.enumerated() {
            guard document.kind(node) != .null else { return self.replacing(node, in: document, from: depth) }
            let place = Place(path: DataPath(Array(self.path.steps[..<depth])), node: node, document: document)
            switch (step, document.kind(node)) {
            case (.key(let key), .object):
                guard let next = document.value(ExactString(key), in: node) else {
                    return self.adding(step, to: node, document.members(node).map(\.value).last, document, depth)
                }
                node = next
            case (.index(let index), .array):
                let elements = Array(document.elements(node))
                guard index < elements.count else {
                    guard index == elements.count else { throw self.failure(at: place, count: elements.count, name) }
                    return self.adding(step, to: node, elements.last, document, depth)
                }
                node = elements[index]
            default: throw self.failure(at: place, step, name)
            }
        }
        return self.replacing(node, in: document, from: self.path.steps.count)
    }

    private func replacing(_ node: JSONNode, in document: JSONDocument, from depth: Int) -> [UInt8] {
        let range = document.range(node)
        return document.bytes[..<range.lowerBound] + self.text(from: depth) + document.bytes[range.upperBound...]
    }

    /// - Parameter last: The container's last value; nil when it is empty.
    private func adding(
        _ step: DataPath.Step,
        to container: JSONNode,
        _ last: JSONNode?,
        _ document: JSONDocument,
        _ depth: Int
    ) -> [UInt8] {
        let end = last.map { document.range($0).upperBound } ?? document.range(container).lowerBound + 1
        var text: [UInt8] = last == nil ? [] : [UInt8(ascii: ",")]
        if case .key(let key) = step { text += Self.quoted(key) + [UInt8(ascii: ":")] }
        return document.bytes[..<end] + text + self.text(from: depth + 1) + document.bytes[end...]
    }

    /// The value, within the containers that the steps from a depth on ask for.
    private func text(from depth: Int) -> [UInt8] {
        self.path.steps[depth...].reversed().reduce(self.value) { text, step in
            switch step {
            case .key(let key): Array("{".utf8) + Self.quoted(key) + Array(":".utf8) + text + Array("}".utf8)
            case .index: Array("[".utf8) + text + Array("]".utf8)
            }
        }
    }

    static func firstEquals(in text: String) -> String.Index? {
        var isEscaped = false
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            if scalar == "=", !isEscaped { return index }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return nil
    }

    private static func json(_ text: String) -> [UInt8] {
        // Not JSON is what most people write who mean a string.
        (try? JSONDocument(parsing: text)).map { $0.text($0.root) } ?? Self.quoted(text)
    }

    private static func quoted(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.bytes
    }
}

extension DataChange {
    /// Where a path could not go on.
    private struct Place {
        let path: DataPath
        let node: JSONNode
        let document: JSONDocument

        /// `'author' is a string (line 3, column 5 of data.json)`
        func text(_ what: String, _ name: String) -> String {
            let before = self.document.bytes[..<self.document.range(self.node).lowerBound]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
            let subject = self.path.steps.isEmpty ? "the data" : "'\(self.path)'"
            return "\(subject) is \(what) (line \(line), column \(column) of \(name))"
        }
    }

    private func failure(at place: Place, _ step: DataPath.Step, _ name: String) -> CommandFailure {
        let wayOut =
            switch (step, place.document.kind(place.node)) {
            case (.key, .array): "write '\(DataPath(place.path.steps + [.index(0)]))' for one of its elements"
            case (.index, .object): "write '\(DataPath(place.path.steps + [.key("key")]))' for one of its members"
            default: "a path leads through objects and arrays"
            }
        let what = place.text(place.document.kind(place.node).words, name)
        return CommandFailure(.badData, "cannot set '\(self.path)': \(what); \(wayOut).")
    }

    private func failure(at place: Place, count: Int, _ name: String) -> CommandFailure {
        let what = place.text("an array of \(count == 1 ? "1 element" : "\(count) elements")", name)
        let next = DataPath(place.path.steps + [.index(count)])
        return CommandFailure(.badData, "cannot set '\(self.path)': \(what); write '\(next)' to add one.")
    }
}

extension JSONKind {
    fileprivate var words: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}
