import ContentModel
import Foundation
import Yams

/// What `cmsio.yaml` sets: one mapping of keys to values or lists.
struct ConfigurationFile: Sendable {
    struct Entry: Sendable {
        let texts: [String]
        /// From 1.
        let line: Int
    }

    /// As it was named.
    let path: String
    let entries: [String: Entry]

    /// Reads a text, and refuses keys that no setting has.
    ///
    /// - Parameter path: Where the text is from, for messages and relative paths.
    /// - Throws: ``CommandFailure`` with the line.
    init(path: String, text: String) throws {
        self.path = path
        guard let root = try Self.compose(text, path: path) else {
            self.entries = [:]
            return
        }
        guard case .mapping(let mapping) = root else {
            throw Self.failure(path, line: root.mark?.line, "write settings as 'key: value', a line each")
        }
        var entries: [String: Entry] = [:]
        for (key, value) in mapping {
            let line = key.mark?.line ?? 1
            guard let name = key.scalar?.string else {
                throw Self.failure(path, line: line, "a key must be a word, as in 'port: 1338'")
            }
            let setting = try Self.setting(named: name, path: path, line: line)
            entries[name] = Entry(texts: try Self.texts(of: value, for: setting, path: path, line: line), line: line)
        }
        self.entries = entries
    }

    /// Reads the file: the one named, else `cmsio.yaml` of the current folder if there is one.
    ///
    /// - Throws: ``CommandFailure``
    static func read(named name: String?) throws -> ConfigurationFile? {
        let path = name ?? "cmsio.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            guard let name else { return nil }
            throw CommandFailure(.noInput, "there is no configuration file '\(name)'; check --config or CMSIO_CONFIG.")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.denied, "cannot read the configuration file '\(path)'; check its permissions.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.badConfiguration, "\(path): the text is not UTF-8; save it as UTF-8.")
        }
        return try ConfigurationFile(path: path, text: text)
    }

    /// The folder that relative paths in the file start from; empty for the current one.
    var folder: String { (self.path as NSString).deletingLastPathComponent }

    private static func setting(named name: String, path: String, line: Int) throws -> SettingDescription {
        let known = Settings.all.filter { $0.sources.contains(.file) }
        if let setting = known.first(where: { $0.key == name }) { return setting }
        if let other = Settings.all.first(where: { $0.key == name }) {
            let place =
                other.sources.contains(.flag) ? "--\(other.key) or \(other.environmentName)" : other.environmentName
            throw self.failure(path, line: line, "'\(name)' cannot be set in a file; use \(place)")
        }
        let wayOut = NearMiss.find(name, among: known.map(\.key)).map { "did you mean '\($0)'?" }
        throw self.failure(path, line: line, "unknown key '\(name)'; \(wayOut ?? "see cmsio.yaml(5) for all keys")")
    }

    private static func texts(
        of node: Node,
        for setting: SettingDescription,
        path: String,
        line: Int
    ) throws -> [String] {
        let items = node.sequence.map(Array.init) ?? [node]
        let texts = items.compactMap { $0.scalar.map(\.string) }
        guard texts.count == items.count, !texts.contains("") else {
            let wayOut = setting.isList ? "write a value or a list of values" : "write a value after the colon"
            throw self.failure(path, line: line, "'\(setting.key)' has no value that can be read; \(wayOut)")
        }
        return setting.isList && node.sequence == nil ? texts.flatMap(SettingDescription.split) : texts
    }

    private static func compose(_ text: String, path: String) throws -> Node? {
        do {
            return try YAMLText.compose(text)
        } catch {
            throw self.failure(path, line: error.line, error.text)
        }
    }

    private static func failure(_ path: String, line: Int?, _ problem: String) -> CommandFailure {
        let end = problem.hasSuffix("?") ? "" : "."
        return CommandFailure(.badConfiguration, "\(path):\(line.map { "\($0):" } ?? "") \(problem)\(end)")
    }
}
