import JSONText
import Logging
import SocketIONIO
import TestClients
import Testing

/// Our frame decoder and handler, as an echo, against the cases of the Autobahn test suite.
///
/// Left out: its cases 9, which measure speed with messages of up to 16 MB, more than a server takes by default.
@Suite("The Autobahn test suite", .timeLimit(.minutes(5)))
struct AutobahnTests {
    struct Outcome: Hashable, CustomStringConvertible {
        let id: String
        let behavior: String
        let close: String
        let result: String

        var description: String { "\(self.id): \(self.behavior), closing \(self.close). \(self.result)" }
    }

    /// Passed, but not in the strictest sense.
    static let nonStrict: Set<String> = []

    /// - Parameter compressesFrom: The bytes of a message from which it is compressed.
    private static func run(categories: String, compressesFrom: Int? = nil) async throws -> [Outcome] {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        configuration.messageCompressionThreshold = compressesFrom
        configuration.maxQueueBytes = 16 << 20
        let echo = try await WebSocketEcho.start(
            configuration,
            group: TestLoops.group,
            logger: Logger(label: "echo") { _ in SwiftLogNoOpLogHandler() }
        )
        let suite = try LineProcess(
            script: "autobahn_client.py",
            arguments: ["--categories", categories, "http://127.0.0.1:\(echo.port)"]
        )
        let done = try await suite.take("done", within: .seconds(240)) { $0.type == "done" }
        let outcomes = suite.takeAll { $0.type == "case" }.map { line in
            Outcome(
                id: line.string("id") ?? "",
                behavior: line.string("behavior") ?? "",
                close: line.string("close") ?? "",
                result: line.string("result") ?? ""
            )
        }
        #expect(done.text("count") == "\(outcomes.count)")
        try await suite.close()
        try await echo.stop()
        return outcomes
    }

    @Test("finds nothing in framing, pings, reserved bits, opcodes, fragments, UTF-8 and closing")
    func framing() async throws {
        let outcomes = try await Self.run(categories: "1,2,3,4,5,6,7,10")
        #expect(outcomes.count == 247)
        let good: Set = ["OK", "NON-STRICT", "INFORMATIONAL"]
        for outcome in outcomes where !good.contains(outcome.behavior) || !good.contains(outcome.close) {
            Issue.record("\(outcome)")
        }
        #expect(Set(outcomes.filter { $0.behavior == "NON-STRICT" }.map(\.id)) == Self.nonStrict)
    }

    @Test("finds nothing in permessage-deflate", arguments: [0, 1024])
    func compression(compressesFrom: Int) async throws {
        let outcomes = try await Self.run(categories: "12,13", compressesFrom: compressesFrom)
        #expect(outcomes.count == 216)
        for outcome in outcomes where outcome.close != "OK" || outcome.behavior != Self.behavior(expectedIn: outcome.id)
        {
            Issue.record("\(outcome)")
        }
    }

    /// An offer that limits the server's window is not taken, so that one compressed frame serves all its receivers.
    private static func behavior(expectedIn id: String) -> String {
        id.hasPrefix("13.3.") || id.hasPrefix("13.5.") ? "UNIMPLEMENTED" : "OK"
    }
}
