import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("With recovery on, events", .timeLimit(.minutes(1)))
struct RecoveryOffsetTests {
    @Test("have an offset as their last argument, unless they are volatile or ask for a reply")
    func offsets() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            let event = SocketIOEvent("e", arguments: [json("1")])
            namespace.emit(event)
            socket.emit(event)
            namespace.to("nobody").emit(event)
            namespace.to(socket.id).emit(event)
            #expect(try await client.next() == #"42["e",1,"0000001"]"#)
            #expect(try await client.next() == #"42["e",1,"0000002"]"#)
            #expect(try await client.next() == #"42["e",1,"0000004"]"#)

            // On a socket that takes everything at once.
            namespace.volatile.emit(event)
            socket.volatile.emit(event)
            #expect(try await client.next() == #"42["e",1]"#)
            #expect(try await client.next() == #"42["e",1]"#)

            async let reply = socket.emitWithAck(event, timeout: .seconds(20))
            let asked = try await client.next()
            #expect(asked.hasSuffix(#"["e",1]"#))
            try await client.webSocket.send("43" + asked.dropFirst(2).prefix { $0 != "[" } + "[]")
            _ = try await reply
            async let replies = namespace.emitWithAck(event, timeout: .seconds(20))
            let askedAll = try await client.next()
            #expect(askedAll.hasSuffix(#"["e",1]"#))
            try await client.webSocket.send("43" + askedAll.dropFirst(2).prefix { $0 != "[" } + "[]")
            #expect(try await replies.count == 1)

            namespace.emit(SocketIOEvent("none"))
            #expect(try await client.next() == #"42["none","0000005"]"#)
        }
    }

    @Test("sent together to rooms of their own are recovered as they were sent: the first that is for a socket")
    func each() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let client = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            await socket.join(["a", "b"])
            try await client.cut()
            _ = try await life.nextEnd()
            namespace.emit(each: [
                (SocketIOEvent("x"), ["c"]), (SocketIOEvent("a"), ["a"]), (SocketIOEvent("b"), ["b"]),
                (SocketIOEvent("all"), []),
                (SocketIOEvent("never"), ["b"]),
            ])
            namespace.emit(each: [(SocketIOEvent("x"), ["c"]), (SocketIOEvent("all"), [])])
            let again = try await RecoveringClient.connect(to: server, as: client)
            #expect(withoutOffsets(again.missed) == [[#""a""#], [#""all""#]])
        }
    }

    @Test("come in the order of their offsets, whoever sends them")
    func order() async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) {
            life.watch($0.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var clients: [RecoveringClient] = []
            for _ in 0..<2 { clients.append(try await RecoveringClient.connect(to: server)) }
            let sockets = await namespace.sockets()
            await withTaskGroup { group in
                for task in 0..<4 {
                    group.addTask {
                        for number in 0..<1000 {
                            namespace.emit(SocketIOEvent("all", arguments: [json("\(number)")]))
                            sockets[task % 2].emit(SocketIOEvent("one"))
                        }
                    }
                }
            }
            namespace.emit(SocketIOEvent("end"))
            for index in clients.indices {
                var offsets: [String] = []
                while true {
                    let event = try #require(RecoveringClient.Event(try await clients[index].next()))
                    offsets.append(event.offset ?? "")
                    if event.items == [#""end""#] { break }
                }
                #expect(offsets.count == 6001)
                #expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 })
            }
        }
    }

    @Test("of other servers are logged as well")
    func cluster() async throws {
        let life = SocketLife()
        let adapter = InProcessAdapter()
        try await TestServer.run(configuration: .recovering(), adapter: adapter) { server in
            life.watch(server.namespace("/"))
        } body: { server in
            try await TestServer.run(configuration: .recovering(), adapter: adapter) { other in
                let client = try await RecoveringClient.connect(to: server)
                try await client.cut()
                _ = try await life.nextEnd()
                other.server.namespace("/").emit(SocketIOEvent("from-there"))
                let again = try await RecoveringClient.connect(to: server, as: client)
                #expect(withoutOffsets(again.missed) == [[#""from-there""#]])
            }
        }
    }
}
