#if os(Linux)
    import ArgumentParser
    import Foundation

    /// The floor as a process of its own, started by the other subcommands.
    struct FloorCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "floor",
            abstract: "Serve what figures are divided by, until the standard input ends.",
            shouldDisplay: false
        )

        /// What it says when it can be connected to, with the port behind it.
        static let announcement = "listens on "

        @Option(help: "The size of the event, in bytes.")
        var size = 200

        func run() throws {
            try DescriptorLimit.raise(for: 0)
            let server = try FloorServer(size: self.size)
            try FileHandle.standardOutput.write(contentsOf: Data("\(Self.announcement)\(server.port)\n".utf8))
            server.run()
        }
    }
#endif
