import JSONText
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("A client that comes back", .timeLimit(.minutes(1)))
struct RecoveryTests {
    private func event(_ name: ExactString, _ argument: Int) -> SocketIOEvent {
        SocketIOEvent(name, arguments: [json("\(argument)")])
    }

    @Test("is told only its id when recovery is off, and its events have no offset")
    func off() async throws {
        try await TestServer.run { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40")
            let reply = try await webSocket.text()
            #expect(reply.hasPrefix(#"40{"sid":""#) && reply.utf8.count == 32)
            server.server.namespace("/").emit(self.event("e", 1))
            #expect(try await webSocket.text() == #"42["e",1]"#)
        }
    }

    @Test("gets what it missed before the reply, as the reference server sends it, and may do that again")
    func asTheReference() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            life.watch(server.namespace("/"))
            server.namespace("/").onConnect { $0.emit(SocketIOEvent("auth", arguments: [json("{}")])) }
        } body: { server in
            let namespace = server.server.namespace("/")
            var client = try await RecoveringClient.connect(to: server)
            #expect(client.sid.utf8.count == 20)
            #expect(client.pid?.utf8.count == 20)
            #expect(client.pid != client.sid)
            #expect(try await client.next().hasPrefix(#"42["auth",{},""#))
            #expect(client.offset?.utf8.count == 7)
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("late", 1))
            namespace.emit(self.event("late", 2))

            var again = try await RecoveringClient.connect(to: server, as: client)
            #expect(withoutOffsets(again.missed) == [[#""late""#, "1"], [#""late""#, "2"]])
            #expect(again.sid == client.sid)
            #expect(again.pid == client.pid)
            #expect(try await again.next().hasPrefix(#"42["auth",{},""#))
            try await again.cut()
            _ = try await life.nextEnd()

            // It had processed nothing of that.
            let third = try await RecoveringClient.connect(to: server, as: client)
            #expect(third.sid == client.sid)
            #expect(withoutOffsets(third.missed) == [[#""late""#, "1"], [#""late""#, "2"], [#""auth""#, "{}"]])

            // And now all of it.
            try await third.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("late", 3))
            let fourth = try await RecoveringClient.connect(to: server, as: third)
            #expect(fourth.sid == client.sid)
            #expect(withoutOffsets(fourth.missed) == [[#""auth""#, "{}"], [#""late""#, "3"]])
        }
    }

    @Test("is recovered though it received no event yet")
    func noOffset() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            namespace.emit(self.event("before", 0))
            let client = try await RecoveringClient.connect(to: server)
            #expect(client.offset == nil)
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("late", 1))
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""late""#, "1"]])
        }
    }

    @Test("goes on though the offset it has is of an earlier session")
    func staleOffset() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var first = try await RecoveringClient.connect(to: server)
            namespace.emit(self.event("e", 1))
            _ = try await first.next()
            try await first.webSocket.send("41")
            _ = try await life.nextEnd()
            namespace.emit(self.event("not-mine", 2))
            let second = try await RecoveringClient.connect(to: server, as: first)
            #expect(second.sid != first.sid)
            #expect(second.offset == first.offset)
            try await second.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("late", 3))
            let third = try await RecoveringClient.connect(to: server, as: second)
            #expect(third.sid == second.sid)
            #expect(withoutOffsets(third.missed) == [[#""late""#, "3"]])
        }
    }

    @Test("gets its session from a connection that is still open, which ends first")
    func halfDead() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { await $0.join(["r"]) }
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            let old = try await life.nextSocket()
            // Sent into the void: the client does not read any more, and its server does not know.
            namespace.emit(self.event("lost", 1), to: ["r"])
            old.emit(self.event("lost", 2))
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(try await life.nextEnd() == .transportClose)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""lost""#, "1"], [#""lost""#, "2"]])
            try await client.webSocket.connection.untilClosed()
            #expect(namespace.socketCount == 1)

            // The old socket's events reach the client where it is now.
            var now = again
            old.emit(self.event("own", 3))
            #expect(RecoveringClient.Event(try await now.next())?.items == [#""own""#, "3"])
            #expect(await namespace.emit(self.event("room", 4), to: ["r"]).reached() == 1)
            #expect(RecoveringClient.Event(try await now.next())?.items == [#""room""#, "4"])
        }
    }

    @Test("has its rooms and its data, and one who is not recovered has neither")
    func roomsAndData() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            #expect(!socket.recovered)
            await socket.join(["a", "b"])
            await socket.leave(["b"])
            socket.withData { $0 = "mine" }
            try await client.cut()
            _ = try await life.nextEnd()
            for room in ["a", "b", "c"] as [ExactString] { namespace.emit(self.event("late", 1), to: [room]) }
            namespace.emit(self.event("not", 2), except: ["a"])

            let again = try await RecoveringClient.connect(to: server, as: client)
            let recovered = try await life.nextSocket()
            #expect(recovered.recovered)
            #expect(recovered.id == socket.id)
            #expect(await recovered.rooms == ["a", recovered.id])
            #expect(recovered.withData { $0 as? String } == "mine")
            #expect(withoutOffsets(again.missed) == [[#""late""#, "1"]])

            _ = try await RecoveringClient.connect(to: server, as: nil)
            let stranger = try await life.nextSocket()
            #expect(await stranger.rooms == [stranger.id])
            #expect(stranger.withData { $0 as? String } == nil)
        }
    }

    @Test("gets what was sent to a room while it was in it, and nothing of before and after")
    func roomsOfThen() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            var count = 0
            func send() async {
                count += 1
                // Waits until the event loops have it, as the joins do.
                _ = await namespace.emit(self.event("r", count), to: ["r"]).reached()
            }
            await send()
            await socket.join(["r"])
            await send()
            await socket.leave(["r"])
            await send()
            await socket.join(["r"])
            await send()
            try await client.cut()
            _ = try await life.nextEnd()
            await send()
            // The client says that it received none of them.
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(again.sid == client.sid)
            #expect(withoutOffsets(again.missed) == [[#""r""#, "2"], [#""r""#, "4"], [#""r""#, "5"]])
        }
    }

    @Test("misses no binary, and none of a namespace of its own")
    func binaryAndNamespace() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/chat"))
        } body: { server in
            let namespace = server.server.namespace("/chat")
            var client = try await RecoveringClient.connect(to: server, namespace: "/chat")
            namespace.emit(self.event("e", 1))
            #expect(try await client.next() == #"42/chat,["e",1,"0000001"]"#)
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(SocketIOEvent("b", arguments: [SocketIOEvent.placeholder(0)], attachments: [[1, 2]]))
            let webSocket = try await server.openWebSocket()
            try await webSocket.send(#"40/chat,{"pid":"\#(client.pid ?? "")","offset":"0000001"}"#)
            #expect(try await webSocket.text() == #"451-/chat,["b",{"_placeholder":true,"num":0},"0000002"]"#)
            #expect(try await webSocket.next() == .binary([1, 2]))
            #expect(try await webSocket.text() == #"40/chat,{"sid":"\#(client.sid)","pid":"\#(client.pid ?? "")"}"#)
        }
    }

    @Test("may come by polling")
    func polling() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(self.event("late", 1))
            let polling = try await server.openPolling()
            _ = try await polling.post(#"40{"pid":"\#(client.pid ?? "")"}"#)
            let body = try await polling.poll().body
            #expect(
                body == #"42["late",1,"0000001"]"# + "\u{1E}"
                    + #"40{"sid":"\#(client.sid)","pid":"\#(client.pid ?? "")"}"#
            )
        }
    }
}
