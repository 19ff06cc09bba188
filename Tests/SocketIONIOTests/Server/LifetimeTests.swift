import JSONText
import Logging
import NIOCore
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("The life of a connection and its server", .timeLimit(.minutes(1)))
struct LifetimeTests {
    private func record(_ report: AsyncStream<DisconnectReason>.Continuation) -> (SocketIOServer) -> Void {
        { server in server.namespace("/").onConnect { socket in socket.onDisconnect { report.yield($0) } } }
    }

    private static let quickHeartbeat = SocketIOServerConfiguration.test { configuration in
        configuration.pingInterval = .milliseconds(20)
        configuration.pingTimeout = .seconds(3)
    }

    @Test("goes on while the client answers the heartbeat, and ends when it does not")
    func heartbeat() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(configuration: Self.quickHeartbeat, setUp: self.record(report)) { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40")
            var pings = 0
            while pings < 6 {
                guard try await webSocket.text() == "2" else { continue }
                pings += 1
                try await webSocket.send("3")
            }
            #expect(try await webSocket.text() == "2")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            #expect(await eventually(reasons) { _ in true } == .pingTimeout)
        }
    }

    @Test("goes on by polling too: the ping answers a poll, and silence ends it")
    func pollingHeartbeat() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(configuration: Self.quickHeartbeat, setUp: self.record(report)) { server in
            let client = try await server.openPolling()
            _ = try await client.post("40")
            var pings = 0
            while pings < 4 {
                let poll = try await client.poll()
                try #require(poll.status == 200, "the session ended while the client answered")
                guard poll.body.split(separator: "\u{1E}").contains("2") else { continue }
                pings += 1
                _ = try await client.post("3")
            }
            #expect(await eventually(reasons) { _ in true } == .pingTimeout)
            #expect(try await client.poll().status == 400)
        }
    }

    @Test(
        "ends with the reason that the reference server gives",
        arguments: [
            ("41", DisconnectReason.clientNamespaceDisconnect), ("1", .transportClose), ("44{}", .forcedClose),
            ("42[", .parseError), ("2", .transportError), ("x", .parseError),
        ]
    )
    func reasons(packet: String, reason: DisconnectReason) async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(setUp: self.record(report)) { server in
            let webSocket = try await server.join()
            try await webSocket.send(packet)
            #expect(await eventually(reasons) { _ in true } == reason)
        }
    }

    @Test("ends for a client that is gone, and its handlers run after those of the events before")
    func connectionLost() async throws {
        let (steps, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in
                socket.on("last") { _ in report.yield("event") }
                socket.onDisconnect { report.yield("\($0)") }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"42["last"]"#)
            try await webSocket.close()
            var iterator = steps.makeAsyncIterator()
            #expect(await iterator.next() == "event")
            #expect(await iterator.next() == "transport close")
        }
    }

    @Test("is cut when the client reads too slowly, which is counted, and nobody else waits for it")
    func slowReader() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(configuration: .test { $0.maxQueueBytes = 1 << 16 }, setUp: self.record(report)) {
            server in
            let namespace = server.server.namespace("/")
            let connection = try await RawConnection.open(port: server.port, receiveBuffer: 1 << 12)
            let slow = try await RawWebSocket.upgrade(connection, "/socket.io/?EIO=4&transport=websocket")
            _ = try await slow.text()
            try await slow.send("40")
            _ = try await slow.text()
            let quick = try await server.join()
            try await connection.stopReading()
            let event = SocketIOEvent("big", arguments: [json("\"" + String(repeating: "x", count: 1 << 15) + "\"")])
            var sent = 0
            while server.server.slowReaderCount == 0, sent < 10_000 {
                #expect(await namespace.emit(event).reached() >= 1)
                #expect(try await quick.text().hasPrefix(#"42["big""#))
                sent += 1
            }
            #expect(server.server.slowReaderCount == 1)
            #expect(await eventually(reasons) { _ in true } == .slowReader)
            #expect(namespace.socketCount == 1)
            #expect(await namespace.emit(event).reached() == 1)
        }
    }

    @Test("is not cut for one message over the limit, nor for many in a burst, when the client reads")
    func burst() async throws {
        try await TestServer.run(configuration: .test { $0.maxQueueBytes = 1 << 16 }) { server in
            let namespace = server.server.namespace("/")
            let webSocket = try await server.join()
            let big = SocketIOEvent("big", arguments: [json("\"" + String(repeating: "x", count: 1 << 18) + "\"")])
            #expect(await namespace.emit(big).reached() == 1)
            #expect(try await webSocket.text().utf8.count > 1 << 18)
            for number in 0..<500 {
                namespace.emit(
                    SocketIOEvent(
                        "n",
                        arguments: [json("\(number)"), json("\"\(String(repeating: "y", count: 100))\"")]
                    )
                )
            }
            for number in 0..<500 { #expect(try await webSocket.text().hasPrefix(#"42["n",\#(number),"#)) }
            #expect(server.server.slowReaderCount == 0)
        }
    }

    @Test("is cut when the client polls too slowly")
    func slowPoller() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(configuration: .test { $0.maxQueueBytes = 1000 }, setUp: self.record(report)) {
            server in
            let namespace = server.server.namespace("/")
            let client = try await server.joinPolling()
            let event = SocketIOEvent("big", arguments: [json("\"" + String(repeating: "x", count: 900) + "\"")])
            #expect(await namespace.emit(event).reached() == 1)
            #expect(await namespace.emit(event).reached() == 1)
            #expect(await namespace.emit(event).reached() == 0)
            #expect(await eventually(reasons) { _ in true } == .slowReader)
            #expect(try await client.poll().status == 400)
            #expect(server.server.slowReaderCount == 1)
        }
    }

    @Test("ends when the server is shut down: clients are told, sockets hear of it, and nobody can come any more")
    func shutdown() async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run(setUp: self.record(report)) { server in
            let webSocket = try await server.join()
            let client = try await server.joinPolling()
            let idle = try await server.connection()
            _ = try await idle.request("GET", "/nothing")
            await server.server.shutdown()
            #expect(try await webSocket.next() == .close(code: .goingAway, reason: ""))
            try await idle.untilClosed()
            report.finish()
            var heard: [DisconnectReason] = []
            for await reason in reasons { heard.append(reason) }
            #expect(heard == [.serverShuttingDown, .serverShuttingDown])
            #expect(server.server.connectionCount == 0)
            #expect(server.server.namespace("/").socketCount == 0)
            await #expect(throws: (any Error).self) { try await client.poll() }
            await server.server.shutdown()
        }
    }

    @Test("lets a request that is being answered finish before the server is gone")
    func shutdownDuringRequest() async throws {
        let gate = Gate()
        let (started, report) = AsyncStream.makeStream(of: Void.self)
        try await TestServer.run(
            http: { _ in
                report.yield()
                await gate.wait()
                return SocketIOHTTPResponse(status: 200, body: json("done"))
            },
            body: { server in
                let connection = try await server.connection()
                try await connection.sendRequest("GET", "/slow")
                _ = await eventually(started) { _ in true }
                async let stopped: Void = server.server.shutdown()
                gate.open()
                let response = try await connection.response()
                #expect(response.body == "done")
                await stopped
                try await connection.untilClosed()
            }
        )
    }

    @Test("cannot begin on a port that is in use, and the error says so")
    func portInUse() async throws {
        try await TestServer.run { server in
            var configuration = SocketIOServerConfiguration()
            configuration.port = server.port
            let second = SocketIOServer(
                configuration: configuration,
                group: TestLoops.group,
                logger: Logger(label: "test")
            )
            let error = await #expect(throws: SocketIOServerError.self) { try await second.start() }
            #expect(error?.reason == .portInUse)
            #expect(error?.description.contains("127.0.0.1:\(server.port): the port is in use") == true)
        }
    }
}
