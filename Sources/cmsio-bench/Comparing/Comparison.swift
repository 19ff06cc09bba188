/// What was measured of several servers in the same rounds; the first of them is the yardstick.
package struct Comparison: Report {
    package let bench: String
    /// What was measured with, such as the number of sockets.
    package let parameters: [String: Double]
    package let rounds: Int
    package let servers: [Server]
    private let measures: [Measure]

    package struct Server: Encodable, Sendable {
        package let name: String
        /// By ``Measure/name``; what could not be measured is missing.
        package let figures: [String: Figure]
    }

    package struct Figure: Encodable, Sendable {
        package let spread: Spread
        /// To the yardstick, round by round.
        package let ratio: Spread?

        private enum Key: String, CodingKey { case ratio }

        package func encode(to encoder: any Encoder) throws {
            try self.spread.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(self.ratio, forKey: .ratio)
        }
    }

    /// - Parameters:
    ///   - measures: In the order of the table.
    ///   - measured: For each server what each round gave.
    package init(
        bench: String,
        parameters: [String: Double],
        measures: [Measure],
        measured: [(server: String, rounds: [[Measure: Double]])]
    ) {
        self.bench = bench
        self.parameters = parameters
        self.rounds = measured.first?.rounds.count ?? 0
        self.measures = measures
        let yardstick = measured.first?.rounds ?? []
        self.servers = measured.enumerated().map { place, measured in
            let figures = measures.compactMap { measure in
                Self.figure(measure, measured.rounds, place == 0 ? nil : yardstick).map { (measure.name, $0) }
            }
            return Server(name: measured.server, figures: Dictionary(figures) { first, _ in first })
        }
    }

    private static func figure(
        _ measure: Measure,
        _ rounds: [[Measure: Double]],
        _ yardstick: [[Measure: Double]]?
    ) -> Figure? {
        let spread = Spread(rounds.compactMap { $0[measure] })
        let pairs = zip(rounds, yardstick ?? []).compactMap { own, other in
            own[measure].flatMap { own in other[measure].map { (own, $0) } }
        }
        let ratio = Spread(ratiosOf: pairs.map(\.0), to: pairs.map(\.1))
        return spread.map { Figure(spread: $0, ratio: ratio) }
    }

    private enum CodingKeys: CodingKey { case bench, parameters, rounds, servers }

    package var text: String {
        let first = self.servers.first?.name ?? ""
        var table = TextTable([""] + self.measures.flatMap { [$0.title, "÷ \(first)"] })
        for server in self.servers {
            let cells = self.measures.flatMap { measure in
                let figure = server.figures[measure.name]
                return [figure?.spread.median.text(measure.digits) ?? "–", figure?.ratio?.median.text(2) ?? ""]
            }
            table.add([server.name] + cells)
        }
        let parameters = self.parameters.sorted { $0.key < $1.key }.map { name, value in
            "\(name) \(value.text(value.rounded() == value ? 0 : 2))"
        }
        return "\(self.bench): \(parameters.joined(separator: ", ")); medians of \(self.rounds) round(s)\n\(table.text)"
    }
}
