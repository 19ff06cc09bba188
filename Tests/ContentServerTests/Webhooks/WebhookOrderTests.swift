import ContentServer
import TestClients
import Testing

@Suite("The order of webhooks")
struct WebhookOrderTests {
    static let seeds = 0..<40 as Range<UInt64>
    private let start = ContinuousClock.now

    /// Takes bodies at one instant, and then waits long enough.
    private func told(_ bodies: [String], rules: WebhookRules = WebhookRules()) throws -> [Told] {
        var histories = EntryHistories(rules: rules)
        var events: [EntryEvent] = []
        for body in bodies { events += histories.take(try WebhookSamples.change(body), at: self.start).events }
        events += histories.wake(at: self.start + rules.hold).events
        return try events.map(Told.init)
    }

    @Test("in order, each action is told once", arguments: StrapiSimulator.Version.allCases, Self.seeds)
    func inOrder(version: StrapiSimulator.Version, seed: UInt64) throws {
        var simulator = StrapiSimulator(version, entry: 3, seed: seed)
        let life = simulator.life(14)
        let told = try self.told(life.flatMap(\.bodies))
        let expected = HistoryCheck.expected(life)
        #expect(told.count == expected.count, "\(told) of \(expected)")
        for (told, tellings) in zip(told, expected) { #expect(tellings.contains("\(told)")) }
        #expect(HistoryCheck(life: life, told: told).failures.isEmpty)
    }

    @Test(
        "shuffled and doubled, it never goes back in time, and ends right",
        arguments: StrapiSimulator.Version.allCases,
        Self.seeds
    )
    func shuffled(version: StrapiSimulator.Version, seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 77)
        var simulator = StrapiSimulator(version, entry: 3, seed: seed)
        let life = simulator.life(14)
        for _ in 0..<25 {
            let bodies = (life + life).flatMap(\.bodies).shuffled(using: &random)
            let failures = HistoryCheck(life: life, told: try self.told(bodies)).failures
            #expect(failures.isEmpty, "\(failures) for\n\(bodies.joined(separator: "\n"))")
        }
    }

    @Test(
        "with pauses between them, it ends right all the same",
        arguments: StrapiSimulator.Version.allCases,
        Self.seeds
    )
    func pauses(version: StrapiSimulator.Version, seed: UInt64) throws {
        var random = SeededRandom(seed: seed &* 99)
        var simulator = StrapiSimulator(version, entry: 3, seed: seed)
        let life = simulator.life(14)
        for _ in 0..<25 {
            var histories = EntryHistories(rules: WebhookRules())
            var now = self.start
            var events: [EntryEvent] = []
            for body in (life + life).flatMap(\.bodies).shuffled(using: &random) {
                now += .milliseconds(Int.random(in: 0...800, using: &random))
                events += histories.take(try WebhookSamples.change(body), at: now).events
            }
            events += histories.releaseAll().events
            let check = HistoryCheck(life: life, told: try events.map(Told.init))
            #expect(check.end.isEmpty && check.secrets.isEmpty, "\(check.told)")
        }
    }

    /// The samples are five changes of one moment, which only their kinds put into an order.
    static let samplesInOrder = ["create", "update", "publish", "unpublish", "delete"]

    @Test("the samples of Strapi, in every order and doubled", arguments: ["v4", "v5"])
    func samples(version: String) throws {
        let samples = try WebhookSamples.entries(version).map(\.body)
        #expect(try self.told(samples).map(\.action) == ["create", "publish", "unpublish", "delete"])
        for order in Self.permutations(samples) {
            let told = try self.told(order.flatMap { [$0, $0] }).map(\.action)
            let places = try told.map { try #require(Self.samplesInOrder.firstIndex(of: $0)) }
            #expect(zip(places, places.dropFirst()).allSatisfy(<), "\(told)")
            #expect(told.last == "delete", "\(told)")
        }
    }

    private static func permutations(_ items: [String]) -> [[String]] {
        guard !items.isEmpty else { return [[]] }
        return items.indices.flatMap { index in
            var rest = items
            let first = rest.remove(at: index)
            return self.permutations(rest).map { [first] + $0 }
        }
    }
}
