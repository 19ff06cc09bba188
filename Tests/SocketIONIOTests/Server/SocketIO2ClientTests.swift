import JSONText
import SocketIONIO
import TestClients
import Testing

/// The server against python-socketio 4.6, a real client of Socket.IO 2.
@Suite("python-socketio 4", .timeLimit(.minutes(5)))
struct SocketIO2ClientTests {
    private func run(_ body: (_ url: String) async throws -> Void) async throws {
        try await TestServer.run(configuration: EngineIO3Tests.allowed, setUp: EngineIO3Tests.setUp) { server in
            try await body("http://127.0.0.1:\(server.port)")
        }
    }

    @Test(
        "talks by every transport in both namespaces: events, order, binary, long text and replies",
        arguments: ForeignClient.Transport.allCases,
        ["/", "/custom"]
    )
    func talks(transport: ForeignClient.Transport, namespace: String) async throws {
        try await self.run { url in
            let client = try await ForeignClient.socketIO2(url: url, transport: transport, namespace: namespace)
            let id = namespace == "/" ? client.sid : "\(namespace)#\(client.sid)"
            #expect(try await client.event("auth") == ["\"\(id)\"", "{}"])
            for number in 1...30 { try client.emit("echo", ["\(number)", #""€ä""#]) }
            for number in 1...30 { #expect(try await client.event("back") == ["\(number)", #""€ä""#]) }
            let binary = [#"{"$binary":"AAEC/w=="}"#, #"{"x":{"$binary":""}}"#]
            try client.emit("echo", [binary[0]])
            #expect(try await client.event("back") == [binary[0]])
            let long = "\"\(String(repeating: "long €", count: 12_500))\""
            try client.emit("echo", [long])
            #expect(try await client.event("back") == [long])
            #expect(try await client.emitWithAck("ask", ["true"]) == ["1"])
            try await client.close()
        }
    }

    @Test("is refused with the error's data, or its message", arguments: ForeignClient.Transport.allCases)
    func refused(transport: ForeignClient.Transport) async throws {
        try await self.run { url in
            let refusals = [("/denied", #"[{"code":401}]"#), ("/blocked", #"["not \"you\""]"#)]
            for (namespace, data) in refusals + [("/nowhere", #"["Invalid namespace"]"#)] {
                let refusal = await #expect(throws: ForeignClient.Refusal.self) {
                    try await ForeignClient.socketIO2(url: url, transport: transport, namespace: namespace)
                }
                #expect(refusal?.data == data)
            }
        }
    }

    @Test("stays connected by its own pings, longer than who does not ping may stay, and hears of the end")
    func staysConnected() async throws {
        var configuration = EngineIO3Tests.allowed
        configuration.pingInterval = .milliseconds(200)
        configuration.pingTimeout = .milliseconds(800)
        try await TestServer.run(configuration: configuration) {
            $0.namespace("/").onConnect { socket in
                socket.on("ask") { $0.acknowledge([]) }
                socket.on("leave") { _ in socket.disconnect() }
            }
        } body: { server in
            let start = ContinuousClock.now
            let client = try await ForeignClient.socketIO2(url: "http://127.0.0.1:\(server.port)")
            while start.duration(to: .now) < .milliseconds(1500) {
                #expect(try await client.emitWithAck("ask") == [])
            }
            try client.emit("leave")
            #expect(try await client.disconnected() == "")
            try await client.close()
        }
    }
}
