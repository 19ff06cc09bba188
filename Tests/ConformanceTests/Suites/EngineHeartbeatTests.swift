import TestClients
import Testing

/// Source: the official suites, "Engine.IO protocol", "heartbeat".
@Suite("The Engine.IO suite: the heartbeat", .timeLimit(.minutes(1)))
struct EngineHeartbeatTests {
    /// How long the server waits for an answer that comes, in milliseconds.
    private static let patience = 10_000

    @Test("by polling goes on as long as each ping is answered", arguments: Endpoint.allCases)
    func polling(endpoint: Endpoint) async throws {
        let transcript = try await Conversation.holdLong(at: endpoint, pingTimeout: Self.patience) { client in
            let session = try await client.openPolling()
            var transcript: [String] = []
            for _ in 0..<3 {
                let ping = try await session.poll()
                let answer = try await session.post("3")
                transcript += ["\(ping.status) \(ping.body)", "\(answer.status)"]
            }
            return transcript
        }
        #expect(transcript == ["200 2", "200", "200 2", "200", "200 2", "200"])
    }

    @Test("by polling ends the session when a ping is not answered", arguments: Endpoint.allCases)
    func silentPolling(endpoint: Endpoint) async throws {
        let status = try await Conversation.holdLong(at: endpoint) { client in
            let session = try await client.openPolling()
            // Each of these, opened later, lives as long as the session.
            for _ in 0..<2 { try await client.openWebSocket().untilClosed() }
            return try await session.poll().status
        }
        #expect(status == 400)
    }

    @Test("by WebSocket goes on as long as each ping is answered", arguments: Endpoint.allCases)
    func webSocket(endpoint: Endpoint) async throws {
        let pings = try await Conversation.holdLong(at: endpoint, pingTimeout: Self.patience) { client in
            let webSocket = try await client.openWebSocketSession()
            var pings: [String] = []
            for _ in 0..<3 {
                pings.append(try await webSocket.text())
                try await webSocket.send("3")
            }
            return pings
        }
        #expect(pings == ["2", "2", "2"])
    }

    @Test("by WebSocket ends the session when a ping is not answered", arguments: Endpoint.allCases)
    func silentWebSocket(endpoint: Endpoint) async throws {
        let ping = try await Conversation.holdLong(at: endpoint) { client in
            let webSocket = try await client.openWebSocketSession()
            let ping = try await webSocket.text()
            try await webSocket.untilClosed()
            return ping
        }
        #expect(ping == "2")
    }
}

/// Source: the official suites, "Engine.IO protocol", "close".
@Suite("The Engine.IO suite: the end", .timeLimit(.minutes(1)))
struct EngineCloseTests {
    @Test("by polling: a close packet ends the poll that waits, and the session", arguments: Endpoint.allCases)
    func polling(endpoint: Endpoint) async throws {
        let (poll, later) = try await Conversation.hold(at: endpoint) { client in
            let session = try await client.openPolling()
            let waiting = try await session.beginPoll()
            _ = try await session.post("1")
            let poll = try await waiting.response()
            // The post came first, and left nothing to poll.
            guard poll.status == 200 else { throw Inconclusive() }
            return (poll, try await session.poll())
        }
        #expect(poll.body == "6")
        #expect(later.status == 400)
    }

    @Test("by WebSocket: a close packet ends the connection", arguments: Endpoint.allCases)
    func webSocket(endpoint: Endpoint) async throws {
        try await Conversation.hold(at: endpoint) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send("1")
            try await webSocket.untilClosed()
        }
    }
}
