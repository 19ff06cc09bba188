import JSONText
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("Clients that do anything at all", .timeLimit(.minutes(2)))
struct AnyClientTests {
    private static let packets = [
        "40", "40/custom,", "40/nope,{}", "41", "41/custom,", #"42["message",1]"#, #"42/custom,["message",{}]"#,
        #"421["message-with-ack",1]"#, #"451-["message",{"_placeholder":true,"num":0}]"#, "bAQID", "430[]", "2", "3",
        "1", "2probe", "5", "6", "0{}", "4", "44{}", "42[", #"42["connect"]"#, "x", "", #"40{"a":[1,2,{"b":null}]}"#,
    ]

    private static func packet(_ random: inout SeededRandom) -> String {
        self.packets[Int.random(in: 0..<self.packets.count, using: &random)]
    }

    /// One client's steps; whatever the server does to it, it goes on with the next.
    private func misbehave(_ server: TestServer, seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        var client = try await server.openPolling()
        for _ in 0..<12 {
            switch Int.random(in: 0..<7, using: &random) {
            case 0:
                client = try await server.openPolling()
            case 1:
                let body = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.packet(&random) }
                _ = try await client.post(body.joined(separator: "\u{1E}"))
            case 2:
                // A poll that may wait: given up at once.
                let connection = try await server.connection()
                try await connection.sendRequest("GET", client.target)
                try await connection.close()
            case 3:
                try await self.talk(server, "", &random)
            case 4:
                try await self.talk(server, "&sid=\(client.sid)", &random)
            case 5:
                let connection = try await server.connection()
                let bytes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                try await connection.send(bytes)
                try await connection.close()
            default:
                let connection = try await server.connection()
                try await connection.send("POST \(client.target) HTTP/1.1\r\nContent-Length: 50\r\n\r\n42[")
                try await connection.close()
            }
        }
    }

    /// A WebSocket of its own or of a session, with random packets and frames.
    private func talk(_ server: TestServer, _ query: String, _ random: inout SeededRandom) async throws {
        let connection = try await server.connection()
        try await connection.send(RawWebSocket.request("/socket.io/?EIO=4&transport=websocket" + query))
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let opcode: WebSocketOpcode = Int.random(in: 0..<4, using: &random) == 0 ? .binary : .text
            let payload = Array(Self.packet(&random).utf8)
            bytes += WebSocketFrame.masked(
                opcode,
                payload: payload,
                mask: UInt32.random(in: 0 ... .max, using: &random)
            )
        }
        if Bool.random(using: &random) { bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 0x11 }
        do {
            try await connection.send(bytes)
            if Bool.random(using: &random) { _ = try await connection.response() }
            try await connection.close()
        } catch {
            // The server may have closed it before it was done.
        }
    }

    @Test("leave a server that serves the next one, and nothing of themselves", arguments: [1, 2, 3] as [UInt64])
    func survives(seed: UInt64) async throws {
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.pingInterval = .milliseconds(300)
                configuration.pingTimeout = .milliseconds(300)
            },
            setUp: echo
        ) { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<16 as Range<UInt64> {
                    group.addTask { try await self.misbehave(server, seed: seed * 1000 + client) }
                }
                try await group.waitForAll()
            }
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40/custom,")
            while try await !webSocket.text().hasPrefix("40/custom,") {}
            await server.server.shutdown()
            #expect(server.server.connectionCount == 0)
            #expect(server.server.namespace("/").socketCount == 0)
            #expect(server.server.namespace("/custom").socketCount == 0)
        }
    }
}
