import ArgumentParser

/// How long to measure.
struct TimingOptions: ParsableArguments {
    @Option(help: "How long one round of one measurement takes, in seconds.")
    var seconds = 1.0

    @Option(help: "How many rounds to take the median of; the measured take turns in each.")
    var rounds = 5

    func validate() throws {
        guard 1...100 ~= self.rounds else { throw ValidationError("--rounds is 1 to 100.") }
        guard self.seconds > 0, self.seconds <= 600 else {
            throw ValidationError("--seconds is more than 0 and at most 600.")
        }
    }
}
