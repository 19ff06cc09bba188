import ArgumentParser
import Foundation

/// The start and the end of the program: the only place that exits.
@main
struct EntryPoint {
    static func main() async {
        // A reader that goes away is an error of the write that follows, which ends the program quietly.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let status = Self.runQuickly(arguments) { exit(status.rawValue) }
        let status = await Self.run(JoinedValues.split(arguments))
        exit(status.rawValue)
    }

    /// - Returns: Nil for what takes the parser, or a server.
    private static func runQuickly(_ arguments: [String]) -> ExitStatus? {
        do {
            return try QuickCommand(arguments)?.run() == true ? .ok : nil
        } catch {
            return ProgramEnd.running(arguments, error).conclude()
        }
    }

    private static func run(_ arguments: [String]) async -> ExitStatus {
        var command: any ParsableCommand
        do {
            _ = try CommandWords(arguments)
            command = try await RootCommand.asyncParseAsRoot(arguments)
        } catch {
            return ProgramEnd.parsing(arguments, error).conclude()
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .ok
        } catch {
            return ProgramEnd.running(arguments, error).conclude()
        }
    }
}
