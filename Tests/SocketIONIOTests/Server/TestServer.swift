import JSONText
import Logging
import NIOCore
import SocketIONIO
import TestClients

/// A server on a free port for the length of one test, with what clients of all tests need.
struct TestServer: Sendable {
    let server: SocketIOServer
    let port: Int

    /// Runs `body` with a server that is started before and shut down after it.
    ///
    /// - Parameters:
    ///   - group: ``TestLoops/one`` for tests in which one connection's request must arrive before another's.
    static func run<Result: Sendable>(
        group: any EventLoopGroup = TestLoops.group,
        configuration: SocketIOServerConfiguration = .test { _ in },
        adapter: (any SocketIOAdapter)? = nil,
        setUp: (SocketIOServer) -> Void = { $0.namespace("/").onConnect { _ in } },
        http: SocketIOServer.RequestHandler? = nil,
        body: (TestServer) async throws -> Result
    ) async throws -> Result {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let server = SocketIOServer(configuration: configuration, group: group, logger: logger, adapter: adapter)
        if let http { server.onRequest(http) }
        setUp(server)
        let address = try await server.start()
        do {
            let result = try await body(TestServer(server: server, port: address.port ?? 0))
            await server.shutdown()
            return result
        } catch {
            await server.shutdown()
            throw error
        }
    }

    func connection() async throws -> RawConnection { try await RawConnection.open(port: self.port) }

    /// One request on a connection of its own.
    func request(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: String = ""
    ) async throws -> RawResponse {
        let connection = try await self.connection()
        let response = try await connection.request(method, target, headers: headers, body: body)
        try await connection.close()
        return response
    }

    // MARK: Polling

    static let handshake = "/socket.io/?EIO=4&transport=polling"

    /// Opens a session by polling.
    func openPolling() async throws -> PollingClient {
        let response = try await self.request("GET", Self.handshake)
        let document = try JSONDocument(parsing: String(response.body.dropFirst()))
        let sid = document.value("sid", in: document.root).flatMap(document.string) ?? ""
        return PollingClient(server: self, sid: sid)
    }

    /// Opens a session by polling, and joins a namespace.
    func joinPolling(_ namespace: String = "/") async throws -> PollingClient {
        let client = try await self.openPolling()
        _ = try await client.post(namespace == "/" ? "40" : "40\(namespace),")
        _ = try await client.poll()
        return client
    }

    // MARK: WebSocket

    /// Opens a WebSocket and reads the open packet.
    func openWebSocket(headers: [String: String] = [:], query: String = "") async throws -> RawWebSocket {
        let target = "/socket.io/?EIO=4&transport=websocket\(query)"
        let webSocket = try await RawWebSocket.upgrade(self.connection(), target, headers: headers)
        _ = try await webSocket.text()
        return webSocket
    }

    /// Opens a WebSocket, joins a namespace, and reads the reply.
    func join(_ namespace: String = "/", auth: String = "") async throws -> RawWebSocket {
        let webSocket = try await self.openWebSocket()
        try await webSocket.send("40" + (namespace == "/" ? "" : namespace + ",") + auth)
        _ = try await webSocket.text()
        return webSocket
    }
}

extension SocketIOServerConfiguration {
    /// The defaults on any free port, with some changes.
    static func test(_ change: (inout SocketIOServerConfiguration) -> Void) -> SocketIOServerConfiguration {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        change(&configuration)
        return configuration
    }
}

/// A client that polls, each request on a connection of its own: they land on either event loop.
struct PollingClient: Sendable {
    let server: TestServer
    let sid: String

    var target: String { "\(TestServer.handshake)&sid=\(self.sid)" }

    func poll() async throws -> RawResponse { try await self.server.request("GET", self.target) }

    func post(_ body: String) async throws -> RawResponse {
        try await self.server.request("POST", self.target, body: body)
    }
}

/// Reads on until `isIt`, for what comes from several event loops in an order of its own.
func eventually<Value>(
    _ sequence: some AsyncSequence<Value, Never>,
    _ isIt: (Value) -> Bool
) async -> Value? {
    for await value in sequence where isIt(value) { return value }
    return nil
}

func json(_ text: String) -> [UInt8] { Array(text.utf8) }

extension SocketIOMessage {
    /// The argument at `index` as it was sent.
    func text(_ index: Int) -> [UInt8] { self.document.text(self.arguments[index]) }

    /// All arguments as they were sent.
    var texts: [[UInt8]] { self.arguments.map(self.document.text) }
}
