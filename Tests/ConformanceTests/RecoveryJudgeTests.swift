import Foundation
import JSONText
import Logging
import NIOCore
import SocketIONIO
import TestClients
import Testing

/// Recovery as others see it: the official client in a browser, and the probe of the reference server.
@Suite("Recovery, with clients of others", .serialized, .timeLimit(.minutes(5)))
struct RecoveryJudgeTests {
    /// A client that comes back waits here, so that it misses what is sent until it may go on.
    private struct Door: Sendable {
        private let knocks = AsyncStream.makeStream(of: Void.self)
        private let permits = AsyncStream.makeStream(of: Void.self)

        func pass() async {
            self.knocks.continuation.yield()
            for await _ in self.permits.stream { return }
        }
        func untilSomebodyIsThere() async {
            for await _ in self.knocks.stream { return }
        }
        func open() { self.permits.continuation.yield() }
    }

    @Test(
        "the official client in a browser has each event once, whenever its connection breaks",
        arguments: ForeignClient.Transport.allCases
    )
    func browser(_ transport: ForeignClient.Transport) async throws {
        let door = Door()
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        configuration.origins = .any
        configuration.connectionStateRecovery = ConnectionStateRecovery()
        let server = SocketIOServer(
            configuration: configuration,
            group: TestLoops.group,
            logger: Logger(label: "recovery") { _ in SwiftLogNoOpLogHandler() }
        )
        let namespace = server.namespace("/")
        namespace.use { socket in
            if socket.recovered { await door.pass() } else { await socket.join(["news"]) }
        }
        let address = try await server.start()
        do {
            try await self.cutAndRecover(namespace, door, transport, port: address.port ?? 0)
            await server.shutdown()
        } catch {
            door.open()
            await server.shutdown()
            throw error
        }
    }

    private func cutAndRecover(
        _ namespace: SocketIONamespace,
        _ door: Door,
        _ transport: ForeignClient.Transport,
        port: Int
    ) async throws {
        let url = "http://127.0.0.1:\(port)"
        let client = try await ForeignClient.browser(url: url, transport: transport, reconnects: true)
        if transport == .upgrade { try await client.upgraded() }
        // Before its first event, after one, and again without any.
        var number = 0
        for live in [0, 2, 0] {
            for _ in 0..<live {
                number += 1
                self.send(number, to: namespace)
                #expect(try await client.event("e").first == "\(number)")
            }
            try client.cut()
            await door.untilSomebodyIsThere()
            for _ in 0..<3 {
                number += 1
                self.send(number, to: namespace)
                namespace.to("others").emit(SocketIOEvent("not-mine"))
            }
            door.open()
            let (sid, isRecovered) = try await client.reconnected()
            #expect(sid == client.sid)
            #expect(isRecovered)
            number += 1
            self.send(number, to: namespace)
            for expected in (number - 3)...number {
                #expect(try await client.event("e").first == "\(expected)")
            }
        }
        namespace.emit(SocketIOEvent("end"))
        #expect(try await client.eventNames(until: "end") == [])
        try await client.close()
    }

    private func send(_ number: Int, to namespace: SocketIONamespace) {
        namespace.to("news").emit(SocketIOEvent("e", arguments: [Array("\(number)".utf8)]))
    }

    @Test("the probe of the reference server finds no difference")
    func probe() async throws {
        let reference = try ProbeAnswers(recorded: "node-csr-eio3.jsonl")
        let answers = try await ServerProcess.run(["--recovery"]) { server in
            try await ProbeAnswers(asking: server.url, options: ["--csr"], lastCase: "csr bogus pid")
        }
        let cases = reference.cases.filter { $0.hasPrefix("csr ") }
        #expect(cases == ["csr connect", "csr event", "csr recovered", "csr bogus pid"])
        for name in cases {
            #expect(answers.byCase[name].map(Self.comparable) == reference.byCase[name].map(Self.comparable))
        }
    }

    /// Secrets and offsets are whatever a server makes them, of 20 and 7 letters. The probe writes spaces into its auth,
    /// which we send back as it came.
    private static func comparable(_ answer: String) -> String {
        answer.replacing(/\\"([0-9A-Za-z_-]{20}|[0-9A-Za-z_-]{7})\\"/, with: #"\"*\""#)
            .replacing(": ", with: ":").replacing(", ", with: ",")
    }
}
