import TestClients

/// A conversation came to nothing for a reason that is not the server's: it is to be held again.
struct Inconclusive: Error {}

/// A server with the times of the official suites, and conversations with it.
///
/// It ends a session 500 ms after it was opened when its ping is not answered, and the clients of the suites answer
/// none. On a loaded machine a conversation may take longer than that; it says nothing then, and is held again.
enum Conversation {
    private static let sessionLife = Duration.milliseconds(450)
    private static let attempts = 20

    private static func options(pingTimeout: Int) -> [String] {
        [
            "--ping-interval", "300", "--ping-timeout", "\(pingTimeout)", "--max-payload", "1000000",
            "--connect-timeout", "1000",
        ]
    }

    /// Starts a server and holds a conversation that is over before its sessions are.
    static func hold<Result: Sendable>(
        at endpoint: Endpoint,
        _ body: (SuiteClient) async throws -> Result
    ) async throws -> Result {
        try await self.holdLong(at: endpoint) { client in
            let start = ContinuousClock.now
            do {
                let result = try await body(client)
                if ContinuousClock.now - start < self.sessionLife { return result }
            } catch {
                if ContinuousClock.now - start < self.sessionLife { throw error }
            }
            throw Inconclusive()
        }
    }

    /// Starts a server and holds a conversation of any length, again as long as it is inconclusive.
    ///
    /// - Parameter pingTimeout: In milliseconds; more than the suites' for clients that answer their pings, which a
    ///   loaded machine may hold up.
    static func holdLong<Result: Sendable>(
        at endpoint: Endpoint,
        pingTimeout: Int = 200,
        _ body: (SuiteClient) async throws -> Result
    ) async throws -> Result {
        try await ServerProcess.run(self.options(pingTimeout: pingTimeout)) { server in
            let client = SuiteClient(port: server.port, endpoint: endpoint)
            for _ in 1..<self.attempts {
                do { return try await body(client) } catch is Inconclusive {}
            }
            return try await body(client)
        }
    }
}
