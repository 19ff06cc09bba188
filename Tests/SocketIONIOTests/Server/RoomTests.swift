import JSONText
import SocketIONIO
import SocketIOProtocol
import Synchronization
import TestClients
import Testing

@Suite("Rooms", .timeLimit(.minutes(1)))
struct RoomTests {
    /// Joins the rooms that the client names in its auth, and adds rooms on demand.
    private static func setUp(_ server: SocketIOServer) {
        server.namespace("/").use { socket in
            guard let auth = socket.handshake.auth, let rooms = auth.value("rooms", in: auth.root) else { return }
            await socket.join(auth.elements(rooms).compactMap(auth.exactString))
        }
        server.namespace("/").onConnect { socket in
            socket.on("leave") { message in
                await socket.leave(message.arguments.compactMap(message.document.exactString))
                message.acknowledge(await socket.rooms.map(\.utf8.count).sorted().map { json("\($0)") })
            }
        }
    }

    /// What a client gets until the event `end`, which the caller broadcasts last.
    private func untilEnd(_ webSocket: RawWebSocket) async throws -> [String] {
        var events: [String] = []
        while true {
            let text = try await webSocket.text()
            if text == #"42["end"]"# { return events }
            events.append(text)
        }
    }

    @Test("get each event once per socket, however many of them it is in")
    func exactlyOnce() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let namespace = server.server.namespace("/")
            // Clients of either event loop.
            var clients: [(rooms: Set<String>, webSocket: RawWebSocket)] = []
            for rooms: Set<String> in [["a", "b"], ["a"], ["b"], [], ["a", "b", "c"], ["c"]] {
                let auth = rooms.map { "\"\($0)\"" }.joined(separator: ",")
                clients.append((rooms, try await server.join(auth: #"{"rooms":[\#(auth)]}"#)))
            }
            let plain: [(rooms: [ExactString], except: [ExactString])] = [
                ([], []), (["a"], []), (["a", "b"], []), (["a", "b", "c"], ["c"]), ([], ["a"]), (["a", "a"], []),
                (["nobody"], []), (["a"], ["a"]), (["b"], ["nobody"]),
            ]
            var expected = clients.map { _ in [String]() }
            for (index, target) in plain.enumerated() {
                let event = SocketIOEvent("e", arguments: [json("\(index)")])
                let receipt = namespace.emit(event, to: target.rooms, except: target.except)
                var reached = 0
                for (client, joined) in clients.map(\.rooms).enumerated() {
                    let isIn = target.rooms.isEmpty || target.rooms.contains { joined.contains($0.string) }
                    guard isIn, !target.except.contains(where: { joined.contains($0.string) }) else { continue }
                    expected[client].append(#"42["e",\#(index)]"#)
                    reached += 1
                }
                #expect(await receipt.reached() == reached)
            }
            namespace.emit(SocketIOEvent("end"))
            for (client, events) in zip(clients, expected) {
                #expect(try await self.untilEnd(client.webSocket) == events)
            }
        }
    }

    @Test("are in force when the client learns that it was accepted")
    func middlewareRooms() async throws {
        try await TestServer.run { server in
            let namespace = server.namespace("/")
            namespace.use { socket in
                await socket.join(["early"])
                // Not accepted yet: it is in the room, and gets nothing.
                #expect(await namespace.emit(SocketIOEvent("too-early"), to: ["early"]).reached() == 0)
                #expect(await socket.rooms == ["early", socket.id])
            }
        } body: { server in
            let webSocket = try await server.join()
            #expect(await server.server.namespace("/").emit(SocketIOEvent("now"), to: ["early"]).reached() == 1)
            #expect(try await webSocket.text() == #"42["now"]"#)
        }
    }

    @Test("can be left, and a socket's own id is a room that cannot")
    func leave() async throws {
        let (ids, report) = AsyncStream.makeStream(of: ExactString.self)
        try await TestServer.run { server in
            Self.setUp(server)
            server.namespace("/").onConnect { report.yield($0.id) }
        } body: { server in
            let namespace = server.server.namespace("/")
            let webSocket = try await server.join(auth: #"{"rooms":["a","bb"]}"#)
            let id = try #require(await eventually(ids) { _ in true })
            #expect(await namespace.emit(SocketIOEvent("own"), to: [id]).reached() == 1)
            #expect(try await webSocket.text() == #"42["own"]"#)
            try await webSocket.send(#"421["leave","a","\#(id)","nobody"]"#)
            #expect(try await webSocket.text() == "431[2,20]")
            #expect(await namespace.emit(SocketIOEvent("gone"), to: ["a"]).reached() == 0)
            #expect(await namespace.emit(SocketIOEvent("own"), to: [id, "bb"]).reached() == 1)
            #expect(await namespace.emit(SocketIOEvent("not"), except: [id]).reached() == 0)
        }
    }

    @Test("are of their namespace alone, and their names are bytes")
    func otherNamespaces() async throws {
        try await TestServer.run { server in
            for name: ExactString in ["/", "/custom"] {
                server.namespace(name).use { await $0.join(["r", "\u{E9}"]) }
            }
        } body: { server in
            let webSocket = try await server.join("/custom")
            #expect(await server.server.namespace("/").emit(SocketIOEvent("x"), to: ["r"]).reached() == 0)
            let custom = server.server.namespace("/custom")
            #expect(await custom.emit(SocketIOEvent("x"), to: ["e\u{301}"]).reached() == 0)
            #expect(await custom.emit(SocketIOEvent("x"), to: ["\u{E9}"]).reached() == 1)
            #expect(try await webSocket.text() == #"42/custom,["x"]"#)
        }
    }

    @Test("tell who is in them, and forget who has gone")
    func membership() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let namespace = server.server.namespace("/")
            let first = try await server.join(auth: #"{"rooms":["a"]}"#)
            let second = try await server.join(auth: #"{"rooms":["a","b"]}"#)
            #expect(namespace.socketCount == 2)
            #expect(await namespace.sockets().count == 2)
            #expect(await namespace.sockets(in: "a").count == 2)
            #expect(await namespace.sockets(in: "b").count == 1)
            for webSocket in [first, second] {
                try await webSocket.send("1")
                try await webSocket.connection.untilClosed()
            }
            // Asks every event loop, which has let them go by the time it answers.
            #expect(await namespace.sockets(in: "a").isEmpty)
            #expect(namespace.socketCount == 0)
            #expect(await namespace.emit(SocketIOEvent("x")).reached() == 0)
        }
    }

    @Test("carry binary to sockets of both transports")
    func binaryBroadcast() async throws {
        try await TestServer.run { server in
            let webSocket = try await server.join()
            let client = try await server.joinPolling()
            let event = SocketIOEvent("b", arguments: [SocketIOEvent.placeholder(0)], attachments: [[1, 2, 3]])
            #expect(await server.server.namespace("/").emit(event).reached() == 2)
            let head = #"451-["b",{"_placeholder":true,"num":0}]"#
            #expect(try await webSocket.text() == head)
            #expect(try await webSocket.next() == .binary([1, 2, 3]))
            #expect(try await client.poll().body == head + "\u{1E}bAQID")
        }
    }

    @Test("stay right through many joins and leaves on both event loops", arguments: [1, 2] as [UInt64])
    func churn(seed: UInt64) async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let namespace = server.server.namespace("/")
            var clients: [RawWebSocket] = []
            for _ in 0..<10 { clients.append(try await server.join()) }
            let sockets = await namespace.sockets()
            var random = SeededRandom(seed: seed)
            var expected: [ExactString: Set<ExactString>] = [:]
            for _ in 0..<300 {
                let socket = sockets[Int.random(in: 0..<sockets.count, using: &random)]
                let room = ExactString("r\(Int.random(in: 0..<4, using: &random))")
                if Bool.random(using: &random) {
                    await socket.join([room])
                    expected[room, default: []].insert(socket.id)
                } else {
                    await socket.leave([room])
                    expected[room, default: []].remove(socket.id)
                }
            }
            for (room, ids) in expected {
                #expect(Set(await namespace.sockets(in: room).map(\.id)) == ids)
                #expect(await namespace.emit(SocketIOEvent("x"), to: [room]).reached() == ids.count)
            }
        }
    }
}
