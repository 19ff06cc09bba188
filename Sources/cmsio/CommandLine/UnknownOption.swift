import ArgumentParser
import ContentModel

/// Options that a command does not have.
enum UnknownOption {
    /// Looks for one in a command line that could not be parsed.
    ///
    /// ArgumentParser first complains of missing arguments, so that `emit --hepl` would hear of a missing type.
    static func find(in arguments: [String], under root: any ParsableCommand.Type) -> CommandFailure? {
        // What is wrong with the words themselves has been said before.
        guard let words = try? CommandWords(arguments, under: root), let command = words.commands.last else {
            return nil
        }
        return words.rest.prefix { $0 != "--" }.lazy.compactMap { self.judge($0, of: command, path: words.path) }.first
    }

    /// - Parameters:
    ///   - argument: `--name`, `--name=value` or `-n`; anything else is not judged.
    ///   - path: How the command is called.
    /// - Returns: What to say if the command has no such option.
    static func judge(_ argument: String, of command: any ParsableCommand.Type, path: String) -> CommandFailure? {
        if let letter = self.letter(of: argument) { return self.judge(letter: letter, of: command, path: path) }
        guard argument.hasPrefix("--"), argument != "--" else { return nil }
        let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument
        // Known without asking the parser for its help, which takes some milliseconds.
        guard !self.builtIn.contains(name), !GlobalOptions.names.contains(name) else { return nil }
        let known = HelpDump(of: command).longNames.map { "--\($0)" } + ["--help", "--version"]
        guard !known.contains(name) else { return nil }
        let wayOut = NearMiss.find(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return CommandFailure(.usage, "unknown option '\(name)'.\(wayOut) See '\(path) --help'.")
    }

    /// The `n` of `-n`; a digit would be that of a negative number.
    private static func letter(of argument: String) -> String? {
        guard argument.utf8.count == 2, argument.hasPrefix("-"), let letter = argument.last, letter.isLetter else {
            return nil
        }
        return String(letter)
    }

    private static func judge(
        letter: String,
        of command: any ParsableCommand.Type,
        path: String
    ) -> CommandFailure? {
        guard !GlobalOptions.names.contains("-\(letter)"), letter != "h" else { return nil }
        guard !HelpDump(of: command).letters.contains(letter) else { return nil }
        return CommandFailure(.usage, "unknown option '-\(letter)'. See '\(path) --help'.")
    }

    /// Those that ArgumentParser adds to every command.
    private static let builtIn: Set<String> = [
        "--help", "--version", "--help-hidden", "--experimental-dump-help", "--generate-completion-script",
    ]
}
