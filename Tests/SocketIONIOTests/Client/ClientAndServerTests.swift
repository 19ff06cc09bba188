import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import Testing

@Suite("Our client and our server", .timeLimit(.minutes(1)))
struct ClientAndServerTests {
    /// Runs a server for the length of a test.
    func withServer(
        _ change: (inout SocketIOServerConfiguration) -> Void = { _ in },
        prepare: (SocketIOServer) -> Void,
        test: (_ server: SocketIOServer, _ url: String) async throws -> Void
    ) async throws {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        change(&configuration)
        let server = SocketIOServer(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        )
        prepare(server)
        let address = try await server.start()
        let result: Result<Void, any Error>
        do {
            result = .success(try await test(server, "http://127.0.0.1:\(address.port ?? 0)"))
        } catch {
            result = .failure(error)
        }
        await server.shutdown()
        try result.get()
    }

    /// A namespace that sends back what it gets.
    func echo(_ namespace: SocketIONamespace) {
        namespace.onConnect { socket in
            socket.emit(SocketIOEvent("auth", arguments: [socket.handshake.auth?.bytes ?? Array("{}".utf8)]))
            socket.onAny { message in
                let arguments = message.arguments.map { message.document.text($0) }
                if message.wantsAck {
                    message.acknowledge(arguments, attachments: message.attachments)
                } else {
                    socket.emit(SocketIOEvent("back", arguments: arguments, attachments: message.attachments))
                }
            }
        }
    }

    @Test("talk in both directions, byte for byte", arguments: ["/", "/operator"])
    func talk(namespace: ExactString) async throws {
        try await self.withServer {
            self.echo($0.namespace(namespace))
        } test: { server, url in
            let client = SocketIOClient.quiet(url) {
                $0.namespace = namespace
                $0.auth = .json(Array(#"{"key": 1.0}"#.utf8))
            }
            try await client.connect()
            #expect(server.namespace(namespace).socketCount == 1)
            #expect(await client.next() == "connected")
            #expect(await client.next() == #"event ["auth",{"key": 1.0}]"#)
            try await client.emit(SocketIOEvent("e", arguments: [Array(#"{"b":1e2,"a":"\u00e9"}"#.utf8)]))
            #expect(await client.next() == #"event ["back",{"b":1e2,"a":"\u00e9"}]"#)
            let question = SocketIOEvent("q", arguments: [SocketIOEvent.placeholder(0)], attachments: [[1, 2, 3]])
            let reply = try await client.emitWithAck(question, timeout: .seconds(30))
            #expect(reply.attachments == [[1, 2, 3]])
            await client.disconnect()
        }
    }

    @Test("a hundred events arrive in their order, and a large one whole")
    func order() async throws {
        try await self.withServer {
            self.echo($0.namespace("/"))
        } test: { _, url in
            let client = SocketIOClient.quiet(url)
            try await client.connect()
            for _ in 0..<2 { _ = await client.next() }
            for number in 0..<100 { try await client.emit(SocketIOEvent("e", arguments: [Array("\(number)".utf8)])) }
            for number in 0..<100 { #expect(await client.next() == "event [\"back\",\(number)]") }
            let large = #""\#(String(repeating: "é", count: 400_000))""#
            try await client.emit(SocketIOEvent("e", arguments: [Array(large.utf8)]))
            #expect(await client.next() == "event [\"back\",\(large)]")
            await client.disconnect()
        }
    }

    @Test("the server's middleware refuses with message and data, and unknown namespaces are refused")
    func refusal() async throws {
        let refusal = ConnectError(message: "operator key refused", data: Array(#"{"code":77}"#.utf8))
        try await self.withServer {
            $0.namespace("/operator").use { _ in throw refusal }
        } test: { _, url in
            await #expect(throws: SocketIOClientError.refused(refusal)) {
                try await SocketIOClient.quiet(url) { $0.namespace = "/operator" }.connect()
            }
            await #expect(throws: SocketIOClientError.refused(ConnectError(message: "Invalid namespace"))) {
                try await SocketIOClient.quiet(url) { $0.namespace = "/nowhere" }.connect()
            }
            await #expect(throws: SocketIOClientError.self) {
                try await SocketIOClient.quiet(url) { $0.path = "/elsewhere" }.connect()
            }
        }
    }

    @Test("the server asks, and the client answers")
    func serverAsks() async throws {
        try await self.withServer {
            self.echo($0.namespace("/"))
        } test: { server, url in
            let client = SocketIOClient.quiet(url)
            try await client.connect()
            for _ in 0..<2 { _ = await client.next() }
            let socket = try #require(await server.namespace("/").sockets().first)
            async let reply = socket.emitWithAck(SocketIOEvent("ask"), timeout: .seconds(30))
            guard case .event(let question)? = await client.events.first(where: { _ in true }) else {
                Issue.record("no question came")
                return
            }
            question.acknowledge([Array("42".utf8)])
            #expect(try await reply.document.bytes == Array("[42]".utf8))
            await client.disconnect()
        }
    }

    @Test("heartbeats keep them together")
    func heartbeats() async throws {
        try await self.withServer {
            $0.pingInterval = .milliseconds(200)
            $0.pingTimeout = .seconds(3)
        } prepare: { server in
            server.namespace("/").onConnect { $0.on("hold") { _ in } }
        } test: { _, url in
            let client = SocketIOClient.quiet(url)
            try await client.connect()
            // Either side would have ended the connection after 3.2 s without the other's heartbeat.
            await #expect(throws: AckError.timedOut) {
                try await client.emitWithAck(SocketIOEvent("hold"), timeout: .seconds(4))
            }
            await client.disconnect()
        }
    }

    @Test("a client that leaves is gone from the server at once")
    func leaves() async throws {
        let (gone, log) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await self.withServer { server in
            server.namespace("/").onConnect { socket in socket.onDisconnect { log.yield($0) } }
        } test: { server, url in
            // The server closes its side: the client need not give up waiting for that.
            let client = SocketIOClient.quiet(url) { $0.farewellTimeout = .seconds(3600) }
            try await client.connect()
            await client.disconnect()
            #expect(await gone.first { _ in true } == .clientNamespaceDisconnect)
            #expect(server.namespace("/").socketCount == 0)
        }
    }

    @Test("a client comes back to a server that was restarted")
    func restart() async throws {
        var client: SocketIOClient?
        var port = 0
        try await self.withServer {
            self.echo($0.namespace("/"))
        } test: { _, url in
            port = Int(url.split(separator: ":").last ?? "") ?? 0
            let connected = SocketIOClient.quiet(url) { $0.reconnection = ClientReconnectTests.quickly }
            try await connected.connect()
            for _ in 0..<2 { _ = await connected.next() }
            client = connected
        }
        let survivor = try #require(client)
        #expect(await survivor.next()?.hasPrefix("disconnected ") == true)
        #expect(await survivor.next() == "reconnecting 1")
        try await self.withServer {
            $0.port = port
        } prepare: { server in
            self.echo(server.namespace("/"))
        } test: { _, _ in
            var event = await survivor.next()
            while event?.contains("reconnect") == true { event = await survivor.next() }
            #expect(event == "connected")
            #expect(await survivor.next() == "event [\"auth\",{}]")
            await survivor.disconnect()
        }
    }
}
