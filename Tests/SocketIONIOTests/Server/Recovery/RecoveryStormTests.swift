import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("In a storm of events, cuts and changing rooms", .timeLimit(.minutes(2)))
struct RecoveryStormTests {
    private static let senders = 3
    private static let eventsPerSender = 150
    private static let rooms: [ExactString] = ["a", "b", "c"]

    /// What each sender sent, and to whom.
    private struct Sent: Sendable {
        let number: Int
        let rooms: [ExactString]
        let except: [ExactString]
    }

    /// Everyone sends at random; the client is cut at random, sometimes without its server knowing, and comes back.
    @Test("a client has each event that is for it once and in order", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func exactlyOnce(seed: UInt64) async throws {
        let life = SocketLife()
        try await TestServer.run(configuration: .recovering()) { server in
            server.namespace("/").use { socket in if !socket.recovered { await socket.join(["a"]) } }
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            let first = try await RecoveringClient.connect(to: server)
            let socket = try await life.nextSocket()
            async let received = self.receiveUntilEnd(first, server, seed: seed)
            let sent = await withTaskGroup(of: [Sent].self) { group in
                for sender in 0..<Self.senders {
                    group.addTask { await self.send(namespace, sender: sender, seed: seed) }
                }
                group.addTask {
                    await self.sendOwn(socket)
                    return []
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            namespace.emit(SocketIOEvent("end"))
            let (events, recoveries) = try await received
            #expect(recoveries > 0)
            // In the order of the log, none of them twice.
            #expect(zip(events, events.dropFirst()).allSatisfy { $0.offset ?? "" < $1.offset ?? "" })
            for sent in sent where !sent.isEmpty {
                let concerning = sent.filter { event in
                    (event.rooms.isEmpty || event.rooms.contains("a")) && !event.except.contains("a")
                }
                let numbers = Set(sent.map(\.number))
                let got = events.filter { $0.items[0] == #""e""# }.compactMap { Int($0.items[1]) }.filter(
                    numbers.contains
                )
                #expect(got == concerning.map(\.number))
            }
            let own = events.filter { $0.items[0] == #""own""# }.map { $0.items[1] }
            #expect(own == (0..<Self.eventsPerSender).map { "\($0)" })
        }
    }

    private func send(_ namespace: SocketIONamespace, sender: Int, seed: UInt64) async -> [Sent] {
        var random = SeededRandom(seed: seed * 100 + UInt64(sender))
        var sent: [Sent] = []
        for number in 0..<Self.eventsPerSender {
            let rooms = Self.rooms.filter { _ in Bool.random(using: &random) }
            let except = Int.random(in: 0..<4, using: &random) == 0 ? [Self.rooms[number % 3]] : []
            let event = Sent(number: sender * 1000 + number, rooms: rooms, except: except)
            sent.append(event)
            let message = SocketIOEvent("e", arguments: [json("\(event.number)")])
            // Some of them wait for the event loops, so that the storm takes its time.
            let receipt = namespace.emit(message, to: rooms, except: except)
            if number.isMultiple(of: 3) { _ = await receipt.reached() } else { await Task.yield() }
        }
        return sent
    }

    /// Sends to one socket by the object that it had first, whatever socket its client has by then.
    private func sendOwn(_ socket: SocketIOSocket) async {
        for number in 0..<Self.eventsPerSender {
            socket.emit(SocketIOEvent("own", arguments: [json("\(number)")]))
            _ = await socket.rooms
        }
    }

    /// Reads until the event `end`, through any number of connections.
    private func receiveUntilEnd(_ first: RecoveringClient, _ server: TestServer, seed: UInt64) async throws -> (
        events: [RecoveringClient.Event], recoveries: Int
    ) {
        var random = SeededRandom(seed: seed)
        var client = first
        var events: [RecoveringClient.Event] = []
        var recoveries = 0
        while true {
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                guard let event = RecoveringClient.Event(try await client.next()) else { continue }
                if event.items == [#""end""#] { return (events, recoveries) }
                events.append(event)
            }
            let old = client
            // One that is not cut is left to be found by its server.
            if Bool.random(using: &random) { try await old.cut() }
            client = try await RecoveringClient.connect(to: server, as: old)
            #expect(client.sid == first.sid)
            recoveries += 1
            let missed = client.missed.compactMap(RecoveringClient.Event.init)
            if let end = missed.firstIndex(where: { $0.items == [#""end""#] }) {
                return (events + missed[..<end], recoveries)
            }
            events += missed
        }
    }

    /// The rooms change with what the client is told, so that it knows which events were for it.
    @Test(
        "a room's events are had while in the room, whenever the client is cut",
        arguments: [11, 12, 13, 14] as [UInt64]
    )
    func changingRooms(seed: UInt64) async throws {
        let life = SocketLife()
        try await TestServer.run(group: TestLoops.one, configuration: .recovering()) { server in
            life.watch(server.namespace("/"))
        } body: { server in
            let namespace = server.server.namespace("/")
            var random = SeededRandom(seed: seed)
            var client = try await RecoveringClient.connect(to: server)
            var socket = try await life.nextSocket()
            var expected: [[String]] = []
            var got: [[String]] = []
            var rooms: Set<ExactString> = []
            var number = 0
            for _ in 0..<20 {
                for _ in 0..<Int.random(in: 1...20, using: &random) {
                    let room = Self.rooms[Int.random(in: 0..<3, using: &random)]
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0:
                        await socket.join([room])
                        rooms.insert(room)
                    case 1:
                        await socket.leave([room])
                        rooms.remove(room)
                    case 2:
                        number += 1
                        _ = await namespace.emit(SocketIOEvent("x", arguments: [json("\(number)")]), except: [room])
                            .reached()
                        if !rooms.contains(room) { expected.append([#""x""#, "\(number)"]) }
                    default:
                        number += 1
                        _ = await namespace.emit(SocketIOEvent("r", arguments: [json("\(number)")]), to: [room])
                            .reached()
                        if rooms.contains(room) { expected.append([#""r""#, "\(number)"]) }
                    }
                }
                // It reads some of what there is, and then it is cut.
                while got.count < expected.count, Int.random(in: 0..<5, using: &random) > 0 {
                    let event = try #require(RecoveringClient.Event(try await client.next()))
                    got.append(event.items)
                }
                let old = client
                client = try await RecoveringClient.connect(to: server, as: old)
                socket = try await life.nextSocket()
                #expect(socket.recovered)
                #expect(await socket.rooms == rooms.union([socket.id]))
                got += withoutOffsets(client.missed)
                #expect(got == expected)
            }
        }
    }
}
