import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("Events and replies", .timeLimit(.minutes(1)))
struct EventTests {
    @Test("reach the handlers of their name in order, after those for every event")
    func handlers() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.on("a") { _ in report.yield("first") }
                socket.on("a") { _ in report.yield("second") }
                socket.onAny { report.yield("any \($0.name)") }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"42["a"]"#)
            try await webSocket.send(#"42[7,1]"#)
            var names: [String] = []
            for await name in seen {
                names.append(name)
                if names.count == 4 { break }
            }
            #expect(names == ["any a", "first", "second", "any 7"])
        }
    }

    @Test("of one socket are handled one after the other, in the order they came")
    func order() async throws {
        let (seen, report) = AsyncStream.makeStream(of: Int.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.on("n") { message in
                    await Task.yield()
                    report.yield(message.document.integer(message.arguments[0]) ?? -1)
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            for number in 0..<300 { try await webSocket.send(#"42["n",\#(number)]"#) }
            var numbers: [Int] = []
            for await number in seen {
                numbers.append(number)
                if numbers.count == 300 { break }
            }
            #expect(numbers == Array(0..<300))
        }
    }

    @Test("wait for the connect handler, and a slow handler holds up no other socket")
    func slowHandler() async throws {
        let gate = Gate()
        try await TestServer.run { server in
            server.namespace("/slow").onConnect { socket in
                await gate.wait()
                socket.on("message") { _ in socket.emit(SocketIOEvent("late")) }
            }
            echo(server)
        } body: { server in
            let slow = try await server.join("/slow")
            try await slow.send(#"42/slow,["message"]"#)
            let quick = try await server.join()
            try await quick.send(#"42["message",1]"#)
            #expect(try await quick.text() == #"42["message-back",1]"#)
            gate.open()
            #expect(try await slow.text() == #"42/slow,["late"]"#)
        }
    }

    @Test("that the server emits arrive in the order of the calls, also when a broadcast comes between")
    func emitOrder() async throws {
        try await TestServer.run { server in
            let namespace = server.namespace("/")
            namespace.onConnect { socket in
                for number in 0..<50 {
                    socket.emit(SocketIOEvent("n", arguments: [json("\(number)")]))
                    namespace.emit(SocketIOEvent("all", arguments: [json("\(number)")]))
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            for number in 0..<50 {
                #expect(try await webSocket.text() == #"42["n",\#(number)]"#)
                #expect(try await webSocket.text() == #"42["all",\#(number)]"#)
            }
        }
    }

    @Test("get a reply when the client asks for one, and only one")
    func ackToClient() async throws {
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.on("twice") { message in
                    #expect(message.wantsAck)
                    message.acknowledge([json("1"), json(#"{"a":2}"#)])
                    message.acknowledge([json("3")])
                }
                socket.on("none") { message in
                    #expect(!message.wantsAck)
                    message.acknowledge([])
                    socket.emit(SocketIOEvent("done"))
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"4212["twice"]"#)
            #expect(try await webSocket.text() == #"4312[1,{"a":2}]"#)
            try await webSocket.send(#"42["none"]"#)
            #expect(try await webSocket.text() == #"42["done"]"#)
            try await webSocket.send(#"4299999999999999999999999["twice"]"#)
            #expect(try await webSocket.text() == #"4399999999999999999999999[1,{"a":2}]"#)
        }
    }

    @Test("get a reply from the client, with binary in it, by the id that was sent")
    func ackFromClient() async throws {
        let (replies, report) = AsyncStream.makeStream(of: (String, [UInt8]).self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                for name: ExactString in ["a", "b"] {
                    do {
                        let event = SocketIOEvent(name, arguments: [json("1")])
                        let reply = try await socket.emitWithAck(event, timeout: .seconds(10))
                        let text = String(decoding: reply.document.text(reply.document.root), as: UTF8.self)
                        report.yield((text, reply.arguments.last.flatMap(reply.attachment) ?? []))
                    } catch {
                        Issue.record(error)
                    }
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            #expect(try await webSocket.text() == #"420["a",1]"#)
            try await webSocket.send("4377[]")
            try await webSocket.send(#"430["yes"]"#)
            try await webSocket.send(#"430["again"]"#)
            #expect(try await webSocket.text() == #"421["b",1]"#)
            try await webSocket.send(#"461-1[{"_placeholder":true,"num":0}]"#)
            try await webSocket.send([4, 5])
            var iterator = replies.makeAsyncIterator()
            #expect(try #require(await iterator.next()) == (#"["yes"]"#, []))
            #expect(try #require(await iterator.next()) == (#"[{"_placeholder":true,"num":0}]"#, [4, 5]))
        }
    }

    @Test("fail when the reply does not come in time, and when the socket ends or its task is cancelled first")
    func ackFailures() async throws {
        let (errors, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.on("ask") { message in
                    let seconds = message.document.integer(message.arguments[0]) ?? 0
                    let task = Task {
                        do {
                            let timeout = Duration.milliseconds(seconds)
                            _ = try await socket.emitWithAck(SocketIOEvent("q"), timeout: timeout)
                        } catch {
                            report.yield("\(error)")
                        }
                    }
                    if seconds == 10_000 { task.cancel() }
                }
            }
        } body: { server in
            var iterator = errors.makeAsyncIterator()
            let webSocket = try await server.join()
            try await webSocket.send(#"42["ask",1]"#)
            #expect(await iterator.next() == "operation has timed out")
            #expect(try await webSocket.text() == #"420["q"]"#)
            try await webSocket.send("430[]")
            try await webSocket.send(#"42["ask",10000]"#)
            #expect(await iterator.next() == "CancellationError()")
            try await webSocket.send(#"42["ask",20000]"#)
            _ = try await webSocket.text()
            try await webSocket.send("41")
            #expect(await iterator.next() == "the connection ended before the reply came")
        }
    }

    @Test("are not sent to sockets that have ended")
    func emitAfterEnd() async throws {
        let (ended, report) = AsyncStream.makeStream(of: SocketIOSocket.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.withData { $0 = 7 }
                socket.onDisconnect { reason in
                    guard reason == .clientNamespaceDisconnect else { return }
                    #expect(await socket.rooms.isEmpty)
                    #expect(socket.withData { $0 as? Int } == 7)
                    report.yield(socket)
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send("41")
            let socket = try #require(await eventually(ended) { _ in true })
            socket.emit(SocketIOEvent("late"))
            await #expect(throws: AckError.disconnected) {
                try await socket.emitWithAck(SocketIOEvent("late"), timeout: .seconds(10))
            }
            #expect(await server.server.namespace("/").emit(SocketIOEvent("late")).reached() == 0)
            try await webSocket.send("40")
            #expect(try await webSocket.text().hasPrefix("40{"))
        }
    }

    @Test(
        "of the client are not read while its handlers are behind, and all come in the end",
        arguments: [true, false]
    )
    func heldInput(isWebSocket: Bool) async throws {
        let gate = Gate()
        let (sizes, report) = AsyncStream.makeStream(of: Int.self)
        try await TestServer.run(configuration: .test { $0.maxPayload = 2000 }) { server in
            server.namespace("/").onConnect { socket in
                socket.on("big") { message in
                    await gate.wait()
                    report.yield(message.document.bytes.count)
                }
            }
        } body: { server in
            let packet = #"42["big",""# + String(repeating: "x", count: 1500) + #""]"#
            let count = 200
            if isWebSocket {
                let webSocket = try await server.join()
                let sender = Task { for _ in 0..<count { try await webSocket.send(packet) } }
                gate.open()
                try await sender.value
            } else {
                let client = try await server.joinPolling()
                // The first two are more than the limit: the answer to the second waits for the handlers.
                _ = try await client.post(packet)
                let connection = try await server.connection()
                try await connection.sendRequest("POST", client.target, body: packet)
                gate.open()
                _ = try await connection.response()
                for _ in 2..<count {
                    #expect(try await connection.request("POST", client.target, body: packet).status == 200)
                }
            }
            var received = 0
            for await _ in sizes {
                received += 1
                if received == count { break }
            }
            #expect(received == count)
        }
    }

    @Test("are read again when the socket that was behind has left")
    func heldInputOfALeaver() async throws {
        let gate = Gate()
        let (leavers, report) = AsyncStream.makeStream(of: SocketIOSocket.self)
        try await TestServer.run(configuration: .test { $0.maxPayload = 2000 }) { server in
            server.namespace("/").onConnect { socket in
                socket.on("x") { _ in
                    report.yield(socket)
                    await gate.wait()
                }
            }
        } body: { server in
            let client = try await server.joinPolling()
            let connection = try await server.connection()
            // Each weighs more than its bytes, so these are more than may wait.
            let packets = [String](repeating: #"42["x"]"#, count: 20).joined(separator: "\u{1E}")
            try await connection.sendRequest("POST", client.target, body: packets)
            try #require(await eventually(leavers) { _ in true }).disconnect()
            #expect(try await connection.response().body == "ok")
            #expect(try await client.poll().body == "41")
            gate.open()
        }
    }

    @Test("leave nothing of a socket behind when it has ended, though its handlers hold it")
    func noLeak() async throws {
        final class Canary: Sendable {
            let death: AsyncStream<Void>.Continuation
            init(_ death: AsyncStream<Void>.Continuation) { self.death = death }
            deinit { self.death.yield() }
        }
        let (deaths, report) = AsyncStream.makeStream(of: Void.self)
        try await TestServer.run { server in
            for name: ExactString in ["/", "/refused"] {
                server.namespace(name).use { socket in
                    let canary = Canary(report)
                    socket.withData { $0 = socket }
                    socket.on("x") { _ in socket.emit(SocketIOEvent("y", arguments: [json("\(canary)")])) }
                    if name == "/refused" { throw ConnectError(message: "no") }
                }
            }
        } body: { server in
            var iterator = deaths.makeAsyncIterator()
            let refused = try await server.openWebSocket()
            try await refused.send("40/refused,")
            await iterator.next()
            let left = try await server.join()
            try await left.send("41")
            await iterator.next()
            let lost = try await server.join()
            try await lost.close()
            await iterator.next()
        }
    }
}
