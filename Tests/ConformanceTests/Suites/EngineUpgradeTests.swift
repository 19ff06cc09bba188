import TestClients
import Testing

/// Source: the official suites, "Engine.IO protocol", "upgrade".
@Suite("The Engine.IO suite: an upgrade", .timeLimit(.minutes(1)))
struct EngineUpgradeTests {
    @Test("moves a session from polling to a WebSocket", arguments: Endpoint.allCases)
    func moves(endpoint: Endpoint) async throws {
        let transcript = try await Conversation.hold(at: endpoint) { client in
            let session = try await client.openPolling()
            let webSocket = try await session.openProbe()
            try await webSocket.send("2probe")
            var transcript = [try await webSocket.text()]
            transcript.append(try await session.poll().body)
            try await webSocket.send("5")
            try await webSocket.send(endpoint.question)
            transcript += try await webSocket.messages(1)
            return transcript
        }
        // The noop ends a poll that the client may have open.
        #expect(transcript.prefix(2) == ["3probe", "6"])
        #expect(transcript.last?.hasPrefix(endpoint.answer) == true)
    }

    @Test("leaves nothing to poll, and the WebSocket goes on", arguments: Endpoint.allCases)
    func pollAfterwards(endpoint: Endpoint) async throws {
        let (status, answer) = try await Conversation.hold(at: endpoint) { client in
            let session = try await client.openPolling()
            let webSocket = try await session.upgrade()
            let status = try await session.poll().status
            try await webSocket.send(endpoint.question)
            return (status, try await webSocket.messages(1)[0])
        }
        #expect(status == 400)
        #expect(answer.hasPrefix(endpoint.answer))
    }

    @Test("is not for a second WebSocket, and the first goes on", arguments: Endpoint.allCases)
    func secondWebSocket(endpoint: Endpoint) async throws {
        let answer = try await Conversation.hold(at: endpoint) { client in
            let session = try await client.openPolling()
            let webSocket = try await session.upgrade()
            try await session.openProbe().untilClosed()
            try await webSocket.send(endpoint.question)
            return try await webSocket.messages(1)[0]
        }
        #expect(answer.hasPrefix(endpoint.answer))
    }
}
