import Foundation

/// The start and the end of the program: the only place that exits.
@main
struct EntryPoint {
    static func main() async {
        // A reader that goes away is an error of the write that follows, which ends the program quietly.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let status = Self.runQuickly(arguments) { exit(status.rawValue) }
        let end = await CommandRun.perform(arguments, under: RootCommand.self)
        exit(end.conclude().rawValue)
    }

    /// - Returns: Nil for what takes the parser, or a server.
    private static func runQuickly(_ arguments: [String]) -> ExitStatus? {
        do {
            return try QuickCommand(arguments)?.run() == true ? .ok : nil
        } catch {
            return ProgramEnd.running(arguments, under: RootCommand.self, error).conclude()
        }
    }
}
