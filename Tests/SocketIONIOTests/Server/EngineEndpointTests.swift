import JSONText
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

/// Bare Engine.IO at `/engine.io/`, beside Socket.IO on the same port.
@Suite("Bare Engine.IO", .timeLimit(.minutes(1)))
struct EngineEndpointTests {
    static let polling = "/engine.io/?EIO=4&transport=polling"
    static let webSocket = "/engine.io/?EIO=4&transport=websocket"

    /// Sends each message back.
    static func echo(_ server: SocketIOServer) {
        server.namespace("/").onConnect { _ in }
        server.engine("/engine.io") { socket in
            socket.onMessage { socket.send($0) }
        }
    }

    /// Opens a session by polling.
    static func open(_ server: TestServer) async throws -> String {
        let response = try await server.request("GET", self.polling)
        let document = try JSONDocument(parsing: String(response.body.dropFirst()))
        return document.value("sid", in: document.root).flatMap(document.string) ?? ""
    }

    @Test("carries text and binary by polling, with nothing of Socket.IO about it")
    func polling() async throws {
        try await TestServer.run(setUp: Self.echo) { server in
            let target = "\(Self.polling)&sid=\(try await Self.open(server))"
            #expect(try await server.request("POST", target, body: "4hello €\u{1E}bAQIDBA==").body == "ok")
            var received = try await server.request("GET", target).body
            if !received.contains("\u{1E}") { received += "\u{1E}" + (try await server.request("GET", target).body) }
            #expect(received == "4hello €\u{1E}bAQIDBA==")
        }
    }

    @Test("carries text and binary over a WebSocket")
    func overWebSocket() async throws {
        try await TestServer.run(setUp: Self.echo) { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            #expect(try await webSocket.text().hasPrefix(#"0{"sid":""#))
            try await webSocket.send("4hello")
            #expect(try await webSocket.text() == "4hello")
            try await webSocket.send([1, 2, 3])
            #expect(try await webSocket.next() == .binary([1, 2, 3]))
        }
    }

    @Test("moves from polling to a WebSocket")
    func upgrade() async throws {
        try await TestServer.run(setUp: Self.echo) { server in
            let sid = try await Self.open(server)
            let webSocket = try await RawWebSocket.upgrade(server.connection(), "\(Self.webSocket)&sid=\(sid)")
            try await webSocket.send("2probe")
            #expect(try await webSocket.text() == "3probe")
            try await webSocket.send("5")
            try await webSocket.send("4after")
            #expect(try await webSocket.text() == "4after")
        }
    }

    @Test("knows no session of Socket.IO, and Socket.IO none of its own")
    func separateSessions() async throws {
        try await TestServer.run(setUp: Self.echo) { server in
            let unknown = #"{"code":1,"message":"Session ID unknown"}"#
            let bare = try await Self.open(server)
            let socketIO = try await server.openPolling()
            #expect(try await server.request("GET", "\(TestServer.handshake)&sid=\(bare)").body == unknown)
            #expect(try await server.request("GET", "\(Self.polling)&sid=\(socketIO.sid)").body == unknown)
            #expect(try await socketIO.post("40").body == "ok")
            #expect(try await socketIO.poll().body.hasPrefix(#"40{"sid":""#))
            #expect(server.server.connectionCount == 2)
        }
    }

    @Test("keeps a client however long it joins no namespace")
    func noConnectTimeout() async throws {
        let configuration = SocketIOServerConfiguration.test {
            $0.connectTimeout = .milliseconds(1)
            $0.pingInterval = .milliseconds(50)
        }
        try await TestServer.run(configuration: configuration, setUp: Self.echo) { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            _ = try await webSocket.text()
            #expect(try await webSocket.text() == "2")
        }
    }

    @Test("tells the connect handler about the request, and the close handler why it ended")
    func lifetime() async throws {
        let events = AsyncStream.makeStream(of: String.self)
        try await TestServer.run {
            $0.engine("/engine.io/") { socket in
                let name = socket.request.query.first { $0.name == "name" }?.value.string ?? ""
                let header = socket.request.headers["X-Test"] ?? ""
                events.continuation.yield("connect \(name) \(header) \(socket.id.utf8.count)")
                socket.onMessage { events.continuation.yield("message \($0)") }
                socket.onClose { events.continuation.yield("close \($0)") }
            }
        } body: { server in
            let webSocket = try await RawWebSocket.upgrade(
                server.connection(),
                "\(Self.webSocket)&name=ada",
                headers: ["X-Test": "yes"]
            )
            try await webSocket.send("4last")
            try await webSocket.close()
            var seen: [String] = []
            for await event in events.stream {
                seen.append(event)
                if seen.count == 3 { break }
            }
            #expect(seen == ["connect ada yes 20", #"message text("last")"#, "close transport close"])
        }
    }

    @Test("closes from the server's side after what was sent before")
    func serverCloses() async throws {
        try await TestServer.run {
            $0.engine("/engine.io") { socket in
                socket.send(.text("bye"))
                socket.close()
                socket.send(.text("too late"))
            }
        } body: { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            _ = try await webSocket.text()
            #expect(try await webSocket.text() == "4bye")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
        }
    }

    @Test("answers a POST whose handlers are behind when the server closes")
    func closesWhileHeld() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        try await TestServer.run(configuration: .test { $0.maxPayload = 100 }) {
            $0.engine("/engine.io") { socket in
                socket.onMessage { _ in
                    socket.close()
                    for await _ in gate.stream { break }
                }
            }
        } body: { server in
            let target = "\(Self.polling)&sid=\(try await Self.open(server))"
            let body = "4x\u{1E}4y\u{1E}4z"
            #expect(try await server.request("POST", target, body: body).body == "ok")
            gate.continuation.finish()
        }
    }

    @Test("handles one client's messages in order, and a slow handler holds up no other client")
    func order() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        try await TestServer.run {
            $0.engine("/engine.io") { socket in
                socket.onMessage { message in
                    if message == .text("wait") { for await _ in gate.stream { break } }
                    socket.send(message)
                }
            }
        } body: { server in
            let slow = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            let other = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            _ = try await slow.text()
            _ = try await other.text()
            try await slow.send("4wait")
            for number in 1...20 { try await slow.send("4\(number)") }
            try await other.send("4hello")
            #expect(try await other.text() == "4hello")
            gate.continuation.yield()
            #expect(try await slow.text() == "4wait")
            for number in 1...20 { #expect(try await slow.text() == "4\(number)") }
        }
    }
}
