import JSONText
import SocketIONIO
import Testing

@Suite("Client that comes back", .timeLimit(.minutes(1)))
struct ClientReconnectTests {
    static let quickly: SocketIOClient.Reconnection = {
        var reconnection = SocketIOClient.Reconnection()
        reconnection.minimumDelay = .milliseconds(5)
        reconnection.maximumDelay = .milliseconds(10)
        return reconnection
    }()

    @Test("a lost connection is made again, with the events of both in order")
    func comesBack() async throws {
        let server = try await ScriptedServer.start(
            ScriptedServer.acceptance + [.text(#"42["one"]"#), .hangUp],
            [.awaitRequest, .send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")],
            ScriptedServer.acceptance + [.text(#"42["two"]"#)]
        )
        let client = SocketIOClient.quiet(server.url) { $0.reconnection = Self.quickly }
        try await client.connect()
        let failure = SocketIOClientError.notSocketIO(
            server: "127.0.0.1:\(server.port)",
            reason: "it answered HTTP 503 Service Unavailable"
        )
        let expected = [
            "connected", #"event ["one"]"#, "disconnected the connection was closed", "reconnecting 1",
            "failed to reconnect: \(failure)", "reconnecting 2", "connected", #"event ["two"]"#,
        ]
        for event in expected { #expect(await client.next() == event) }
        try await client.emit(SocketIOEvent("here"))
        #expect(await server.awaits(#"text 42["here"]"#))
        await client.disconnect()
        #expect(await client.next() == "disconnected disconnected")
        #expect(await client.next() == nil)
    }

    @Test("gives up after the last attempt, with the reason")
    func givesUp() async throws {
        let server = try await ScriptedServer.start(
            ScriptedServer.acceptance + [.hangUp],
            [.awaitRequest, .send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")],
        )
        let client = SocketIOClient.quiet(server.url) {
            $0.reconnection = Self.quickly
            $0.reconnection?.maxAttempts = 1
        }
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == "disconnected the connection was closed")
        #expect(await client.next() == "reconnecting 1")
        let error = SocketIOClientError.notSocketIO(
            server: "127.0.0.1:\(server.port)",
            reason: "it answered HTTP 503 Service Unavailable"
        )
        #expect(await client.next() == "failed \(error)")
        #expect(await client.next() == nil)
        await #expect(throws: SocketIOClientError.ended) { try await client.connect() }
    }

    @Test("does not come back when the server refuses it, or sent it away")
    func unwanted() async throws {
        let refusing = try await ScriptedServer.start(
            ScriptedServer.acceptance + [.hangUp],
            [
                .awaitRequest, .acceptWebSocket, .text(ScriptedServer.handshake), .await("40"),
                .text(#"44{"message":"no"}"#),
            ]
        )
        let client = SocketIOClient.quiet(refusing.url) { $0.reconnection = Self.quickly }
        try await client.connect()
        for event in ["connected", "disconnected the connection was closed", "reconnecting 1"] {
            #expect(await client.next() == event)
        }
        #expect(await client.next() == "failed \(SocketIOClientError.refused(ConnectError(message: "no")))")
        #expect(await client.next() == nil)

        let dismissive = try await ScriptedServer.start(ScriptedServer.acceptance + [.text("41")])
        let other = SocketIOClient.quiet(dismissive.url) { $0.reconnection = Self.quickly }
        try await other.connect()
        #expect(await other.next() == "connected")
        #expect(await other.next() == "disconnected the server disconnected this client")
        #expect(await other.next() == nil)
    }

    @Test("disconnecting while it waits to come back ends it")
    func disconnectedWhileWaiting() async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance + [.hangUp])
        let client = SocketIOClient.quiet(server.url) {
            $0.reconnection = SocketIOClient.Reconnection()
            $0.reconnection?.minimumDelay = .seconds(3600)
            $0.reconnection?.maximumDelay = .seconds(3600)
        }
        try await client.connect()
        for event in ["connected", "disconnected the connection was closed", "reconnecting 1"] {
            #expect(await client.next() == event)
        }
        await #expect(throws: SocketIOClientError.notConnected) { try await client.emit(SocketIOEvent("a")) }
        await client.disconnect()
        #expect(await client.next() == nil)
    }
}
