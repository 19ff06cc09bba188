import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

/// The implementations of the port, each of which has to pass all tests.
enum AdapterUnderTest: CaseIterable {
    case inProcess

    func make() -> any SocketIOAdapter {
        switch self {
        case .inProcess: InProcessAdapter()
        }
    }
}

@Suite("Servers of one cluster", .timeLimit(.minutes(1)))
struct ClusterTests {
    /// Runs `body` with two servers that `adapter` makes one.
    private static func run(
        _ adapter: any SocketIOAdapter,
        setUp: @escaping (SocketIOServer) -> Void = Crowd.setUp,
        body: (TestServer, TestServer, Crowd) async throws -> Void
    ) async throws {
        try await TestServer.run(adapter: adapter, setUp: setUp) { first in
            try await TestServer.run(adapter: adapter, setUp: setUp) { second in
                var crowd = Crowd()
                try await crowd.join("a1", rooms: ["red"], to: first)
                try await crowd.join("b1", rooms: ["red", "blue"], to: first)
                try await crowd.join("a2", rooms: ["red"], to: second)
                try await crowd.join("c2", rooms: ["blue"], to: second)
                try await body(first, second, crowd)
            }
        }
    }

    @Test(
        "send broadcasts to the sockets of all, in the order of the calls, and local ones to their own",
        arguments: AdapterUnderTest.allCases
    )
    func broadcasts(_ adapter: AdapterUnderTest) async throws {
        try await Self.run(adapter.make()) { first, second, crowd in
            let namespace = first.server.namespace("/")
            namespace.emit(.numbered(0))
            namespace.to("red").except("blue").emit(.numbered(1))
            namespace.local.emit(.numbered(2))
            namespace.to("blue").local.emit(.numbered(3))
            namespace.emit(each: [(.numbered(4), ["red"]), (.numbered(5), []), (.numbered(6), ["blue"])])
            namespace.emit(SocketIOEvent("e", arguments: [json("7")]), to: ["name:c2"])
            let other = second.server.namespace("/")
            let socket = try #require(await other.sockets(in: "name:c2").first)
            socket.broadcast.emit(.numbered(8))
            #expect(
                try await crowd.readArguments(endedBy: other) == [
                    "a1": ["0", "1", "2", "4", "8"],
                    "b1": ["0", "2", "3", "4", "8"],
                    "a2": ["0", "1", "4", "8"],
                    "c2": ["0", "5", "7"],
                ]
            )
        }
    }

    @Test("keep their namespaces apart", arguments: AdapterUnderTest.allCases)
    func namespaces(_ adapter: AdapterUnderTest) async throws {
        try await Self.run(adapter.make()) { first, second, crowd in
            _ = second.server.namespace("/other")
            first.server.namespace("/other").emit(.numbered(1))
            let received = try await crowd.read(endedBy: first.server.namespace("/"))
            #expect(received.values.allSatisfy { $0.isEmpty })
        }
    }

    @Test("gather the replies of all sockets", arguments: AdapterUnderTest.allCases)
    func acks(_ adapter: AdapterUnderTest) async throws {
        try await Self.run(adapter.make()) { first, second, crowd in
            async let replies = first.server.namespace("/").emitWithAck(SocketIOEvent("q"), timeout: .seconds(3600))
            for (name, webSocket) in crowd.clients {
                let text = try await webSocket.text()
                #expect(text.hasSuffix(#"["q"]"#))
                let id = text.dropFirst(2).prefix { $0 != "[" }
                try await webSocket.send(#"43\#(id)["\#(name)"]"#)
            }
            let names = try await replies.map { $0.arguments.first.flatMap($0.document.string) }
            #expect(Set(names) == ["a1", "b1", "a2", "c2"])
        }
    }

    @Test("tell which replies came when a socket of another server stays silent", arguments: AdapterUnderTest.allCases)
    func acksTimeOut(_ adapter: AdapterUnderTest) async throws {
        try await Self.run(adapter.make()) { first, second, crowd in
            let error = await #expect(throws: BroadcastAckError.self) {
                _ = try await first.server.namespace("/").to("name:a2").timeout(.milliseconds(1)).emitWithAck(
                    .numbered(1)
                )
            }
            #expect(error?.reason == .timedOut)
            #expect(error?.replies.isEmpty == true)
        }
    }

    @Test("find, move and disconnect each other's sockets", arguments: AdapterUnderTest.allCases)
    func managing(_ adapter: AdapterUnderTest) async throws {
        try await Self.run(adapter.make()) { first, second, crowd in
            let namespace = first.server.namespace("/")
            let other = second.server.namespace("/")
            #expect(try await namespace.fetchSockets().count == 4)
            #expect(try await namespace.local.fetchSockets().count == 2)
            let found = try await namespace.to("name:c2").fetchSockets()
            let remote = try #require(found.first)
            #expect(remote.rooms == ["blue", "name:c2", remote.id])
            #expect(remote.handshake.address == "127.0.0.1")
            #expect(remote.handshake.auth.flatMap { $0.value("rooms", in: $0.root) } != nil)
            remote.join("green")
            namespace.to("red").socketsJoin("green")
            #expect(await other.local.to("green").emit(.numbered(1)).reached() == 2)
            remote.leave("green")
            namespace.socketsLeave("blue")
            #expect(try await other.allRooms().isDisjoint(with: ["blue"]))
            #expect(try await other.allRooms().isSuperset(of: ["green", "name:a1", "name:c2", remote.id]))
            remote.emit(.numbered(2))
            remote.disconnect()
            let webSocket = try #require(crowd["c2"])
            #expect(try await webSocket.text() == #"42["e",1]"#)
            #expect(try await webSocket.text() == #"42["e",2]"#)
            #expect(try await webSocket.text() == "41")
            namespace.disconnectSockets(closingConnections: true)
            try await crowd["a2"]?.connection.untilClosed()
            // Asks every event loop, which has let them go by the time it answers.
            #expect(await other.sockets().isEmpty)
            #expect(second.server.connectionCount == 1)
        }
    }

    @Test("send events to each other, in order, and reply to them", arguments: AdapterUnderTest.allCases)
    func serverSide(_ adapter: AdapterUnderTest) async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        try await Self.run(adapter.make()) { server in
            Crowd.setUp(server)
            let namespace = server.namespace("/")
            namespace.onServerSideEmit("n") { report.yield("\($0.document.integer($0.arguments[0]) ?? -1)") }
            namespace.onServerSideEmit("ask") { $0.acknowledge([$0.text(0), json("2")], attachments: []) }
        } body: { first, second, _ in
            let namespace = first.server.namespace("/")
            for number in 0..<100 {
                namespace.serverSideEmit(SocketIOEvent("n", arguments: [json("\(number)")]))
            }
            var numbers: [String] = []
            for await number in seen {
                numbers.append(number)
                if numbers.count == 100 { break }
            }
            #expect(numbers == (0..<100).map(String.init))
            let replies = try await namespace.serverSideEmitWithAck(SocketIOEvent("ask", arguments: [json("1")]))
            #expect(replies.map { $0.document.text($0.document.root) } == [json("[1,2]")])
            let error = await #expect(throws: BroadcastAckError.self) {
                _ = try await namespace.serverSideEmitWithAck(SocketIOEvent("unknown"), timeout: .milliseconds(1))
            }
            #expect(error?.replies.isEmpty == true)
        }
    }

    @Test("are alone again when the others have stopped", arguments: AdapterUnderTest.allCases)
    func leaving(_ adapter: AdapterUnderTest) async throws {
        let adapter = adapter.make()
        try await TestServer.run(adapter: adapter, setUp: Crowd.setUp) { first in
            let namespace = first.server.namespace("/")
            try await TestServer.run(adapter: adapter, setUp: Crowd.setUp) { _ in }
            #expect(try await namespace.serverSideEmitWithAck(SocketIOEvent("q"), timeout: .seconds(3600)).isEmpty)
            #expect(try await namespace.fetchSockets().isEmpty)
        }
    }

    @Test("say so when another one does not answer")
    func silentPeer() async throws {
        try await TestServer.run(adapter: SilentPeer(), setUp: Crowd.setUp) { server in
            let namespace = server.server.namespace("/")
            let error = await #expect(throws: ClusterError.self) {
                _ = try await namespace.timeout(.milliseconds(1)).fetchSockets()
            }
            #expect(error == ClusterError(asked: 1, answered: 0))
        }
    }
}

/// A cluster whose one other node never answers.
private struct SilentPeer: SocketIOAdapter {
    private struct Link: SocketIOClusterLink {
        let nodeID: ClusterNodeID = "silent"
        func publish(_ message: ClusterMessage) {}
        func answer(_ answer: ClusterAnswer, to node: ClusterNodeID) {}
        func peerCount() -> Int { 1 }
        func close() {}
    }

    func attach(_ node: any SocketIOClusterNode, namespace: ExactString) -> any SocketIOClusterLink { Link() }
}
