import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("A client whose handlers are behind", .timeLimit(.minutes(1)))
struct HeldInputTests {
    /// More than one packet is more than may wait: the first handler to begin and the packets behind it race for whether
    /// the client is read.
    private static let configuration = SocketIOServerConfiguration.test { $0.maxPayload = 100 }
    private static let rounds = 20

    /// Says that a handler began, and lets none end before the gate opens.
    private struct Handlers: Sendable {
        let began = AsyncStream.makeStream(of: Void.self)
        let gate = AsyncStream.makeStream(of: Void.self)

        func handle() async {
            self.began.continuation.yield()
            for await _ in self.gate.stream { break }
        }
    }

    /// Posts packets of which none can be handled to its end, and looks whether the POST is answered.
    private func post(_ body: String, to target: String, _ server: TestServer, _ handlers: Handlers) async throws {
        let connection = try await server.connection()
        try await connection.sendRequest("POST", target, body: body)
        for await _ in handlers.began.stream { break }
        // On the same loop, so answered after all that the loop had to do before.
        for _ in 0..<2 { _ = try await server.request("GET", "/nothing") }
        #expect(try await connection.read { ($0.count, 0) } == 0)
        handlers.gate.continuation.finish()
        #expect(try await connection.response().body == "ok")
    }

    @Test("is not read, however soon the first of them began: its POST waits, in Socket.IO")
    func socketIO() async throws {
        for _ in 0..<Self.rounds {
            let handlers = Handlers()
            try await TestServer.run(group: TestLoops.one, configuration: Self.configuration) {
                $0.namespace("/").onConnect { socket in socket.on("x") { _ in await handlers.handle() } }
            } body: { server in
                let client = try await server.joinPolling()
                let body = [String](repeating: #"42["x"]"#, count: 12).joined(separator: "\u{1E}")
                try await self.post(body, to: client.target, server, handlers)
            }
        }
    }

    @Test("is not read, however soon the first of them began: its POST waits, in bare Engine.IO")
    func bare() async throws {
        for _ in 0..<Self.rounds {
            let handlers = Handlers()
            try await TestServer.run(group: TestLoops.one, configuration: Self.configuration) {
                $0.engine("/engine.io") { socket in socket.onMessage { _ in await handlers.handle() } }
            } body: { server in
                let target = "\(EngineEndpointTests.polling)&sid=\(try await EngineEndpointTests.open(server))"
                let body = [String](repeating: "4x", count: 33).joined(separator: "\u{1E}")
                try await self.post(body, to: target, server, handlers)
            }
        }
    }
}
