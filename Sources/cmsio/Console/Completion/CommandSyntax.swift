import ArgumentParser
import JSONText

/// What may stand behind a command, read from its machine-readable help.
struct CommandSyntax {
    /// One option or flag.
    struct Option {
        /// As written: `-o`, `--output`.
        let names: [String]
        /// What follows it; nil for a flag.
        let value: Value?
    }

    /// What an argument takes.
    struct Value: Equatable {
        /// How help calls it: `type`, `who`.
        let name: String
        /// The only values there are; empty when there are others.
        let choices: [String]
        let isFile: Bool
    }

    private(set) var options: [Option] = []
    private(set) var positionals: [Value] = []
    /// Whether the last positional may be repeated.
    private(set) var isLastRepeated = false

    init(of command: any ParsableCommand.Type) {
        // Our own program's help is JSON; if it were not, there would be nothing to complete.
        guard let document = try? JSONDocument(parsing: command._dumpHelp()),
            let command = document.value("command", in: document.root),
            let arguments = document.value("arguments", in: command)
        else { return }
        for argument in document.elements(arguments) {
            let text = { (key: ExactString) in document.value(key, in: argument).flatMap(document.string) ?? "" }
            let value = Value(
                name: text("valueName"),
                choices: Self.strings("allValues", in: argument, document),
                isFile: document.value("completionKind", in: argument).map {
                    document.value("file", in: $0) != nil || document.value("directory", in: $0) != nil
                } ?? false
            )
            if text("kind") == "positional" {
                self.positionals.append(value)
                self.isLastRepeated = document.value("isRepeating", in: argument).flatMap(document.bool) ?? false
            } else {
                let names = document.value("names", in: argument).map { Self.names($0, document) } ?? []
                self.options.append(Option(names: names, value: text("kind") == "option" ? value : nil))
            }
        }
    }

    /// - Parameter name: As written, with its hyphens.
    func option(named name: String) -> Option? { self.options.first { $0.names.contains(name) } }

    /// - Parameter index: From 0, in the order in which they stand.
    func positional(at index: Int) -> Value? {
        if self.positionals.indices.contains(index) { return self.positionals[index] }
        return self.isLastRepeated ? self.positionals.last : nil
    }

    private static func names(_ node: JSONNode, _ document: JSONDocument) -> [String] {
        document.elements(node).compactMap { name in
            let isShort = document.value("kind", in: name).flatMap(document.string) == "short"
            return document.value("name", in: name).flatMap(document.string).map { (isShort ? "-" : "--") + $0 }
        }
    }

    private static func strings(_ key: ExactString, in node: JSONNode, _ document: JSONDocument) -> [String] {
        document.value(key, in: node).map { document.elements($0).compactMap(document.string) } ?? []
    }
}
