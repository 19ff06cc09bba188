import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import TestClients
import Testing

extension ForeignProcesses {
    /// Clients that are not ours against our server, without anything of content.
    @Suite("Foreign clients and our server", .timeLimit(.minutes(3)))
    struct ForeignClientsAndServerTests {
        /// Runs a server that sends back what it gets, as python_server.py does.
        func withServer(test: (_ server: SocketIOServer, _ url: String) async throws -> Void) async throws {
            var configuration = SocketIOServerConfiguration()
            configuration.port = 0
            configuration.origins = OriginPolicy(allowing: [.localhost])
            let server = SocketIOServer(
                configuration: configuration,
                group: MultiThreadedEventLoopGroup.singleton,
                logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
            )
            let namespace = server.namespace("/")
            namespace.use { socket in
                guard let auth = socket.handshake.auth, let data = auth.value("refuse", in: auth.root) else { return }
                throw ConnectError(message: "not you", data: auth.text(data))
            }
            namespace.onConnect { socket in
                socket.emit(SocketIOEvent("auth", arguments: [socket.handshake.auth?.bytes ?? Array("{}".utf8)]))
                socket.onAny { message in
                    let arguments = message.arguments.map { message.document.text($0) }
                    if message.wantsAck {
                        message.acknowledge(arguments, attachments: message.attachments)
                    } else {
                        let event = SocketIOEvent(
                            "message-back",
                            arguments: arguments,
                            attachments: message.attachments
                        )
                        socket.emit(event)
                    }
                }
            }
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

        @Test(
            "connect with auth, hear events once, emit, are acknowledged, acknowledge and leave",
            arguments: ForeignClientTests.kinds
        )
        func wholeLife(of kind: ForeignClientTests.Kind) async throws {
            try await self.withServer { server, url in
                let client = try await kind.connect(url, #"{"token":"é"}"#)
                #expect(try await client.event("auth") == [#"{"token":"é"}"#])
                try client.emit("message", ["1", #"{"$binary":"AAEC"}"#, "null"])
                #expect(try await client.event("message-back") == ["1", #"{"$binary":"AAEC"}"#, "null"])
                #expect(try await client.emitWithAck("ask", [#""a""#, "[]"]) == [#""a""#, "[]"])

                try client.answer("question", with: ["42"])
                // An answered question shows that the client has heard of `answer`.
                _ = try await client.emitWithAck("ask")
                let socket = try #require(await server.namespace("/").sockets().first)
                let reply = try await socket.emitWithAck(SocketIOEvent("question"), timeout: .seconds(30))
                #expect(reply.document.bytes == Array("[42]".utf8))

                server.namespace("/").emit(SocketIOEvent("last"))
                #expect(try await client.eventNames(until: "last") == ["question"])
                try client.disconnect()
                _ = try await client.disconnected()
                try await client.close()
            }
        }

        @Test("are told of a refusal with its data", arguments: ForeignClientTests.kinds.suffix(3))
        func refusal(of kind: ForeignClientTests.Kind) async throws {
            try await self.withServer { _, url in
                await #expect(throws: ForeignClient.Refusal(message: "not you", data: #"{"code":77}"#)) {
                    try await kind.connect(url, #"{"refuse":{"code":77}}"#)
                }
            }
        }

        @Test("a browser's page moves from polling to WebSocket")
        func upgrade() async throws {
            try await self.withServer { _, url in
                let browser = try await ForeignClient.browser(url: url, transport: .upgrade)
                try await browser.upgraded()
                #expect(try await browser.emitWithAck("ask", ["1"]) == ["1"])
                try await browser.close()
            }
        }

        @Test("a page of another host cannot connect", arguments: ForeignClient.Transport.allCases)
        func foreignOrigin(transport: ForeignClient.Transport) async throws {
            try await self.withServer { server, url in
                await #expect(throws: ForeignClient.Refusal.self) {
                    try await ForeignClient.browser(url: url, transport: transport, pageHost: "evil.example")
                }
                #expect(server.namespace("/").socketCount == 0)
            }
        }
    }
}
