import Foundation
import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import TestClients
import Testing

@Suite("Conversations with clients that do anything at all", .timeLimit(.minutes(5)))
struct ConversationFuzzTests {
    private static let clients = 24 as UInt64
    private static let steps = 12

    /// Lets clients loose, all at once.
    private static func attack(port: Int, seed: UInt64) async throws {
        try await withThrowingTaskGroup { group in
            for client in 0..<self.clients {
                group.addTask {
                    var wild = WildClient(port: port, seed: seed * 1000 + client)
                    try await wild.run(steps: Self.steps)
                }
            }
            try await group.waitForAll()
        }
    }

    /// What every client may expect: by polling, and then over a WebSocket, it is heard and answered.
    private static func converse(port: Int) async throws -> [String] {
        let client = SuiteClient(port: port, endpoint: .socketIO)
        let session = try await client.openPolling()
        _ = try await session.post("40/custom,")
        let webSocket = try await session.upgrade()
        var packets: [String] = []
        while !packets.contains(where: { $0.hasPrefix("42/custom,") }) { packets += try await webSocket.messages(1) }
        try await webSocket.send(#"42/custom,["message",1]"#)
        packets += try await webSocket.messages(1)
        try await webSocket.close()
        return packets.map(withoutSecret)
    }

    private static let expected = [
        #"40/custom,{"sid":"…"}"#, #"42/custom,["auth",{}]"#, #"42/custom,["message-back",1]"#,
    ]

    /// Returns when every session that was open by now has ended for want of an answer to its ping.
    private static func outliveSessions(port: Int) async throws {
        let client = SuiteClient(port: port, endpoint: .engineIO)
        for _ in 0..<2 { try await client.openWebSocket().untilClosed() }
    }

    @Test(
        "leave the built server with no connection, little memory, and ready for the next",
        arguments: [1, 2, 3] as [UInt64]
    )
    func builtServer(seed: UInt64) async throws {
        let options = ["--ping-interval", "300", "--ping-timeout", "300", "--connect-timeout", "500", "--allow-eio3"]
        try await ServerProcess.run(options) { server in
            let openSockets = try server.openSockets()
            try await Self.attack(port: server.port, seed: seed)
            let memory = try server.residentBytes()
            for round in 1...3 as ClosedRange<UInt64> {
                try await Self.attack(port: server.port, seed: seed * 100 + round)
            }
            let growth = try server.residentBytes() - memory
            #expect(growth < 64 << 20, "\(growth >> 20) MB more after three more attacks")
            #expect(try await Self.converse(port: server.port) == Self.expected)
            try await Self.outliveSessions(port: server.port)
            // A connection that was closed just now may be on its way out.
            for _ in 0..<5 where try server.openSockets() > openSockets {
                try await Self.outliveSessions(port: server.port)
            }
            #expect(try server.openSockets() == openSockets)
        }
    }

    @Test("leave nothing of themselves in a server of this process", arguments: [11, 12, 13] as [UInt64])
    func serverInProcess(seed: UInt64) async throws {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        configuration.pingInterval = .milliseconds(300)
        configuration.pingTimeout = .milliseconds(300)
        configuration.connectTimeout = .milliseconds(500)
        configuration.allowsEngineIO3 = true
        configuration.messageCompressionThreshold = 0
        let server = SocketIOServer(
            configuration: configuration,
            group: TestLoops.group,
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        )
        server.engine("/engine.io") { socket in socket.onMessage { socket.send($0) } }
        let namespaces = (["/", "/custom"] as [ExactString]).map { server.namespace($0) }
        for namespace in namespaces { namespace.onConnect { Self.echo($0, in: namespace) } }
        let port = try await server.start().port ?? 0

        try await Self.attack(port: port, seed: seed)
        #expect(try await Self.converse(port: port) == Self.expected)
        try await Self.outliveSessions(port: port)
        #expect(server.connectionCount == 0)
        #expect(namespaces.map(\.socketCount) == [0, 0])
        await server.shutdown()
    }

    private static func echo(_ socket: SocketIOSocket, in namespace: SocketIONamespace) {
        socket.emit(SocketIOEvent("auth", arguments: [socket.handshake.auth?.bytes ?? Array("{}".utf8)]))
        socket.on("message") { message in
            let arguments = message.arguments.map(message.document.text)
            namespace.emit(SocketIOEvent("message-back", arguments: arguments, attachments: message.attachments))
        }
        socket.on("message-with-ack") { $0.acknowledge([]) }
        socket.on("emit-with-ack") { _ in
            _ = try? await socket.emitWithAck(SocketIOEvent("question"), timeout: .milliseconds(50))
        }
        socket.on("leave") { _ in socket.disconnect(closingConnection: true) }
    }
}
