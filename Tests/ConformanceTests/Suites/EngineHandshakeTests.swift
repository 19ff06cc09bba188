import TestClients
import Testing

/// Source: the official suites, "Engine.IO protocol", "handshake".
@Suite("The Engine.IO suite: a handshake", .timeLimit(.minutes(1)))
struct EngineHandshakeTests {
    /// The open packet, without its session's secret; with all five keys and no other.
    private static func handshake(upgrades: String) -> String {
        #"0{"sid":"…","upgrades":[\#(upgrades)],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}"#
    }

    @Test("by polling opens a session and names all of its settings", arguments: Endpoint.allCases)
    func polling(endpoint: Endpoint) async throws {
        let response = try await Conversation.hold(at: endpoint) {
            try await $0.request("GET", "EIO=4&transport=polling")
        }
        #expect(response.status == 200)
        #expect(withoutSecret(response.body) == Self.handshake(upgrades: #""websocket""#))
    }

    @Test("by polling fails without a protocol revision, and with an unknown one", arguments: Endpoint.allCases)
    func pollingRevision(endpoint: Endpoint) async throws {
        let queries = ["transport=polling", "EIO=abc&transport=polling"]
        #expect(try await self.statuses(of: queries, at: endpoint) == [400, 400])
    }

    @Test("by polling fails without a transport, and with an unknown one", arguments: Endpoint.allCases)
    func pollingTransport(endpoint: Endpoint) async throws {
        #expect(try await self.statuses(of: ["EIO=4", "EIO=4&transport=abc"], at: endpoint) == [400, 400])
    }

    @Test("by polling fails with a method other than GET", arguments: Endpoint.allCases)
    func pollingMethod(endpoint: Endpoint) async throws {
        let statuses = try await Conversation.hold(at: endpoint) { client in
            [
                try await client.request("POST", "EIO=4&transport=polling").status,
                try await client.request("PUT", "EIO=4&transport=polling").status,
            ]
        }
        #expect(statuses == [400, 400])
    }

    @Test("by WebSocket opens a session that has nothing to upgrade to", arguments: Endpoint.allCases)
    func webSocket(endpoint: Endpoint) async throws {
        let packet = try await Conversation.hold(at: endpoint) { try await $0.openWebSocket().text() }
        #expect(withoutSecret(packet) == Self.handshake(upgrades: ""))
    }

    @Test("by WebSocket fails without a protocol revision, and with an unknown one", arguments: Endpoint.allCases)
    func webSocketRevision(endpoint: Endpoint) async throws {
        let queries = ["transport=websocket", "EIO=abc&transport=websocket"]
        #expect(try await self.refusals(of: queries, at: endpoint) == [400, 400])
    }

    @Test("by WebSocket fails without a transport, and with an unknown one", arguments: Endpoint.allCases)
    func webSocketTransport(endpoint: Endpoint) async throws {
        #expect(try await self.refusals(of: ["EIO=4", "EIO=4&transport=abc"], at: endpoint) == [400, 400])
    }

    private func statuses(of queries: [String], at endpoint: Endpoint) async throws -> [Int] {
        try await Conversation.hold(at: endpoint) { client in
            var statuses: [Int] = []
            for query in queries { statuses.append(try await client.request("GET", query).status) }
            return statuses
        }
    }

    /// The statuses of requests for a WebSocket that are refused; 101 for one that is not.
    private func refusals(of queries: [String], at endpoint: Endpoint) async throws -> [Int] {
        try await Conversation.hold(at: endpoint) { client in
            var statuses: [Int] = []
            for query in queries {
                do {
                    _ = try await client.openWebSocket(query)
                    statuses.append(101)
                } catch let refusal as RawWebSocket.Refused {
                    statuses.append(refusal.response.status)
                }
            }
            return statuses
        }
    }
}
