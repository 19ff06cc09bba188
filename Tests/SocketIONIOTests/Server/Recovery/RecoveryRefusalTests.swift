import JSONText
import SocketIONIO
import SocketIOProtocol
import Synchronization
import TestClients
import Testing

@Suite("A client that comes back is not recovered", .timeLimit(.minutes(1)))
struct RecoveryRefusalTests {
    private func event(_ name: ExactString, _ argument: Int) -> SocketIOEvent {
        SocketIOEvent(name, arguments: [json("\(argument)")])
    }

    /// A client that received one event and was cut, on a server with that namespace `/`.
    private func cutClient(_ server: TestServer, _ life: SocketLife, auth: String = #""token":1"#) async throws
        -> RecoveringClient
    {
        var client = try await RecoveringClient.connect(to: server, auth: auth)
        server.server.namespace("/").emit(self.event("first", 1))
        _ = try await client.next()
        try await client.cut()
        _ = try await life.nextEnd()
        return client
    }

    /// That `client` gets a plain new session when it comes back as `returning`.
    private func expectNewSession(
        _ server: TestServer,
        _ client: RecoveringClient,
        as returning: RecoveringClient,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let again = try await RecoveringClient.connect(to: server, as: returning)
        #expect(again.sid != client.sid, sourceLocation: sourceLocation)
        #expect(again.pid != client.pid, sourceLocation: sourceLocation)
        #expect(again.pid != nil, sourceLocation: sourceLocation)
        #expect(again.missed == [], sourceLocation: sourceLocation)
        #expect(
            await server.server.namespace("/").sockets().map(\.recovered).contains(true) == false,
            sourceLocation: sourceLocation
        )
    }

    @Test("if it knows no secret, or an offset that is none, or claims what it was never sent")
    func lies() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let client = try await self.cutClient(server, life)
            server.server.namespace("/").emit(self.event("late", 2))
            let other = try await RecoveringClient.connect(to: server, as: nil)
            #expect(other.sid != client.sid)
            for offset in ["0000002", "9999999", "garbage!", ""] {
                try await self.expectNewSession(server, client, as: client.with(offset: offset))
            }
            // All that has cost it nothing.
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""late""#, "2"]])
        }
    }

    @Test("if it left the namespace, was put out of it, or sent what is no packet")
    func reasons() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            for end in ["41", "server", "server connection", "4not a packet"] {
                let client = try await RecoveringClient.connect(to: server)
                let socket = try await life.nextSocket()
                switch end {
                case "server": socket.disconnect()
                case "server connection": socket.disconnect(closingConnection: true)
                default: try await client.webSocket.send(end)
                }
                #expect(try await life.nextEnd().rawValue != "transport error")
                socket.emit(self.event("nobody", 1))
                try await self.expectNewSession(server, client, as: client)
                _ = try await life.nextSocket()
                try await client.cut()
            }
        }
    }

    @Test("if it is too late")
    func tooLate() async throws {
        let life = SocketLife()
        let configuration = SocketIOServerConfiguration.recovering { $0.maxDisconnectionDuration = .zero }
        try await TestServer.run(configuration: configuration) {
            life.watch($0.namespace("/"))
        } body: { server in
            let client = try await self.cutClient(server, life)
            try await self.expectNewSession(server, client, as: client)
        }
    }

    @Test("if an event that it may have missed is no longer kept, and is if it received all it was sent")
    func trimmed() async throws {
        let life = SocketLife()
        let configuration = SocketIOServerConfiguration.recovering { $0.maxEvents = 3 }
        try await TestServer.run(configuration: configuration) { server in
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var idle = try await RecoveringClient.connect(to: server)
            var behind = try await RecoveringClient.connect(to: server)
            let silent = try await RecoveringClient.connect(to: server)
            namespace.to(ExactString(idle.sid), ExactString(behind.sid)).emit(self.event("first", 1))
            _ = try await idle.next()
            _ = try await behind.next()
            // One of them does not get this one in time.
            namespace.to(ExactString(behind.sid)).emit(self.event("second", 2))
            for number in 0..<10 {
                // Every event loop is past it before a connection breaks.
                _ = await namespace.to("others").emit(self.event("other", number)).reached()
            }
            for client in [idle, behind, silent] {
                try await client.cut()
                _ = try await life.nextEnd()
            }
            namespace.emit(self.event("late", 3))
            for client in [idle, silent] {
                let again = try await RecoveringClient.connect(to: server, as: client)
                #expect(again.sid == client.sid)
                #expect(withoutOffsets(again.missed) == [[#""late""#, "3"]])
                try await again.webSocket.send("41")
                _ = try await life.nextEnd()
            }
            try await self.expectNewSession(server, behind, as: behind)
        }
    }

    @Test("if it left more rooms than are remembered, and may have missed something before")
    func manyRooms() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            for number in 0..<100 {
                await socket.join([ExactString("r\(number)")])
                _ = await namespace.emit(self.event("e", number)).reached()
                await socket.leave([ExactString("r\(number)")])
            }
            try await client.cut()
            _ = try await life.nextEnd()
            try await self.expectNewSession(server, client, as: client.with(offset: EventOffset.text(35).string))
            let again = try await RecoveringClient.connect(
                to: server,
                as: client.with(offset: EventOffset.text(36).string)
            )
            #expect(again.sid == client.sid)
            #expect(again.missed.count == 64)
        }
    }

    @Test("if what it missed is more than may wait for a client")
    func tooMuch() async throws {
        let life = SocketLife()
        var configuration = SocketIOServerConfiguration.recovering()
        configuration.maxQueueBytes = 10_000
        try await TestServer.run(configuration: configuration) {
            life.watch($0.namespace("/"))
        } body: { server in
            let client = try await self.cutClient(server, life)
            let large = SocketIOEvent("large", arguments: [json("\"" + String(repeating: "x", count: 1000) + "\"")])
            for _ in 0..<6 { server.server.namespace("/").emit(large) }
            try await self.expectNewSession(server, client, as: client)
        }
    }

    @Test("if it is one of Socket.IO 2, whatever it knows; it takes the session from nobody")
    func socketIO2() async throws {
        let life = SocketLife()
        var configuration = SocketIOServerConfiguration.recovering()
        configuration.allowsEngineIO3 = true
        try await TestServer.run(configuration: configuration) { server in
            _ = server.namespace("/")
            life.watch(server.namespace("/custom"))
        } body: { server in
            let client = try await RecoveringClient.connect(to: server, namespace: "/custom")
            try await client.cut()
            _ = try await life.nextEnd()
            server.server.namespace("/custom").emit(self.event("late", 1))
            let old = try await RawWebSocket.upgrade(server.connection(), EngineIO3Tests.webSocket)
            _ = try await old.text()
            #expect(try await old.text() == "40")
            try await old.send("40/custom?pid=\(client.pid ?? ""),")
            #expect(try await old.text() == "40/custom,")
            let again = try await RecoveringClient.connect(to: server, as: client, namespace: "/custom")
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""late""#, "1"]])
        }
    }

    // MARK: Middleware

    @Test("if middleware refuses it: it gets nothing of what it missed, and may try again")
    func blocked() async throws {
        let life = SocketLife()
        let isBlocked = Mutex(false)
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { socket in
                if isBlocked.withLock({ $0 }) { throw ConnectError(message: "blocked") }
                socket.withData { $0 = "seen" }
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let client = try await self.cutClient(server, life)
            server.server.namespace("/").emit(self.event("secret", 2))
            isBlocked.withLock { $0 = true }
            let refusal = await #expect(throws: ConnectError.self) {
                try await RecoveringClient.connect(to: server, as: client)
            }
            #expect(refusal?.message == #"44{"message":"blocked"}"#)
            isBlocked.withLock { $0 = false }
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""secret""#, "2"]])
        }
    }

    @Test("if middleware finds that the session is another user's, who can still have it")
    func stolen() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { socket in
                let auth = try #require(socket.handshake.auth)
                let user = auth.value("user", in: auth.root).flatMap(auth.string)
                if socket.recovered, socket.withData({ $0 as? String }) != user { socket.refuseRecovery() }
                socket.withData { $0 = user }
                await socket.join([ExactString("user-\(user ?? "")")])
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let anna = try await self.cutClient(server, life, auth: #""user":"anna""#)
            _ = try await life.nextSocket()
            namespace.to("user-anna").emit(self.event("for-anna", 2))

            let thief = try await RecoveringClient.connect(to: server, as: anna, auth: #""user":"eve""#)
            #expect(thief.sid != anna.sid)
            #expect(thief.missed == [])
            let thiefSocket = try await life.nextSocket()
            #expect(!thiefSocket.recovered)
            #expect(await thiefSocket.rooms == ["user-eve", thiefSocket.id])
            #expect(thiefSocket.withData { $0 as? String } == "eve")

            let again = try await RecoveringClient.connect(to: server, as: anna, auth: #""user":"anna""#)
            #expect(again.sid == anna.sid)
            #expect(withoutOffsets(again.missed) == [[#""for-anna""#, "2"]])
            let socket = try await life.nextSocket()
            #expect(socket.withData { $0 as? String } == "anna")
            #expect(await socket.rooms == ["user-anna", socket.id])
        }
    }

    @Test("with the events of a room that middleware takes it out of")
    func roomLost() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { socket in
                if socket.recovered {
                    await socket.leave(["admins"])
                    await socket.join(["guests"])
                } else {
                    await socket.join(["admins", "users"])
                }
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await self.cutClient(server, life)
            for room in ["admins", "guests", "users"] as [ExactString] { namespace.to(room).emit(SocketIOEvent(room)) }
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""users""#]])
            #expect(await namespace.emit(SocketIOEvent("now"), to: ["guests"]).reached() == 1)
            #expect(await namespace.emit(SocketIOEvent("now"), to: ["admins"]).reached() == 0)
        }
    }

    @Test("unless middleware is skipped: then its secret is enough")
    func skipped() async throws {
        let life = SocketLife()
        let count = Mutex(0)
        let configuration = SocketIOServerConfiguration.recovering { $0.skipMiddlewares = true }
        try await TestServer.run(configuration: configuration) { server in
            server.namespace("/").use { _ in
                let isFirst = count.withLock { count in
                    count += 1
                    return count == 1
                }
                if !isFirst { throw ConnectError(message: "blocked") }
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let client = try await self.cutClient(server, life)
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            await #expect(throws: ConnectError.self) { try await RecoveringClient.connect(to: server) }
        }
    }
}
