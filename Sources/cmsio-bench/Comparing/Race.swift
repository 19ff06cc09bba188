#if os(Linux)
    import Foundation

    /// Lets servers take turns, so that a busy spell of the machine hits them all.
    struct Race {
        let contenders: [any Contender]
        let rounds: Int

        /// - Parameter measure: Is given each server as it has started, once a round.
        func run(
            _ measure: (RunningServer) throws -> [Measure: Double]
        ) throws -> [(server: String, rounds: [[Measure: Double]])] {
            // The load client lives in this thread from here to the end.
            Cores.pin(to: Cores.client)
            var measured = self.contenders.map { (server: $0.name, rounds: [[Measure: Double]]()) }
            for round in 1...self.rounds {
                for (place, contender) in self.contenders.enumerated() {
                    Self.tell("round \(round) of \(self.rounds): \(contender.name)")
                    let server = try contender.start()
                    defer { server.process?.stop() }
                    measured[place].rounds.append(try measure(server))
                }
            }
            Self.tell("")
            return measured
        }

        /// Says on a terminal how far it is, in a line that the next one replaces.
        private static func tell(_ text: String) {
            guard isatty(STDERR_FILENO) == 1 else { return }
            // Nobody misses a line that cannot be written.
            try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
        }
    }
#endif
