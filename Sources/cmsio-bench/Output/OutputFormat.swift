import ArgumentParser
import Foundation

/// What a subcommand found out.
package protocol Report: Encodable {
    /// For reading: a line that says what was measured, and a table.
    var text: String { get }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case pretty, json

    /// For reading on a terminal, for programs elsewhere.
    static var ofStandardOutput: OutputFormat { isatty(STDOUT_FILENO) == 1 ? .pretty : .json }

    func print(_ report: some Report) throws {
        switch self {
        case .pretty:
            Swift.print(report.text)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}

/// The option that every subcommand has.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "How to print the figures: pretty or json. Without it: pretty on a terminal, json elsewhere."
    )
    var output: OutputFormat?

    func print(_ report: some Report) throws { try (self.output ?? .ofStandardOutput).print(report) }
}

extension Double {
    /// With so many digits behind the point.
    func text(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}
