import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("While the log is read for a client that comes back", .timeLimit(.minutes(1)))
struct CatchingUpTests {
    private func event(_ name: ExactString, _ argument: Int) -> SocketIOEvent {
        SocketIOEvent(name, arguments: [json("\(argument)")])
    }

    /// Cuts a client in the room `a` that received the event 1, sends it 2, and runs `during` while it comes back and the
    /// log has yet to be read.
    private func comeBack(
        _ logs: SlowRecoveryLogs = SlowRecoveryLogs(),
        maxQueueBytes: Int = 1 << 20,
        during: (_ namespace: SocketIONamespace, _ old: SocketIOSocket) async throws -> Void
    ) async throws -> (before: RecoveringClient, after: RecoveringClient, sockets: [SocketIOSocket]) {
        let life = SocketLife()
        var configuration = logs.configuration
        configuration.maxQueueBytes = maxQueueBytes
        return try await TestServer.run(configuration: configuration) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let log = try #require(logs.log)
            var client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            await socket.join(["a"])
            namespace.emit(self.event("e", 1))
            _ = try await client.next()
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.to("a").emit(self.event("e", 2))
            let before = client
            async let again = RecoveringClient.connect(to: server, as: before)
            _ = await eventually(log.readers.stream) { _ in true }
            try await during(namespace, socket)
            log.gate.open()
            let after = try await again
            return (before, after, await namespace.sockets())
        }
    }

    @Test("what is sent waits, and comes after what was missed, each event once")
    func order() async throws {
        let (before, after, _) = try await self.comeBack { namespace, old in
            // Each tells whether it is sent to somebody, so it is there now.
            #expect(await namespace.to("a").emit(self.event("e", 3)).reached() == 1)
            #expect(await namespace.to("b").emit(self.event("e", 4)).reached() == 0)
            #expect(await namespace.volatile.emit(self.event("volatile", 5)).reached() == 0)
            old.emit(self.event("own", 6))
            #expect(await namespace.emit(self.event("e", 7)).reached() == 1)
            #expect(await namespace.sockets().isEmpty)
            #expect(namespace.socketCount == 0)
        }
        #expect(after.sid == before.sid)
        #expect(withoutOffsets(after.missed) == [[#""e""#, "2"], [#""e""#, "3"], [#""own""#, "6"], [#""e""#, "7"]])
    }

    @Test("rooms may change, and what is sent goes by the rooms of its time")
    func rooms() async throws {
        let (before, after, sockets) = try await self.comeBack { namespace, _ in
            namespace.to("a").socketsJoin("b")
            #expect(await namespace.to("b").emit(self.event("b", 3)).reached() == 1)
            namespace.to("a").socketsLeave("a")
            #expect(await namespace.to("a").emit(self.event("a", 4)).reached() == 0)
        }
        #expect(after.sid == before.sid)
        #expect(withoutOffsets(after.missed) == [[#""e""#, "2"], [#""b""#, "3"]])
        #expect(sockets.map(\.recovered) == [true])
    }

    @Test("it gets a new session when more is sent to it than may wait")
    func overrun() async throws {
        let (before, after, sockets) = try await self.comeBack(maxQueueBytes: 10_000) { namespace, _ in
            let large = SocketIOEvent("large", arguments: [json("\"" + String(repeating: "x", count: 2000) + "\"")])
            #expect(await namespace.emit(large).reached() == 1)
            #expect(await namespace.emit(large).reached() == 1)
            #expect(await namespace.emit(large).reached() == 0)
            #expect(await namespace.emit(self.event("e", 3)).reached() == 0)
        }
        #expect(after.sid != before.sid)
        #expect(after.missed == [])
        #expect(sockets.map(\.recovered) == [false])
    }

    @Test("it gets a new session when the log fails")
    func brokenLog() async throws {
        let (before, after, sockets) = try await self.comeBack(SlowRecoveryLogs(isBroken: true)) { _, _ in }
        #expect(after.sid != before.sid)
        #expect(after.missed == [])
        #expect(sockets.map(\.recovered) == [false])
    }

    @Test("it may be put out of the namespace, and then has no session to come back to")
    func putOut() async throws {
        let logs = SlowRecoveryLogs()
        let life = SocketLife()
        try await TestServer.run(configuration: logs.configuration) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let log = try #require(logs.log)
            var client = try await RecoveringClient.connect(to: server)
            namespace.emit(self.event("e", 1))
            _ = try await client.next()
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("secret", 2))
            let webSocket = try await server.openWebSocket()
            try await webSocket.send(#"40{"pid":"\#(client.pid ?? "")","offset":"\#(client.offset ?? "")"}"#)
            _ = await eventually(log.readers.stream) { _ in true }
            namespace.disconnectSockets()
            #expect(try await webSocket.text() == "41")
            log.gate.open()
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid != client.sid)
            #expect(again.missed == [])
        }
    }

    @Test("or middleware is at work, it may be cut and come back again, and nothing is lost")
    func againMeanwhile() async throws {
        let life = SocketLife()
        let gate = Gate()
        let arrivals = AsyncStream.makeStream(of: Void.self)
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { socket in
                guard socket.recovered else { return }
                arrivals.continuation.yield()
                await gate.wait()
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var client = try await RecoveringClient.connect(to: server)
            namespace.emit(self.event("e", 1))
            _ = try await client.next()
            // It comes back while its first socket is open, and twice again while middleware judges the one before.
            let first = try await server.openWebSocket()
            let connect = #"40{"pid":"\#(client.pid ?? "")","offset":"\#(client.offset ?? "")"}"#
            try await first.send(connect)
            _ = await eventually(arrivals.stream) { _ in true }
            let second = try await server.openWebSocket()
            try await second.send(connect)
            _ = await eventually(arrivals.stream) { _ in true }
            try await second.close()
            namespace.emit(self.event("late", 2))
            let before = client
            async let third = RecoveringClient.connect(to: server, as: before)
            _ = await eventually(arrivals.stream) { _ in true }
            gate.open()
            let again = try await third
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""late""#, "2"]])
            try await first.connection.untilClosed()
            #expect(namespace.socketCount == 1)
            #expect(await namespace.emit(self.event("now", 3)).reached() == 1)
        }
    }
}

@Suite("What is kept for clients that may come back", .timeLimit(.minutes(1)))
struct RecoveryMemoryTests {
    @Test("does not hold the socket of a session that was saved")
    func leak() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").onConnect { socket in
                // The cycle through the socket itself is what users write.
                socket.on("never") { _ in socket.emit(SocketIOEvent("never")) }
            }
            life.watch(server.namespace("/"))
        } body: { server in
            let client = try await RecoveringClient.connect(to: server)
            weak let socket = try await life.nextSocket()
            try await client.cut()
            _ = try await life.nextEnd()
            // Its task ends a moment after its last handler; the suite's limit is the limit.
            while socket != nil { await Task.yield() }
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
        }
    }

    @Test("is swept again and again while nothing happens, with the namespaces that nobody can come back to")
    func sweep() async throws {
        let life = SocketLife()
        let logs = SlowRecoveryLogs()
        var configuration = logs.configuration
        configuration.removesEmptyChildNamespaces = true
        configuration.connectionStateRecovery?.maxDisconnectionDuration = .zero
        let parents = Mutex<SocketIOParentNamespace?>(nil)
        try await TestServer.run(configuration: configuration) { server in
            _ = server.namespace("/")
            let parent = server.namespaces(matching: "/t-*")
            parent.onConnect { life.watch($0) }
            parents.withLock { $0 = parent }
        } body: { server in
            let log = try #require(logs.log)
            let parent = try #require(parents.withLock { $0 })
            let client = try await RecoveringClient.connect(to: server, namespace: "/t-1")
            try await client.cut()
            _ = try await life.nextEnd()
            // The first was swept when the server started, the second may have begun before the end.
            for _ in 0..<3 { _ = await eventually(log.sweeps.stream) { _ in true } }
            #expect(parent.children.isEmpty)
        }
    }

    @Test("keeps a namespace that was made on demand, until nobody can come back to it")
    func children() async throws {
        let life = SocketLife()
        var configuration = SocketIOServerConfiguration.recovering()
        configuration.removesEmptyChildNamespaces = true
        let parents = Mutex<SocketIOParentNamespace?>(nil)
        try await TestServer.run(configuration: configuration) { server in
            let parent = server.namespaces(matching: "/t-*")
            parent.onConnect { life.watch($0) }
            parents.withLock { $0 = parent }
        } body: { server in
            let parent = try #require(parents.withLock { $0 })
            let client = try await RecoveringClient.connect(to: server, namespace: "/t-1")
            try await client.cut()
            _ = try await life.nextEnd()
            parent.emit(SocketIOEvent("late"))
            let again = try await RecoveringClient.connect(to: server, as: client, namespace: "/t-1")
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""late""#]])
            // One whose clients all left for good is not kept.
            let other = try await RecoveringClient.connect(to: server, namespace: "/t-2")
            try await other.webSocket.send("41/t-2,")
            _ = try await life.nextEnd()
            #expect(parent.children.map(\.name) == ["/t-1"])
        }
    }
}
