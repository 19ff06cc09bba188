import ArgumentParser

/// A line of the console as a command line.
enum ConsoleLineRun {
    /// - Parameters:
    ///   - words: Of the line.
    ///   - options: What was said on the command line that started the console; a line may say otherwise.
    static func perform(_ words: [String], _ options: GlobalOptions) async -> ProgramEnd {
        if words.dropFirst().contains("-") {
            return .running(
                options.arguments,
                under: ConsoleCommand.self,
                CommandFailure(.usage, "standard input is the console's own: write the JSON, or name a file.")
            )
        }
        return await CommandRun.perform(options.arguments + words, under: ConsoleCommand.self)
    }
}

extension GlobalOptions {
    /// The options as they were written.
    var arguments: [String] {
        let values = [
            ("--server", self.server), ("--key-file", self.keyFile), ("--data", self.data), ("--strapi", self.strapi),
            ("--config", self.config), ("--output", self.output?.rawValue), ("--color", self.color?.rawValue),
        ]
        return values.flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] }
            + (self.quiet ? ["--quiet"] : []) + (self.verbose ? ["--verbose"] : [])
    }
}
