import ArgumentParser
import Foundation

struct JSONBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "json",
        abstract: "Measure reading entries and making views of them, beside Foundation.",
        discussion: """
            Two jobs: to parse a document, and to parse it, drop some of its fields at every depth and wrap the rest \
            into {"data":…,"meta":{}}, which is what an event costs. Speeds are in MB (10^6 bytes) of input a second.

              cmsio-bench json
              cmsio-bench json entries/ --rounds 15 -o json
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A JSON file, or a folder whose .json files count as one load. Without it: 64 articles of about 6.5 KB.",
            valueName: "file|folder"
        )
    )
    var path: String?

    @Option(help: "How long one round of one job takes.")
    var seconds = 0.3

    @Option(help: "How many rounds to take the median of.")
    var rounds = 7

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard 1...100 ~= self.rounds else { throw ValidationError("--rounds is 1 to 100.") }
        guard self.seconds > 0, self.seconds <= 60 else {
            throw ValidationError("--seconds is more than 0 and at most 60.")
        }
    }

    func run() throws {
        let load = try self.path.map { try DocumentLoad(readingFrom: $0) } ?? .generatedArticles
        let jobs: [any JSONJob] = [
            JSONTextParse(), JSONTextView(), FoundationParse(), FoundationView(),
        ]
        let measurement = Measurement(rounds: self.rounds, roundLength: .seconds(self.seconds))
        let figures = try measurement.figures(of: jobs, on: load)
        try self.output.print(JSONReport(figures, load))
    }
}
