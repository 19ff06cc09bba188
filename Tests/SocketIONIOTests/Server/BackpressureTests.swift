import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("Events for a client that reads slowly", .timeLimit(.minutes(1)))
struct BackpressureTests {
    private static let filling = json("\"" + String(repeating: "x", count: 1 << 14) + "\"")

    private static func large(_ number: Int) -> SocketIOEvent {
        SocketIOEvent("e", arguments: [json("\(number)"), Self.filling])
    }

    /// A client of `server` that has joined, with a small buffer.
    private static func join(_ server: TestServer) async throws -> RawWebSocket {
        let connection = try await RawConnection.open(port: server.port, receiveBuffer: 1 << 12)
        let webSocket = try await RawWebSocket.upgrade(connection, "/socket.io/?EIO=4&transport=websocket")
        _ = try await webSocket.text()
        try await webSocket.send("40")
        _ = try await webSocket.text()
        return webSocket
    }

    @Test("stay in order and whole, whether they went to the kernel at once, in one write with others, or had to wait")
    func order() async throws {
        let configuration = SocketIOServerConfiguration.test { $0.maxQueueBytes = 64 << 20 }
        try await TestServer.run(configuration: configuration) { server in
            let namespace = server.server.namespace("/")
            let webSocket = try await Self.join(server)
            var sent = 0
            var expected = 0
            for _ in 0..<4 {
                try await webSocket.connection.stopReading()
                for burst in 0..<40 {
                    for _ in 0..<burst % 8 {
                        namespace.emit(Self.large(sent))
                        namespace.emit(.numbered(sent + 1))
                        sent += 2
                    }
                    // Ends the turn of the event loop.
                    _ = await namespace.emit(.numbered(sent)).reached()
                    sent += 1
                }
                try await webSocket.connection.startReading()
                while expected < sent {
                    let text = try await webSocket.text()
                    #expect(text.hasPrefix(#"42["e",\#(expected)"#) && text.hasSuffix("]"))
                    expected += 1
                }
            }
            #expect(server.server.slowReaderCount == 0)
        }
    }

    @Test("hold up neither those who send nor those who read, when several clients have stalled and are cut")
    func stalled() async throws {
        let configuration = SocketIOServerConfiguration.test { $0.maxQueueBytes = 1 << 16 }
        try await TestServer.run(configuration: configuration) { server in
            let namespace = server.server.namespace("/")
            var stalled: [RawWebSocket] = []
            for _ in 0..<5 { stalled.append(try await Self.join(server)) }
            let reader = try await server.join()
            for webSocket in stalled { try await webSocket.connection.stopReading() }
            var sent = 0
            while server.server.slowReaderCount < stalled.count, sent < 10_000 {
                namespace.emit(.numbered(sent))
                #expect(await namespace.emit(Self.large(sent + 1)).reached() >= 1)
                for number in sent...sent + 1 {
                    #expect(try await reader.text().hasPrefix(#"42["e",\#(number)"#))
                }
                sent += 2
            }
            #expect(server.server.slowReaderCount == stalled.count)
            #expect(namespace.socketCount == 1)
            #expect(server.server.connectionCount == 1)
        }
    }

    @Test("reach no other client, when those they are for close and new ones get their descriptors")
    func comingAndGoing() async throws {
        try await TestServer.run { server in
            let namespace = server.server.namespace("/")
            var clients: [RawWebSocket] = []
            var sent = 0
            for round in 0..<60 {
                for _ in 0..<3 { clients.append(try await server.join()) }
                for _ in 0..<20 {
                    namespace.emit(.numbered(sent))
                    sent += 1
                }
                let gone = clients.removeFirst()
                async let closed: Void = gone.close()
                // An upgrade that gets anything but its own answer fails.
                let new = try await server.join()
                clients.append(new)
                try await closed
                namespace.emit(SocketIOEvent("round", arguments: [json("\(round)")]))
                var last: Int?
                while case let text = try await new.text(), text != #"42["round",\#(round)]"# {
                    let number = Int(text.dropFirst(#"42["e","#.count).dropLast())
                    if let last { #expect(number == last + 1) }
                    last = number
                }
            }
        }
    }
}
