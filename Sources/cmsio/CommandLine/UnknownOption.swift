import ArgumentParser
import ContentEvents

/// An option that the command does not have, looked for when parsing failed.
///
/// ArgumentParser first complains of missing arguments, so that `emit --hepl` would hear of a missing type.
enum UnknownOption {
    static func find(in arguments: [String]) -> CommandFailure? {
        // What is wrong with the words themselves has been said before.
        guard let words = try? CommandWords(arguments), let command = words.commands.last else { return nil }
        let known = Self.longNames(of: command)
        let written = words.rest.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
        let names = written.map { $0.split(separator: "=", maxSplits: 1).first.map(String.init) ?? $0 }
        guard let name = names.first(where: { !known.contains($0) }) else { return nil }
        let wayOut = NearMiss.find(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return CommandFailure(.usage, "unknown option '\(name)'.\(wayOut) See '\(words.path) --help'.")
    }

    private static func longNames(of command: any ParsableCommand.Type) -> [String] {
        ["--help", "--version"] + HelpDump(of: command).longNames.map { "--\($0)" }
    }
}
