import ContentEvents
import ArgumentParser

/// The words of a command line that name commands, checked before it is parsed.
///
/// ArgumentParser takes an unknown command for an argument of the one above it, and says only that it did not expect it.
enum CommandWords {
    /// - Throws: ``CommandFailure`` for a word that stands where a command must and is none.
    static func check(_ arguments: [String]) throws {
        var command: any ParsableCommand.Type = RootCommand.self
        var path = ["cmsio"]
        var rest = arguments[...]
        while !command.configuration.subcommands.isEmpty, let word = Self.nextWord(&rest) {
            let subcommands = command.configuration.subcommands
            let next = subcommands.first { Self.names(of: $0).contains(word) }
            guard let next else {
                if word == "help", path.count == 1 { return }
                throw Self.unknown(word, path: path, among: subcommands.flatMap(Self.names))
            }
            path.append(word)
            command = next
        }
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command._commandName] + command.configuration.aliases
    }

    /// The next argument that is neither an option nor the value of a global one; nil at the end, or before `--`.
    private static func nextWord(_ rest: inout ArraySlice<String>) -> String? {
        while let argument = rest.popFirst() {
            if argument == "--" { return nil }
            guard argument.hasPrefix("-") else { return argument }
            if GlobalOptions.namesWithValue.contains(argument) { rest = rest.dropFirst() }
        }
        return nil
    }

    private static func unknown(_ word: String, path: [String], among names: [String]) -> CommandFailure {
        let command = path.joined(separator: " ")
        let wayOut =
            NearMiss.find(word, among: names).map { "Did you mean '\(command) \($0)'?" }
            ?? "Write \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "help")."
        return CommandFailure(.usage, "unknown command '\(command) \(word)'. \(wayOut) See '\(command) --help'.")
    }
}
