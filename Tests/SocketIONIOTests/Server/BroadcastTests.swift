import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("A broadcast", .timeLimit(.minutes(1)))
struct BroadcastTests {
    private static func crowd(_ server: TestServer) async throws -> Crowd {
        var crowd = Crowd()
        try await crowd.join("a", rooms: ["red"], to: server)
        try await crowd.join("b", rooms: ["red", "blue"], to: server)
        try await crowd.join("c", rooms: ["blue"], to: server)
        try await crowd.join("d", to: server)
        return crowd
    }

    private static func socket(_ name: String, of namespace: SocketIONamespace) async throws -> SocketIOSocket {
        try #require(await namespace.sockets(in: ExactString("name:" + name)).first)
    }

    @Test("is addressed by chained rooms and exceptions, and reaches each socket once")
    func addressing() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            namespace.broadcast.emit(.numbered(0))
            namespace.to("red").emit(.numbered(1))
            namespace.to("red").in("blue", "red").emit(.numbered(2))
            namespace.to("red").except("blue").emit(.numbered(3))
            namespace.except("red").except(["name:d"]).emit(.numbered(4))
            namespace.local.to("nobody").emit(.numbered(5))
            let socket = try await Self.socket("b", of: namespace)
            socket.broadcast.emit(.numbered(6))
            socket.to("red").emit(.numbered(7))
            socket.except("red").emit(.numbered(8))
            socket.compress(false).volatile.to("blue").emit(.numbered(9))
            socket.compress(false).emit(.numbered(10))
            #expect(
                try await crowd.readArguments(endedBy: namespace) == [
                    "a": ["0", "1", "2", "3", "6", "7"],
                    "b": ["0", "1", "2", "10"],
                    "c": ["0", "2", "4", "6", "8", "9"],
                    "d": ["0", "6", "8"],
                ]
            )
        }
    }

    @Test("of several events gives each socket the first that is for it, and tells how many each reached")
    func several() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            let receipt = namespace.emit(each: [
                (.numbered(0), ["red"]), (.numbered(1), ["blue", "red"]), (.numbered(2), ["nobody"]),
                (.numbered(3), []),
            ])
            #expect(await receipt.reachedByEach() == [2, 1, 0, 1])
            #expect(await receipt.reached() == 4)
            namespace.except("blue").emit(each: [(.numbered(4), ["red"])])
            #expect(
                try await crowd.readArguments(endedBy: namespace) == [
                    "a": ["0", "4"], "b": ["0"], "c": ["1"], "d": ["3"],
                ]
            )
        }
    }

    @Test("that asks for replies gives those of all, also binary ones")
    func acks() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            async let replies = namespace.to("red").emitWithAck(SocketIOEvent("q"), timeout: .seconds(30))
            for name in ["a", "b"] {
                let webSocket = try #require(crowd[name])
                #expect(try await webSocket.text() == #"420["q"]"#)
                try await webSocket.send(#"461-0["\#(name)",{"_placeholder":true,"num":0}]"#)
                try await webSocket.send([7])
            }
            let all = try await replies
            #expect(Set(all.map { $0.arguments.first.flatMap($0.document.string) }) == ["a", "b"])
            #expect(all.allSatisfy { $0.attachments == [[7]] })
            #expect(try await namespace.to("nobody").emitWithAck(SocketIOEvent("q"), timeout: .seconds(30)).isEmpty)
        }
    }

    @Test("that asks for replies fails in time with those that came")
    func acksTimeOut() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            // The time is up only after the reply: what it waits for is the reply's arrival at a handler.
            let (arrived, report) = AsyncStream.makeStream(of: Void.self)
            for socket in await namespace.sockets() {
                socket.on("sent") { _ in report.yield() }
            }
            let replies = Task { try await namespace.to("red").timeout(.seconds(2)).emitWithAck(SocketIOEvent("q")) }
            let webSocket = try #require(crowd["a"])
            _ = try await webSocket.text()
            try await webSocket.send(#"430["yes"]"#)
            try await webSocket.send(#"42["sent"]"#)
            _ = await eventually(arrived) { true }
            let error = await #expect(throws: BroadcastAckError.self) { _ = try await replies.value }
            #expect(error?.reason == .timedOut)
            #expect(error?.replies.map { $0.arguments.first.flatMap($0.document.string) } == ["yes"])
            #expect(error?.description == "operation has timed out; 1 replies had come")
        }
    }

    @Test("that asks for replies does not wait for sockets that are gone")
    func acksOfTheGone() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            let replies = Task {
                try await namespace.to("red").emitWithAck(SocketIOEvent("q"), timeout: .seconds(3600))
            }
            for (name, answer) in [("a", "41"), ("b", #"430["b"]"#)] {
                let webSocket = try #require(crowd[name])
                _ = try await webSocket.text()
                try await webSocket.send(answer)
            }
            let error = await #expect(throws: BroadcastAckError.self) { _ = try await replies.value }
            #expect(error?.reason == .disconnected)
            #expect(error?.replies.count == 1)
        }
    }

    @Test("that asks for replies ends with its task")
    func acksCancelled() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            let task = Task { try await namespace.emitWithAck(SocketIOEvent("q"), timeout: .seconds(3600)) }
            _ = try await crowd["a"]?.text()
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
        }
    }

    @Test("that is volatile is dropped for a client that has no poll waiting")
    func volatilePolling() async throws {
        try await TestServer.run { server in
            let namespace = server.server.namespace("/")
            let client = try await server.joinPolling()
            #expect(await namespace.volatile.emit(.numbered(1)).reached() == 0)
            let socket = try #require(await namespace.sockets().first)
            await #expect(throws: AckError.notSent) {
                _ = try await socket.volatile.timeout(.seconds(3600)).emitWithAck(.numbered(2))
            }
            #expect(await namespace.emit(.numbered(3)).reached() == 1)
            #expect(try await client.poll().body == #"42["e",3]"#)
            async let poll = client.poll()
            while await namespace.volatile.emit(.numbered(4)).reached() == 0 { await Task.yield() }
            #expect(try await poll.body.hasPrefix(#"42["e",4]"#))
        }
    }

    @Test("that is volatile is dropped for a client that does not read, and does not get it cut")
    func volatileWebSocket() async throws {
        let configuration = SocketIOServerConfiguration.test { $0.maxQueueBytes = 1 << 16 }
        try await TestServer.run(configuration: configuration) { server in
            let namespace = server.server.namespace("/")
            let connection = try await RawConnection.open(port: server.port, receiveBuffer: 1 << 12)
            let webSocket = try await RawWebSocket.upgrade(connection, "/socket.io/?EIO=4&transport=websocket")
            _ = try await webSocket.text()
            try await webSocket.send("40")
            _ = try await webSocket.text()
            try await connection.stopReading()
            let text = String(repeating: "x", count: 1 << 15)
            let large = SocketIOEvent("large", arguments: [json("\"\(text)\"")])
            var sent = 0
            var dropped = 0
            // The system's buffers take some first.
            while dropped < 100, sent < 10_000 {
                let reached = await namespace.volatile.emit(large).reached()
                sent += reached
                dropped += 1 - reached
            }
            #expect(dropped == 100)
            try await connection.startReading()
            for _ in 0..<sent { #expect(try await webSocket.text().hasPrefix(#"42["large""#)) }
            try await webSocket.send("40/none,")
            #expect(try await webSocket.text() == #"44/none,{"message":"Invalid namespace"}"#)
            #expect(namespace.socketCount == 1)
            #expect(server.server.slowReaderCount == 0)
        }
    }

    @Test("takes sockets into rooms, out of them, and off the server")
    func managing() async throws {
        try await TestServer.run(setUp: Crowd.setUp) { server in
            let crowd = try await Self.crowd(server)
            let namespace = server.server.namespace("/")
            namespace.to("red").socketsJoin("green", "round")
            #expect(await namespace.to("green").emit(.numbered(1)).reached() == 2)
            namespace.to("green").except("blue").socketsLeave("red", "green")
            #expect(await namespace.to("green").emit(.numbered(2)).reached() == 1)
            #expect(await namespace.to("red").emit(.numbered(3)).reached() == 1)
            let sockets = try await namespace.to("round").fetchSockets()
            #expect(Set(sockets.map(\.rooms.count)) == [3, 6])
            #expect(sockets.allSatisfy { $0.handshake.auth != nil && $0.rooms.contains($0.id) })
            #expect(try await namespace.allRooms().isSuperset(of: ["red", "blue", "green", "round", "name:a"]))
            namespace.to("round").disconnectSockets()
            #expect(await namespace.emit(.numbered(4)).reached() == 2)
            #expect(server.server.connectionCount == 4)
            let webSocket = try #require(crowd["c"])
            namespace.disconnectSockets(closingConnections: true)
            #expect(try await webSocket.text() == #"42["e",4]"#)
            #expect(try await webSocket.text() == "41")
            try await webSocket.connection.untilClosed()
            #expect(await namespace.sockets().isEmpty)
        }
    }
}
