import ArgumentParser
import ContentModel

/// The words of a command line that name commands, checked before it is parsed.
///
/// ArgumentParser takes an unknown command for an argument of the one above it, and says only that it did not expect it.
struct CommandWords {
    /// From the program down.
    private(set) var commands: [any ParsableCommand.Type]
    /// What follows the last of them.
    private(set) var rest: ArraySlice<String>

    /// - Parameter root: The command that the words begin below.
    /// - Throws: ``CommandFailure`` for a word that stands where a command must and is none.
    init(_ arguments: [String], under root: any ParsableCommand.Type) throws {
        self.commands = [root]
        self.rest = arguments[...]
        // What the completion scripts ask; ArgumentParser answers it before it looks for commands.
        if arguments.first == "---completion" { return }
        while let subcommands = self.commands.last?.configuration.subcommands, !subcommands.isEmpty {
            var rest = self.rest
            guard let word = try self.nextWord(&rest) else { return }
            if word == "help", self.commands.count == 1 {
                self = try CommandWords(Array(rest), under: root)
                return
            }
            guard let next = subcommands.first(where: { Self.names(of: $0).contains(word) }) else {
                throw self.unknown(word, among: subcommands.flatMap(Self.names))
            }
            self.commands.append(next)
            self.rest = rest
        }
    }

    /// `cmsio perms role`
    var path: String { self.commands.map { $0._commandName }.joined(separator: " ") }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command._commandName] + command.configuration.aliases
    }

    /// The next argument that is neither an option nor the value of a global one; nil at the end, or before `--`.
    ///
    /// - Throws: ``CommandFailure`` for an option that is none of the global ones.
    private func nextWord(_ rest: inout ArraySlice<String>) throws -> String? {
        while let argument = rest.popFirst() {
            if argument == "--" { return nil }
            guard argument.hasPrefix("-") else { return argument }
            // Its value, if it had one, would be taken for a command.
            if let failure = UnknownOption.judge(argument, of: RootCommand.self, path: self.path) { throw failure }
            if GlobalOptions.namesWithValue.contains(argument) { rest = rest.dropFirst() }
        }
        return nil
    }

    private func unknown(_ word: String, among names: [String]) -> CommandFailure {
        if self.commands.count == 1, let failure = Self.ofConsole(word) { return failure }
        let wayOut =
            NearMiss.find(word, among: names).map { "Did you mean '\(self.path) \($0)'?" }
            ?? "Write \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "help")."
        return CommandFailure(.usage, "unknown command '\(self.path) \(word)'. \(wayOut) See '\(self.path) --help'.")
    }

    /// What to say of a word that names the console, or a command that is only there; nil for others.
    private static func ofConsole(_ word: String) -> CommandFailure? {
        if word == "console" {
            return CommandFailure(
                .usage,
                "the console is no subcommand: run 'cmsio' alone on a terminal, or echo help | cmsio"
            )
        }
        guard ConsoleCommand.ownNames.contains(word) else { return nil }
        return CommandFailure(
            .usage,
            "'\(word)' is a command of the console: run 'cmsio' on a terminal, or echo \(word) | cmsio"
        )
    }
}
