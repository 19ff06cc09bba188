import JSONText

/// The help of every command there is, as the program prints it.
struct CommandHelp: Sendable {
    /// `perms`, `grant`; none for `cmsio` itself.
    let words: [String]
    let text: String

    /// Of all commands, the ones above before those below them.
    static func all() async throws -> [CommandHelp] {
        let folder = try TestFolder()
        let dump = try await Program.run(["--experimental-dump-help"], in: folder)
        let document = try JSONDocument(parsing: dump.output)
        var helps: [CommandHelp] = []
        for words in document.value("command", in: document.root).map({ Self.paths(of: $0, in: document) }) ?? [] {
            helps.append(CommandHelp(words: words, text: try await Program.run(words + ["--help"], in: folder).output))
        }
        return helps
    }

    /// What stands before the usage.
    var introduction: [String] {
        self.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .prefix { !$0.hasPrefix("USAGE:") }.map(\.self)
    }

    /// The lines to paste.
    var examples: [String] {
        self.introduction.filter { $0.hasPrefix("  ") }.map { String($0.drop { $0 == " " }) }
    }

    private static func paths(of command: JSONNode, in document: JSONDocument) -> [[String]] {
        let below = document.value("subcommands", in: command).map { Array(document.elements($0)) } ?? []
        return [[]]
            + below.flatMap { subcommand -> [[String]] in
                guard let name = document.value("commandName", in: subcommand).flatMap(document.string), name != "help"
                else { return [] }
                return Self.paths(of: subcommand, in: document).map { [name] + $0 }
            }
    }
}
