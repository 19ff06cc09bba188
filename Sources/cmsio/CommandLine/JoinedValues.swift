import ArgumentParser

/// Values written together with the letter of their option: `-n1` for `-n 1`.
///
/// ArgumentParser knows them too, but where commands share options, the command above looks for its letters in the value:
/// the `s` of `-W5s` would be the server's.
enum JoinedValues {
    /// Parts them, up to `--`.
    static func split(_ arguments: [String], under root: any ParsableCommand.Type) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        guard arguments[..<end].contains(where: Self.mayBeJoined) else { return arguments }
        // A command that is not there is told of later.
        guard let command = try? CommandWords(arguments, under: root).commands.last else { return arguments }
        let letters = HelpDump(of: command).lettersWithValue
        return arguments[..<end].flatMap { argument in
            guard Self.mayBeJoined(argument), let letter = argument.dropFirst().first.map(String.init),
                letters.contains(letter)
            else { return [argument] }
            return ["-\(letter)", String(argument.dropFirst(2))]
        } + arguments[end...]
    }

    private static func mayBeJoined(_ argument: String) -> Bool {
        argument.utf8.count > 2 && argument.hasPrefix("-") && !argument.hasPrefix("--")
    }
}
