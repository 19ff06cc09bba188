import Foundation
import Testing
import cmsio_bench

@Suite("Comparison of servers")
struct ComparisonTests {
    private static let cost = Measure(name: "cost", title: "µs", digits: 1)
    private static let rate = Measure(name: "rate", title: "per s", digits: 0)

    private let comparison = Comparison(
        bench: "fanout",
        parameters: ["sockets": 10, "rate": 0.5],
        measures: [Self.cost, Self.rate],
        measured: [
            (server: "floor", rounds: [[Self.cost: 1, Self.rate: 100], [Self.cost: 2, Self.rate: 50]]),
            (server: "cmsio", rounds: [[Self.cost: 1.5, Self.rate: 80], [Self.cost: 3, Self.rate: 40]]),
            (server: "peer", rounds: [[Self.rate: 10], [Self.rate: 5]]),
        ]
    )

    @Test("as JSON: each server's figures, and their ratios to the first")
    func json() throws {
        let data = try JSONEncoder().encode(self.comparison)
        let value = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(value["bench"] as? String == "fanout")
        #expect(value["rounds"] as? Int == 2)
        let servers = try #require(value["servers"] as? [[String: Any]])
        #expect(servers.map { $0["name"] as? String } == ["floor", "cmsio", "peer"])
        let cost = try #require((servers[1]["figures"] as? [String: [String: Any]])?["cost"])
        #expect(cost["median"] as? Double == 2.25)
        #expect((cost["ratio"] as? [String: Double]) == ["median": 1.5, "min": 1.5, "max": 1.5])
        let yardstick = try #require((servers[0]["figures"] as? [String: [String: Any]])?["cost"])
        #expect(yardstick["ratio"] == nil)
    }

    @Test("as a table: a dash for what could not be measured")
    func table() {
        let expected = """
            fanout: rate 0.50, sockets 10; medians of 2 round(s)
                    µs  ÷ floor  per s  ÷ floor
            floor  1.5              75         
            cmsio  2.2     1.50     60     0.80
            peer     –               8     0.10
            """
        #expect(self.comparison.text == expected)
    }
}
