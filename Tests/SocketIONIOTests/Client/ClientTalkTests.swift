import JSONText
import SocketIONIO
import Testing

@Suite("Client in conversation", .timeLimit(.minutes(1)))
struct ClientTalkTests {
    /// A connected client and its server, which plays the script once the client is connected.
    static func connected(
        _ script: [ScriptedServer.Step],
        _ change: (inout SocketIOClient.Configuration) -> Void = { _ in }
    ) async throws -> (SocketIOClient, ScriptedServer) {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance + script)
        let client = SocketIOClient.quiet(server.url, change)
        try await client.connect()
        _ = await client.next()
        return (client, server)
    }

    @Test("asks with path, namespace, auth and headers of its configuration")
    func configuration() async throws {
        let server = try await ScriptedServer.start([
            .awaitRequest, .acceptWebSocket, .text(ScriptedServer.handshake), .await(#"40/operator,{"key":"k"}"#),
            .text(#"40/operator,{"sid":"me"}"#),
        ])
        let client = SocketIOClient.quiet(server.url) {
            $0.path = "/io/"
            $0.namespace = "/operator"
            $0.auth = .json(Array(#"{"key":"k"}"#.utf8))
            $0.headers = ["X-Test": "yes"]
        }
        try await client.connect()
        #expect(await server.awaits("GET /io/?EIO=4&transport=websocket HTTP/1.1"))
        #expect(await client.next() == "connected")
        await #expect(throws: SocketIOClientError.alreadyConnected) { try await client.connect() }
        await client.disconnect()
    }

    @Test("sends events in the order of the calls, with binary values behind them")
    func emits() async throws {
        let (client, server) = try await Self.connected([])
        try await client.emit(SocketIOEvent("a", arguments: [Array(#"{"b": 1.0}"#.utf8), Array("null".utf8)]))
        try await client.emit(
            SocketIOEvent("c", arguments: [SocketIOEvent.placeholder(0)], attachments: [[1, 2]])
        )
        #expect(await server.awaits(#"text 42["a",{"b": 1.0},null]"#))
        #expect(await server.awaits(#"text 451-["c",{"_placeholder":true,"num":0}]"#))
        #expect(await server.awaits("binary [1, 2]"))
        await client.disconnect()
    }

    @Test("hands over events and what they carry, and acknowledges them once")
    func receives() async throws {
        let (client, server) = try await Self.connected([
            .text(#"45 1-"#.replacing(" ", with: "") + #"7["a",{"_placeholder":true,"num":0},"x"]"#), .binary([9, 8]),
            .text(#"42["b"]"#),
        ])
        guard case .event(let message)? = await client.events.first(where: { _ in true }) else {
            Issue.record("no event came")
            return
        }
        #expect(message.name == "a")
        #expect(message.arguments.count == 2)
        #expect(message.arguments.first.flatMap { message.attachment($0) } == [9, 8])
        #expect(message.wantsAck)
        message.acknowledge([Array("1".utf8), SocketIOEvent.placeholder(0)], attachments: [[7]])
        message.acknowledge([Array("2".utf8)])
        #expect(await server.awaits(#"text 461-7[1,{"_placeholder":true,"num":0}]"#))
        #expect(await server.awaits("binary [7]"))
        #expect(await client.next() == #"event ["b"]"#)
        await client.disconnect()
        #expect(await server.awaits("text 41"))
    }

    @Test("gets the reply to its own question, whatever order replies come in")
    func acknowledged() async throws {
        let (client, server) = try await Self.connected([
            .await(#"422["first"]"#), .await(#"423["second"]"#), .text("439[]"), .text(#"433["second"]"#),
            .text(#"461-2["first",{"_placeholder":true,"num":0}]"#), .binary([5]),
        ])
        async let first = client.emitWithAck(SocketIOEvent("first"), timeout: .seconds(30))
        #expect(await server.awaits(#"text 422["first"]"#))
        async let second = client.emitWithAck(SocketIOEvent("second"), timeout: .seconds(30))
        let reply = try await first
        #expect(try await second.document.bytes == Array(#"["second"]"#.utf8))
        #expect(reply.arguments.last.flatMap { reply.attachment($0) } == [5])
        await client.disconnect()
    }

    @Test("a reply that does not come in time is an error, and one that comes late is passed over")
    func ackTimeout() async throws {
        let (client, server) = try await Self.connected([.await("42[\"go\"]"), .text("432[]"), .text(#"42["after"]"#)])
        await #expect(throws: AckError.timedOut) {
            try await client.emitWithAck(SocketIOEvent("slow"), timeout: .milliseconds(20))
        }
        #expect(await server.awaits(#"text 422["slow"]"#))
        try await client.emit(SocketIOEvent("go"))
        #expect(await client.next() == #"event ["after"]"#)
        await client.disconnect()
    }

    @Test("a reply that is due when the connection ends is an error")
    func ackLost() async throws {
        let (client, _) = try await Self.connected([.await(#"422["ask"]"#), .hangUp])
        await #expect(throws: AckError.disconnected) {
            try await client.emitWithAck(SocketIOEvent("ask"), timeout: .seconds(30))
        }
    }

    @Test("a cancelled task waits for no reply")
    func ackCancelled() async throws {
        let (client, server) = try await Self.connected([])
        let question = Task { try await client.emitWithAck(SocketIOEvent("ask"), timeout: .seconds(30)) }
        #expect(await server.awaits(#"text 422["ask"]"#))
        question.cancel()
        await #expect(throws: CancellationError.self) { try await question.value }
        await client.disconnect()
    }

    @Test("refuses what the server would cut the connection for")
    func tooLarge() async throws {
        let (client, server) = try await Self.connected([])
        let text = Array("\"\(String(repeating: "x", count: 1000))\"".utf8)
        await #expect(throws: SocketIOClientError.tooLarge(bytes: 1010, limit: 1000)) {
            try await client.emit(SocketIOEvent("a", arguments: [text]))
        }
        await #expect(throws: SocketIOClientError.tooLarge(bytes: 1001, limit: 1000)) {
            let attachment = [UInt8](repeating: 0, count: 1001)
            let event = SocketIOEvent("a", arguments: [SocketIOEvent.placeholder(0)], attachments: [attachment])
            _ = try await client.emitWithAck(event, timeout: .seconds(30))
        }
        try await client.emit(SocketIOEvent("b"))
        #expect(await server.awaits(#"text 42["b"]"#))
        await client.disconnect()
    }

    @Test("sends nothing without a connection")
    func notConnected() async throws {
        let client = SocketIOClient.quiet("http://127.0.0.1:1")
        await #expect(throws: SocketIOClientError.notConnected) { try await client.emit(SocketIOEvent("a")) }
        await #expect(throws: SocketIOClientError.notConnected) {
            try await client.emitWithAck(SocketIOEvent("a"), timeout: .seconds(30))
        }
        let (other, _) = try await Self.connected([])
        await other.disconnect()
        await #expect(throws: SocketIOClientError.notConnected) { try await other.emit(SocketIOEvent("a")) }
    }

    @Test("gives up a server that does not read, rather than keep what it sends without limit")
    func unreadServer() async throws {
        let handshake = #"0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":2000000}"#
        let server = try await ScriptedServer.start([
            .awaitRequest, .acceptWebSocket, .text(handshake), .await("40"), .stopReading, .text(#"40{"sid":"me"}"#),
        ])
        let client = SocketIOClient.quiet(server.url)
        try await client.connect()
        #expect(await client.next() == "connected")
        let text = Array("\"\(String(repeating: "x", count: 1 << 20))\"".utf8)
        let failures = await withTaskGroup { group in
            for _ in 0..<64 {
                group.addTask { (try? await client.emit(SocketIOEvent("e", arguments: [text]))) == nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures > 0)
        #expect(await client.next()?.contains("reads too slowly") == true)
        #expect(await client.next() == nil)
    }
}
