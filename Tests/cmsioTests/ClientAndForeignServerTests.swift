import JSONText
import Logging
import NIOPosix
import SocketIONIO
import TestClients
import Testing

extension ForeignProcesses {
    /// Our client against python-socketio's server: a judge that is not us.
    @Suite("Our client and a foreign server", .timeLimit(.minutes(2)))
    struct ClientAndForeignServerTests {
        func client(
            of server: ForeignServer,
            _ change: (inout SocketIOClient.Configuration) -> Void = { _ in }
        ) -> SocketIOClient {
            var configuration = SocketIOClient.Configuration(url: server.url)
            configuration.transports = [.websocket]
            change(&configuration)
            return SocketIOClient(
                configuration: configuration,
                group: MultiThreadedEventLoopGroup.singleton,
                logger: Logger(label: "client") { _ in SwiftLogNoOpLogHandler() }
            )
        }

        /// The client's next event, in short.
        func next(_ client: SocketIOClient) async -> String? {
            switch await client.events.first(where: { _ in true }) {
            case .connected: "connected"
            case .event(let message): text(message.document)
            case .disconnected(let reason): "disconnected: \(reason)"
            case .reconnecting(let attempt, _): "reconnecting \(attempt)"
            case .reconnectFailed(let error): "failed to reconnect: \(error)"
            case .failed(let error): "failed: \(error)"
            case .upgraded: "upgraded"
            case .unsendable(_, let error): "unsendable: \(error)"
            case .missed(let count): "missed \(count)"
            case nil: nil
            }
        }

        func text(_ document: JSONDocument) -> String { String(decoding: document.bytes, as: UTF8.self) }

        @Test(
            "connects with auth and headers, sends, is acknowledged, acknowledges and leaves",
            arguments: ["/", "/custom"]
        )
        func wholeLife(namespace: ExactString) async throws {
            let server = try await ForeignServer.start()
            let client = self.client(of: server) {
                $0.namespace = namespace
                $0.auth = .json(Array(#"{"token":"é"}"#.utf8))
                $0.headers = ["X-Test": "yes"]
            }
            try await client.connect()
            let connection = try await server.next("connected")
            #expect(connection.text("auth") == #"{"token":"é"}"#)
            #expect(connection.string("header") == "yes")
            #expect(await self.next(client) == "connected")
            #expect(await self.next(client) == ##"["auth",{"token":"\u00e9"}]"##)  // as Python writes it

            try await client.emit(SocketIOEvent("message", arguments: [Array("[1]".utf8), Array("null".utf8)]))
            #expect(try await server.next("event").texts("args") == ["[1]", "null"])
            #expect(await self.next(client) == #"["message-back",[1],null]"#)

            let reply = try await client.emitWithAck(
                SocketIOEvent("message-with-ack", arguments: [Array(#""a""#.utf8)]),
                timeout: .seconds(30)
            )
            #expect(self.text(reply.document) == #"["a"]"#)
            await #expect(throws: AckError.timedOut) {
                try await client.emitWithAck(SocketIOEvent("never-acknowledged"), timeout: .milliseconds(50))
            }

            await client.disconnect()
            _ = try await server.next("disconnected")
            try await server.close()
        }

        @Test("sends and receives binary values, in events and in both kinds of replies")
        func binary() async throws {
            let server = try await ForeignServer.start()
            let client = self.client(of: server)
            try await client.connect()
            #expect(await self.next(client) == "connected")
            #expect(await self.next(client) == #"["auth",{}]"#)

            let event = SocketIOEvent("message", arguments: [SocketIOEvent.placeholder(0)], attachments: [[0, 255]])
            try await client.emit(event)
            #expect(try await server.next("event").texts("args") == [#"{"$binary":"AP8="}"#])
            guard case .event(let message)? = await client.events.first(where: { _ in true }) else {
                Issue.record("no event came")
                return
            }
            #expect(message.attachments == [[0, 255]])

            let question = SocketIOEvent(
                "message-with-ack",
                arguments: [SocketIOEvent.placeholder(1), SocketIOEvent.placeholder(0)],
                attachments: [[1], [2]]
            )
            let reply = try await client.emitWithAck(question, timeout: .seconds(30))
            #expect(reply.arguments.map { reply.attachment($0) } == [[2], [1]])

            try server.emit("ask", ["7"], ack: "id")
            guard case .event(let asked)? = await client.events.first(where: { _ in true }) else {
                Issue.record("no question came")
                return
            }
            #expect(asked.wantsAck)
            asked.acknowledge([SocketIOEvent.placeholder(0)], attachments: [[3]])
            #expect(try await server.next("ack").texts("args") == [#"{"$binary":"Aw=="}"#])
            await client.disconnect()
            try await server.close()
        }

        @Test("is told why it is refused")
        func refused() async throws {
            let server = try await ForeignServer.start()
            let refusal = ConnectError(message: "not you", data: Array(#"{"code":77}"#.utf8))
            await #expect(throws: SocketIOClientError.refused(refusal)) {
                try await self.client(of: server) { $0.auth = .json(Array(#"{"refuse":{"code":77}}"#.utf8)) }.connect()
            }
            await #expect(throws: SocketIOClientError.self) {
                try await self.client(of: server) { $0.namespace = "/nowhere" }.connect()
            }
            await #expect(throws: SocketIOClientError.self) {
                try await self.client(of: server) { $0.path = "/elsewhere" }.connect()
            }
            try await server.close()
        }

        @Test("gets events that come before it is accepted, after it is connected")
        func earlyEvent() async throws {
            let server = try await ForeignServer.start()
            let client = self.client(of: server) { $0.auth = .json(Array(#"{"early":true}"#.utf8)) }
            try await client.connect()
            #expect(await self.next(client) == "connected")
            #expect(await self.next(client) == #"["auth",{"early":true}]"#)
            await client.disconnect()
            try await server.close()
        }

        @Test("stays as long as heartbeats come and it answers them")
        func heartbeat() async throws {
            let server = try await ForeignServer.start(pingInterval: 1, pingTimeout: 2)
            let client = self.client(of: server) { $0.reconnection = nil }
            try await client.connect()
            // Had the first heartbeat gone unheard or unanswered, the connection would have ended after 3 s.
            await #expect(throws: AckError.timedOut) {
                try await client.emitWithAck(SocketIOEvent("never-acknowledged"), timeout: .seconds(4))
            }
            await client.disconnect()
            try await server.close()
        }

        @Test("comes back when the connection breaks, and stays away when the server sends it away")
        func comesBack() async throws {
            let server = try await ForeignServer.start()
            let client = self.client(of: server) { $0.reconnection?.minimumDelay = .milliseconds(10) }
            try await client.connect()
            #expect(await self.next(client) == "connected")
            #expect(await self.next(client) == #"["auth",{}]"#)
            try server.dropConnections()
            #expect(await self.next(client)?.hasPrefix("disconnected: the connection") == true)
            #expect(await self.next(client) == "reconnecting 1")
            #expect(await self.next(client) == "connected")
            #expect(await self.next(client) == #"["auth",{}]"#)
            try await client.emit(SocketIOEvent("leave"))
            #expect(await self.next(client) == "disconnected: the server disconnected this client")
            #expect(await self.next(client) == nil)
            try await server.close()
        }
    }
}
