import ArgumentParser
import Foundation

/// The start and the end of the program: the only place that exits.
@main
struct EntryPoint {
    static func main() async {
        // A reader that goes away is an error of the write that follows, which ends the program quietly.
        signal(SIGPIPE, SIG_IGN)
        let status = await Self.run(JoinedValues.split(Array(CommandLine.arguments.dropFirst())))
        exit(status.rawValue)
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
            return ProgramEnd.running(error).conclude()
        }
    }
}
