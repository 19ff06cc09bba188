import ArgumentParser

/// Carries out command lines.
enum CommandRun {
    /// - Parameters:
    ///   - arguments: Without the program's name.
    ///   - root: The command that they begin below.
    /// - Returns: How it ended; of what it printed nothing more is to be printed but the text in it.
    static func perform(_ arguments: [String], under root: any AsyncParsableCommand.Type) async -> ProgramEnd {
        let arguments = JoinedValues.split(arguments, under: root)
        var command: any ParsableCommand
        do {
            _ = try CommandWords(arguments, under: root)
            command = try await root.asyncParseAsRoot(arguments)
        } catch {
            return .parsing(arguments, under: root, error)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch {
            return .running(arguments, under: root, error)
        }
    }
}
