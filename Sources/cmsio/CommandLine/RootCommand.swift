import ArgumentParser
import Foundation

/// `cmsio` itself: the subcommands and the options that all of them share.
struct RootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cmsio",
        abstract: "Send content events to Socket.IO clients, each with exactly the fields it may see.",
        usage: "cmsio <subcommand> [<options>]",
        discussion: """
            Start a server in one terminal, watch in a second, send from a third:

              cmsio serve --demo
              cmsio listen 'article:*' --as role:public
              cmsio emit article update '{"id":1,"title":"Hello"}'

            The commands find the server of this folder, and its key, by themselves. On a terminal, 'cmsio' alone opens a \
            console: status, sockets, rooms and more, with completion.
            """,
        version: Version.current,
        subcommands: [ServeCommand.self, EmitCommand.self, RawCommand.self, ListenCommand.self, PermsCommand.self]
    )

    static var _errorPrefix: String { "cmsio: " }

    @OptionGroup(title: "Global options")
    var global: GlobalOptions

    init() {}

    /// The console: on a terminal by hand, else the lines of standard input.
    func run() async throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            guard try await ConsoleScript(self.global).run() else {
                Terminal.tell(HelpText(of: RootCommand.self, under: RootCommand.self).text)
                throw Verdict(status: .usage)
            }
            return
        }
        try await Console(self.global).run()
    }
}
