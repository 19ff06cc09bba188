import ArgumentParser

/// Carries out lines of the console as command lines.
struct ConsoleLineRun: Sendable {
    /// What was said on the command line that started the console, and counts for every line that does not say otherwise.
    private let options: [String]

    init(_ options: GlobalOptions) {
        self.options = options.arguments
    }

    /// - Parameter words: Of the line.
    func perform(_ words: [String]) async -> ProgramEnd {
        if words.dropFirst().contains("-") {
            return self.end(
                of: CommandFailure(.usage, "standard input is the console's own: write the JSON, or name a file.")
            )
        }
        return await CommandRun.perform(self.options + words, under: ConsoleCommand.self)
    }

    /// How a line ends that could not even be read.
    func end(of error: any Error) -> ProgramEnd {
        .running(self.options, under: ConsoleCommand.self, error)
    }
}

extension GlobalOptions {
    /// The options as they were written.
    fileprivate var arguments: [String] {
        let values = [
            ("--server", self.server), ("--key-file", self.keyFile), ("--data", self.data), ("--strapi", self.strapi),
            ("--config", self.config), ("--output", self.output?.rawValue), ("--color", self.color?.rawValue),
        ]
        return values.flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] }
            + (self.quiet ? ["--quiet"] : []) + (self.verbose ? ["--verbose"] : [])
    }
}
