import SocketIONIO
import SocketIOProtocol
import Testing

/// What a client makes of servers that are not what they should be.
@Suite("Client and servers that misbehave", .timeLimit(.minutes(1)))
struct ClientEndsTests {
    struct Failure: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let script: [ScriptedServer.Step]
        let error: @Sendable (_ server: String) -> SocketIOClientError

        init(
            _ name: String,
            _ script: [ScriptedServer.Step],
            _ error: @escaping @Sendable (String) -> SocketIOClientError
        ) {
            self.testDescription = name
            self.script = script
            self.error = error
        }
    }

    static func answer(_ status: String, _ body: String = "") -> [ScriptedServer.Step] {
        [.awaitRequest, .send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")]
    }

    static let failures = [
        Failure("hangs up", [.awaitRequest, .hangUp]) {
            .notSocketIO(server: $0, reason: "it closed the connection without an answer")
        },
        Failure("is no web server", [.awaitRequest, .send("220 mail.example.org ESMTP\r\n")]) {
            .notSocketIO(server: $0, reason: "what answers is not HTTP")
        },
        Failure("serves something else", Self.answer("404 Not Found", "nothing here")) {
            .notSocketIO(server: $0, reason: "it answered HTTP 404 Not Found")
        },
        Failure(
            "refuses as Engine.IO does",
            Self.answer("400 Bad Request", #"{"code":0,"message":"Transport unknown"}"#)
        ) { .notSocketIO(server: $0, reason: "it answered HTTP 400 Bad Request (Transport unknown)") },
        Failure(
            "cannot prove that it read the request",
            [
                .awaitRequest,
                .send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"),
                .send("Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"),
            ]
        ) { .notSocketIO(server: $0, reason: "its WebSocket handshake is wrong") },
        Failure("speaks another protocol on WebSocket", [.awaitRequest, .acceptWebSocket, .text("welcome")]) {
            .notSocketIO(
                server: $0,
                reason:
                    "it does not begin as Engine.IO 4 does: an Engine.IO packet starts with byte 119;"
                    + " its type is a digit from 0 to 6, or b"
            )
        },
        Failure(
            "refuses the client",
            [
                .awaitRequest, .acceptWebSocket, .text(ScriptedServer.handshake), .await("40"),
                .text(#"44{"message":"no"}"#),
            ]
        ) { _ in .refused(ConnectError(message: "no")) },
        Failure("goes away while it is asked", [.awaitRequest, .acceptWebSocket, .closeFrame(.goingAway)]) {
            .cannotReach(server: $0, reason: "the server closed the connection (1001: told so)")
        },
        Failure("masks its frames", [.awaitRequest, .acceptWebSocket, .sendBytes([0x81, 0x80, 0, 0, 0, 0])]) {
            .notSocketIO(server: $0, reason: "a server's WebSocket frame is masked")
        },
    ]

    @Test("connecting fails with what the server does wrong", arguments: failures)
    func failsToConnect(_ failure: Failure) async throws {
        let server = try await ScriptedServer.start(failure.script)
        await #expect(throws: failure.error("127.0.0.1:\(server.port)")) {
            try await SocketIOClient.quiet(server.url).connect()
        }
    }

    @Test("connecting fails in time when the server says nothing")
    func silentServer() async throws {
        let server = try await ScriptedServer.start([.awaitRequest])
        let client = SocketIOClient.quiet(server.url) { $0.connectTimeout = .milliseconds(500) }
        let name = "127.0.0.1:\(server.port)"
        await #expect(throws: SocketIOClientError.cannotReach(server: name, reason: "no answer within 0.5 seconds")) {
            try await client.connect()
        }
        #expect(await server.awaits("closed"))
    }

    @Test("connecting fails when nothing listens, and can be tried again")
    func refusedConnection() async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance)
        try await server.stop()
        let client = SocketIOClient.quiet(server.url)
        for _ in 0..<2 {
            let name = "127.0.0.1:\(server.port)"
            await #expect(throws: SocketIOClientError.cannotReach(server: name, reason: "Connection refused")) {
                try await client.connect()
            }
        }
    }

    @Test("connecting fails when the host has no address")
    func unknownHost() async {
        let client = SocketIOClient.quiet("http://no-such-host.invalid:1338")
        await #expect(
            throws: SocketIOClientError.cannotReach(
                server: "no-such-host.invalid:1338",
                reason: "the host is unknown"
            )
        ) { try await client.connect() }
    }

    @Test("connecting is refused with a configuration that makes no sense")
    func nonsense() async {
        await #expect(
            throws: SocketIOClientError.invalidURL("https://x", problem: "\(ClientAddressError.tlsNotSupported)")
        ) {
            try await SocketIOClient.quiet("https://x").connect()
        }
        await #expect(throws: SocketIOClientError.self) {
            try await SocketIOClient.quiet("x") { $0.path = "io" }.connect()
        }
        await #expect(throws: SocketIOClientError.invalidConfiguration("the auth must be a JSON object")) {
            try await SocketIOClient.quiet("http://x") { $0.auth = .json(Array("[]".utf8)) }.connect()
        }
        await #expect(throws: SocketIOClientError.self) {
            try await SocketIOClient.quiet("http://x") { $0.headers = ["A": "b\r\nC: d"] }.connect()
        }
    }

    @Test("a password in the URL is not repeated in the error")
    func passwordInURL() async throws {
        let error = try await #require(throws: SocketIOClientError.self) {
            try await SocketIOClient.quiet("http://me:secret@x").connect()
        }
        #expect(!error.description.contains("secret"))
    }

    @Test("a cancelled task stops connecting, and the client can be used again")
    func cancelled() async throws {
        let server = try await ScriptedServer.start([.awaitRequest], ScriptedServer.acceptance)
        let client = SocketIOClient.quiet(server.url)
        let attempt = Task { try await client.connect() }
        #expect(await server.awaits("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"))
        attempt.cancel()
        await #expect(throws: CancellationError.self) { try await attempt.value }
        #expect(await server.awaits("closed"))
        try await client.connect()
        await client.disconnect()
    }

    @Test("disconnecting while it connects ends the attempt and the client")
    func disconnectedWhileConnecting() async throws {
        let server = try await ScriptedServer.start([.awaitRequest])
        let client = SocketIOClient.quiet(server.url)
        let attempt = Task { try await client.connect() }
        #expect(await server.awaits("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"))
        await client.disconnect()
        await #expect(throws: SocketIOClientError.ended) { try await attempt.value }
        await #expect(throws: SocketIOClientError.ended) { try await client.connect() }
        #expect(await client.events.first { _ in true } == nil)
    }

    @Test("the server's first packets may come together with its 101")
    func packetsWithUpgrade() async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance + [.text(#"42["a"]"#)])
        let client = SocketIOClient.quiet(server.url)
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == #"event ["a"]"#)
        await client.disconnect()
    }

    @Test(
        "tells why a connection ended",
        arguments: [
            ([.hangUp], .closed(code: nil, reason: "")),
            ([.closeFrame(.messageTooBig)], .closed(code: 1009, reason: "told so")),
            ([.text("41")], .disconnectedByServer), ([.text("1")], .closed(code: nil, reason: "")),
            ([.text("42{}")], .protocolError("a packet of kind event has a payload of the wrong type")),
            (
                [.sendBytes([0x81, 0x7F, 0, 0, 0, 1, 0, 0, 0, 0])],
                .protocolError("a WebSocket message has more than 16777216 bytes")
            ),
        ] as [([ScriptedServer.Step], SocketIOClient.DisconnectReason)]
    )
    func disconnected(script: [ScriptedServer.Step], reason: SocketIOClient.DisconnectReason) async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance + script)
        let client = SocketIOClient.quiet(server.url)
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == "disconnected \(reason)")
        #expect(await client.next() == nil)
        #expect(await server.awaits("closed"))
    }

    @Test("ends when the server's heartbeat stays away")
    func heartbeat() async throws {
        let handshake = #"0{"sid":"e","upgrades":[],"pingInterval":1500,"pingTimeout":500,"maxPayload":1000}"#
        let server = try await ScriptedServer.start([
            .awaitRequest, .acceptWebSocket, .text(handshake), .await("40"), .text(#"40{"sid":"me"}"#), .text("2"),
            .await("3"), .text(#"42["last"]"#),
        ])
        let client = SocketIOClient.quiet(server.url)
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == #"event ["last"]"#)
        #expect(await client.next() == "disconnected \(SocketIOClient.DisconnectReason.heartbeatMissed)")
        #expect(await client.next() == nil)
    }

    @Test("says goodbye, and closes when the server has said its own")
    func goodbye() async throws {
        // The server leaves the TCP connection open: its close frame is goodbye enough.
        let server = try await ScriptedServer.start(ScriptedServer.acceptance + [.await("41"), .closeFrame(.normal)])
        let client = SocketIOClient.quiet(server.url) { $0.farewellTimeout = .seconds(3600) }
        try await client.connect()
        await client.disconnect()
        for line in ["text 41", "close 1000", "closed"] { #expect(await server.awaits(line)) }
        #expect(await client.next() == "connected")
        #expect(await client.next() == "disconnected disconnected")
        #expect(await client.next() == nil)
    }

    @Test("does not wait for the goodbye of a server that says none")
    func deafServer() async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance)
        let client = SocketIOClient.quiet(server.url) { $0.farewellTimeout = .milliseconds(10) }
        try await client.connect()
        await client.disconnect()
        #expect(await server.awaits("closed"))
    }

    @Test("a client that is forgotten disconnects")
    func forgotten() async throws {
        let server = try await ScriptedServer.start(ScriptedServer.acceptance)
        do {
            let client = SocketIOClient.quiet(server.url)
            try await client.connect()
        }
        #expect(await server.awaits("text 41"))
        #expect(await server.awaits("closed"))
    }
}
