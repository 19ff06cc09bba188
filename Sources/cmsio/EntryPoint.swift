import Foundation

/// The start and the end of the program: the only place that exits.
@main
struct EntryPoint {
    static func main() async {
        // A reader that goes away is an error of the write that follows, which ends the program quietly.
        signal(SIGPIPE, SIG_IGN)
        let end = await CommandRun.perform(Array(CommandLine.arguments.dropFirst()), under: RootCommand.self)
        exit(end.conclude().rawValue)
    }
}
