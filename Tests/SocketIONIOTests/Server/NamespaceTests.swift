import JSONText
import SocketIONIO
import SocketIOProtocol
import Synchronization
import TestClients
import Testing

@Suite("Namespaces", .timeLimit(.minutes(1)))
struct NamespaceTests {
    @Test("that the server does not have are refused, byte for byte, and the connection stays")
    func invalid() async throws {
        try await TestServer.run(setUp: echo) { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40/random")
            #expect(try await webSocket.text() == #"44/random,{"message":"Invalid namespace"}"#)
            try await webSocket.send("40/custom?x=1,")
            #expect(try await webSocket.text() == #"44/custom?x=1,{"message":"Invalid namespace"}"#)
            try await webSocket.send("40/custom")
            #expect(try await webSocket.text().hasPrefix(#"40/custom,{"sid":""#))
        }
    }

    @Test("share a connection: leaving one does not touch another")
    func several() async throws {
        try await TestServer.run(setUp: echo) { server in
            let webSocket = try await server.join("/custom")
            try await webSocket.send("40")
            #expect(try await webSocket.text().hasPrefix("40{"))
            try await webSocket.send("41/custom,")
            try await webSocket.send(#"42["message",1]"#)
            #expect(try await webSocket.text() == #"42["message-back",1]"#)
            try await webSocket.send("40/custom,")
            #expect(try await webSocket.text().hasPrefix("40/custom,{"))
            try await webSocket.send(#"42/custom,["message",2]"#)
            #expect(try await webSocket.text() == #"42/custom,["message-back",2]"#)
        }
    }

    @Test("give each socket an id of its own, which is not its connection's secret")
    func socketID() async throws {
        let (ids, report) = AsyncStream.makeStream(of: ExactString.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { report.yield($0.id) }
        } body: { server in
            let target = "/socket.io/?EIO=4&transport=websocket"
            let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
            let open = try await webSocket.text()
            try await webSocket.send("40")
            let reply = try await webSocket.text()
            let id = try #require(await eventually(ids) { _ in true })
            #expect(reply == #"40{"sid":"\#(id)"}"#)
            #expect(id.utf8.count == 20)
            #expect(!open.contains(id.string))
        }
    }

    @Test("ask their middleware in order, which sees the handshake and what the client sent to join")
    func middleware() async throws {
        let steps = Mutex<[String]>([])
        try await TestServer.run { server in
            let namespace = server.namespace("/")
            namespace.use { socket in
                let auth = socket.handshake.auth.map { String(decoding: $0.text($0.root), as: UTF8.self) } ?? "none"
                steps.withLock { $0.append("first \(auth)") }
            }
            namespace.use { socket in
                let handshake = socket.handshake
                let query = handshake.query.first { $0.name == "x" }?.value
                let text =
                    "\(handshake.headers["x-a"] ?? "") \(query ?? "") \(handshake.address) \(handshake.issued > 0)"
                steps.withLock { $0.append("second \(text)") }
            }
            namespace.onConnect { _ in steps.withLock { $0.append("connected") } }
        } body: { server in
            let webSocket = try await server.openWebSocket(headers: ["X-A": "v"], query: "&x=%20y")
            try await webSocket.send(#"40{"token":"t"}"#)
            #expect(try await webSocket.text().hasPrefix("40{"))
            try await webSocket.send("41")
            try await webSocket.send("40")
            #expect(try await webSocket.text().hasPrefix("40{"))
        }
        let second = "second v  y 127.0.0.1 true"
        #expect(
            steps.withLock { $0 } == [#"first {"token":"t"}"#, second, "connected", "first none", second, "connected"]
        )
    }

    @Test("refuse with the message and data that middleware throws, and no later step is asked")
    func refusal() async throws {
        try await TestServer.run { server in
            server.namespace("/denied").use { _ in
                throw ConnectError(message: "not \"authorized\"", data: json(#"{"code":401}"#))
            }
            server.namespace("/denied").use { _ in Issue.record("asked after a refusal") }
            server.namespace("/bare").use { _ in throw ConnectError(message: "no") }
            server.namespace("/broken").use { _ in throw CancellationError() }
        } body: { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40/denied,{}")
            #expect(
                try await webSocket.text() == #"44/denied,{"message":"not \"authorized\"","data":{"code":401}}"#
            )
            try await webSocket.send("40/bare,")
            #expect(try await webSocket.text() == #"44/bare,{"message":"no"}"#)
            try await webSocket.send("40/broken,")
            #expect(try await webSocket.text() == #"44/broken,{"message":"internal error"}"#)
            #expect(server.server.namespace("/denied").socketCount == 0)
            try await webSocket.send("40/denied,")
            #expect(try await webSocket.text().hasPrefix("44/denied,"), "a client may try again")
        }
    }

    @Test("let nobody in before the middleware is done: an event closes the connection")
    func eventTooEarly() async throws {
        let gate = Gate()
        try await TestServer.run { server in
            server.namespace("/").use { _ in await gate.wait() }
            server.namespace("/").onConnect { _ in Issue.record("connected after its connection was closed") }
        } body: { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40")
            try await webSocket.send(#"42["message"]"#)
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            gate.open()
        }
    }

    @Test("close a connection that joins none in time, and leave one alone that did")
    func connectTimeout() async throws {
        try await TestServer.run(configuration: .test { $0.connectTimeout = .seconds(2) }, setUp: echo) {
            server in
            let joined = try await server.join()
            let idle = try await server.openWebSocket()
            #expect(try await idle.next() == .close(code: nil, reason: ""))
            try await joined.send(#"42["message",1]"#)
            #expect(try await joined.text() == #"42["message-back",1]"#)
        }
    }

    @Test("tell a client that the server wants it out, and keep its connection")
    func serverDisconnects() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run { server in
            echo(server)
            server.namespace("/custom").onConnect { socket in
                socket.onDisconnect { report.yield($0) }
                socket.on("leave") { _ in socket.disconnect() }
            }
        } body: { server in
            let webSocket = try await server.join("/custom")
            try await webSocket.send("40")
            _ = try await webSocket.text()
            try await webSocket.send(#"42/custom,["leave"]"#)
            #expect(try await webSocket.text() == "41/custom,")
            #expect(await eventually(reasons) { _ in true } == .serverNamespaceDisconnect)
            try await webSocket.send(#"42["message",1]"#)
            #expect(try await webSocket.text() == #"42["message-back",1]"#)
        }
    }

    @Test("can be closed with the whole connection, which each of its sockets hears of")
    func serverClosesConnection() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            for name: ExactString in ["/", "/custom"] {
                server.namespace(name).onConnect { socket in
                    socket.onDisconnect { report.yield("\(name) \($0)") }
                    socket.on("leave") { _ in socket.disconnect(closingConnection: true) }
                }
            }
        } body: { server in
            let webSocket = try await server.join("/custom")
            try await webSocket.send("40")
            _ = try await webSocket.text()
            try await webSocket.send(#"42["leave"]"#)
            #expect(try await webSocket.text() == "41/custom,")
            #expect(try await webSocket.text() == "41")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            var heard: Set<String> = []
            for await reason in reasons {
                heard.insert(reason)
                if heard.count == 2 { break }
            }
            #expect(heard == ["/ server namespace disconnect", "/custom server namespace disconnect"])
        }
    }
}

/// Something that tests open for those who wait at it.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = self.state.withLock { state in
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiters = self.state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
