import ArgumentParser

/// How many sockets there are, and what they get.
struct LoadOptions: ParsableArguments {
    @Option(help: "How many sockets join.")
    var sockets = 1000

    @Option(help: "The size of the event as each socket gets it, in bytes.")
    var size = 200

    @Option(help: "How many audiences the sockets are of, in equal shares.")
    var audiences = 1

    @Option(help: "How many distinct views the audiences have.")
    var views = 1

    var parameters: [String: Double] {
        [
            "sockets": Double(self.sockets), "size": Double(self.size), "audiences": Double(self.audiences),
            "views": Double(self.views),
        ]
    }

    func validate() throws {
        guard 1...200_000 ~= self.sockets else { throw ValidationError("--sockets is 1 to 200000.") }
        guard BenchWorld.smallestMessage...100_000 ~= self.size else {
            throw ValidationError("--size is \(BenchWorld.smallestMessage) to 100000.")
        }
        guard 1...100 ~= self.audiences else { throw ValidationError("--audiences is 1 to 100.") }
        guard 1...min(10, self.audiences) ~= self.views else {
            throw ValidationError("--views is 1 to 10, and at most the number of audiences.")
        }
    }
}
