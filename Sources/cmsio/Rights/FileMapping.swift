import ContentModel
import Yams

/// One mapping of a file that people write, read key by key; its mistakes are told with file and line.
struct FileMapping {
    /// A word of the file.
    struct Written: Sendable {
        let text: String
        /// From 1.
        let line: Int
    }

    private let path: String
    /// How messages call it: `role 'editor'`.
    private let name: String
    private let entries: [(key: Written, value: Node)]

    /// - Parameter node: A mapping, or nothing, as after a key without a value.
    /// - Throws: ``CommandFailure`` for anything else.
    init(_ node: Node?, named name: String, in path: String) throws {
        self.path = path
        self.name = name
        guard let node, !Self.isNothing(node) else {
            self.entries = []
            return
        }
        guard case .mapping(let mapping) = node else {
            throw Self.failure(path, node.mark?.line, "\(name) must be a mapping; write 'key: value', a line each")
        }
        self.entries = try mapping.map { key, value in
            guard let text = key.scalar?.string else {
                throw Self.failure(path, key.mark?.line, "a key of \(name) must be a word")
            }
            return (Written(text: text, line: key.mark?.line ?? 1), value)
        }
    }

    var keys: [Written] { self.entries.map(\.key) }

    /// Refuses all other keys, and says which one was meant.
    func allow(_ known: [String]) throws {
        guard let key = self.keys.first(where: { !known.contains($0.text) }) else { return }
        let wayOut =
            NearMiss.find(key.text, among: known).map { "did you mean '\($0)'?" }
            ?? "it may have \(known.joined(separator: ", "))"
        throw Self.failure(self.path, key.line, "unknown key '\(key.text)' in \(self.name); \(wayOut)")
    }

    /// The mapping under a key; nil without the key.
    ///
    /// - Parameter name: How messages call it; nil for the key itself.
    func mapping(_ key: String, named name: String? = nil) throws -> FileMapping? {
        guard let entry = self.entry(key) else { return nil }
        return try FileMapping(entry.value, named: name ?? "'\(key)'", in: self.path)
    }

    /// The word under a key; nil without it.
    func text(_ key: String) throws -> Written? {
        guard let entry = self.entry(key) else { return nil }
        guard let text = entry.value.scalar?.string, !text.isEmpty else {
            throw Self.failure(self.path, entry.key.line, "'\(key)' of \(self.name) must be a word")
        }
        return Written(text: text, line: entry.value.mark?.line ?? entry.key.line)
    }

    /// The words under a key; none without it.
    func texts(_ key: String) throws -> [Written] {
        guard let entry = self.entry(key), !Self.isNothing(entry.value) else { return [] }
        guard case .sequence(let items) = entry.value else {
            throw Self.failure(
                self.path,
                entry.key.line,
                "'\(key)' of \(self.name) must be a list; write '- ' before each"
            )
        }
        return try items.map { item in
            guard let text = item.scalar?.string, !text.isEmpty else {
                throw Self.failure(
                    self.path,
                    item.mark?.line ?? entry.key.line,
                    "'\(key)' of \(self.name) must be a list of words"
                )
            }
            return Written(text: text, line: item.mark?.line ?? entry.key.line)
        }
    }

    /// Whether the key says `true`; nil without it.
    func truth(_ key: String) throws -> Bool? {
        guard let written = try self.text(key) else { return nil }
        switch written.text {
        case "true": return true
        case "false": return false
        default:
            throw Self.failure(
                self.path,
                written.line,
                "'\(key)' of \(self.name) must be true or false, not '\(written.text)'"
            )
        }
    }

    static func failure(_ path: String, _ line: Int?, _ problem: String) -> CommandFailure {
        let end = problem.hasSuffix("?") ? "" : "."
        return CommandFailure(.badData, "\(path):\(line.map { "\($0):" } ?? "") \(Printable.text(problem))\(end)")
    }

    private func entry(_ key: String) -> (key: Written, value: Node)? {
        self.entries.first { $0.key.text == key }
    }

    private static func isNothing(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
