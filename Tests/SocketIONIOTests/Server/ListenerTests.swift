import JSONText
import NIOPosix
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("What a socket's owner hears", .timeLimit(.minutes(1)))
struct ListenerTests {
    private struct Refusal: Error {}

    /// Steps that were taken, until one named `end`.
    private static func steps(_ stream: AsyncStream<String>) async -> [String] {
        var steps: [String] = []
        for await step in stream {
            if step == "end" { return steps }
            steps.append(step)
        }
        return steps
    }

    @Test("ends when it wants to hear no more: after one event, or from then on")
    func once() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.onConnect { socket in
                socket.once("e") { _ in report.yield("once") }
                let listener = socket.on("e") { _ in report.yield("on") }
                let any = socket.onAny { report.yield("any \($0.name)") }
                socket.on("e") { _ in report.yield("stays") }
                socket.on("off") { _ in
                    socket.off(listener)
                    socket.off(any)
                }
                socket.on("off-all") { _ in socket.off("e") }
                socket.on("off-any") { _ in socket.offAny() }
                socket.onAny { _ in report.yield("other any") }
                socket.on("end") { _ in report.yield("end") }
            }
        } body: { server in
            let webSocket = try await server.join()
            for name in ["e", "e", "off", "e", "off-all", "e", "off-any", "end"] {
                try await webSocket.send(#"42["\#(name)"]"#)
            }
            #expect(
                await Self.steps(seen) == [
                    "any e", "other any", "once", "on", "stays", "any e", "other any", "on", "stays",
                    "any off", "other any", "other any", "stays", "other any", "other any", "other any",
                ]
            )
        }
    }

    @Test("is what middleware lets through; what it refuses no handler sees, and the reason is told")
    func middleware() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.main.onError { socket, error in report.yield("namespace \(error.event) \(error.step)") }
            server.onConnect { socket in
                socket.use { report.yield("first \($0.name)") }
                socket.use { message in
                    guard message.name == "bad" else { return }
                    message.acknowledge([json(#""no""#)])
                    throw Refusal()
                }
                socket.use { report.yield("third \($0.name)") }
                socket.onAny { report.yield("any \($0.name)") }
                socket.on("good") { _ in report.yield("good") }
                socket.on("throws") { _ in throw Refusal() }
                socket.on("throws") { _ in report.yield("second handler") }
                socket.onError { error in
                    #expect(error.cause is Refusal)
                    report.yield("\(error)")
                }
                socket.on("end") { _ in report.yield("end") }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"42["good","secret"]"#)
            try await webSocket.send(#"421["bad","secret"]"#)
            #expect(try await webSocket.text() == #"431["no"]"#)
            try await webSocket.send(#"42["throws","secret"]"#)
            try await webSocket.send(#"42["end"]"#)
            #expect(
                await Self.steps(seen) == [
                    "first good", "third good", "any good", "good",
                    "first bad", "the middleware of the event 'bad' failed: Refusal()", "namespace bad middleware",
                    "first throws", "third throws", "any throws",
                    "the handler of the event 'throws' failed: Refusal()", "namespace throws handler", "second handler",
                    "first end", "third end", "any end",
                ]
            )
        }
    }

    @Test(
        "is also what goes out: by itself, by broadcasts, with a request for a reply; not replies, nor what is dropped"
    )
    func outgoing() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.onConnect { socket in
                socket.onAnyOutgoing { event in report.yield("\(event.name)") }
                socket.on("go") { message in
                    message.acknowledge([])
                    socket.emit(SocketIOEvent("own"))
                    socket.broadcast.emit(SocketIOEvent("not mine"))
                    server.emit(SocketIOEvent("all"))
                    _ = try? await socket.emitWithAck(SocketIOEvent("asks"), timeout: .seconds(30))
                    _ = try? await server.main.emitWithAck(SocketIOEvent("asks all"), timeout: .seconds(30))
                    socket.offAnyOutgoing()
                    socket.emit(SocketIOEvent("unheard"))
                    report.yield("end")
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"420["go"]"#)
            for text in ["430[]", #"42["own"]"#, #"42["all"]"#, #"420["asks"]"#] {
                #expect(try await webSocket.text() == text)
            }
            try await webSocket.send("430[]")
            #expect(try await webSocket.text() == #"421["asks all"]"#)
            try await webSocket.send("431[]")
            #expect(await Self.steps(seen) == ["own", "all", "asks", "asks all"])
            #expect(try await webSocket.text() == #"42["unheard"]"#)
        }
    }

    @Test("is told the rooms of a socket that goes, and then that it is in none")
    func disconnecting() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.onConnect { socket in
                await socket.join(["a", "b"])
                socket.onDisconnect { reason in
                    report.yield("disconnect \(reason) \(await socket.rooms.count)")
                    report.yield("end")
                }
                socket.onDisconnecting { reason, rooms in
                    #expect(rooms == ["a", "b", socket.id])
                    report.yield("disconnecting \(reason)")
                }
                socket.on("last") { _ in report.yield("last") }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"42["last"]"#)
            try await webSocket.send("41")
            #expect(
                await Self.steps(seen) == [
                    "last", "disconnecting client namespace disconnect", "disconnect client namespace disconnect 0",
                ]
            )
        }
    }

    @Test("is what happens to rooms, in order, however many event loops have members of them")
    func roomEvents() async throws {
        try await TestServer.run { server in
            let namespace = server.server.main
            let events = namespace.roomEvents()
            var ids: [ExactString] = []
            var webSockets: [RawWebSocket] = []
            for _ in 0..<2 {
                webSockets.append(try await server.join())
                // Event loops take turns, and each client takes two: so the next socket is on another one.
                _ = TestLoops.group.next()
                ids += await namespace.sockets().map(\.id).filter { !ids.contains($0) }
            }
            let sockets = await namespace.sockets().sorted { $0.id == ids[0] && $1.id == ids[1] }
            try #require(sockets.map(\.id) == ids)
            await sockets[0].join(["r"])
            await sockets[0].join(["r"])
            await sockets[1].join(["r"])
            await sockets[0].leave(["r", "s"])
            try await webSockets[1].send("41")
            var seen: [SocketIORoomEvent] = []
            for await event in events {
                seen.append(event)
                if event == .deleted(ids[1]) { break }
            }
            #expect(
                seen == [
                    .created(ids[0]), .joined(ids[0], socketID: ids[0]),
                    .created(ids[1]), .joined(ids[1], socketID: ids[1]),
                    .created("r"), .joined("r", socketID: ids[0]), .joined("r", socketID: ids[1]),
                    .left("r", socketID: ids[0]),
                    .left("r", socketID: ids[1]), .deleted("r"),
                    .left(ids[1], socketID: ids[1]), .deleted(ids[1]),
                ]
            )
        }
    }
}
