import JSONText
import SocketIOProtocol
import Synchronization
import TestClients
import Testing

/// Where a suite looks for its server: Socket.IO, or what it is built on alone.
enum Endpoint: String, CaseIterable, CustomTestStringConvertible {
    case engineIO = "/engine.io/"
    case socketIO = "/socket.io/"

    var testDescription: String { self.rawValue }

    /// Something to send that is answered at once.
    var question: String {
        switch self {
        case .engineIO: "4hello"
        case .socketIO: "40"
        }
    }

    /// How the answer begins.
    var answer: String {
        switch self {
        case .engineIO: "4hello"
        case .socketIO: "40{"
        }
    }
}

/// Speaks to one endpoint of a server as the official suites do: with raw requests and frames.
struct SuiteClient: Sendable {
    let port: Int
    let endpoint: Endpoint
    /// Remembers every connection, for a client that may lose sight of some.
    var connections: OpenConnections?

    /// One request on a connection of its own.
    func request(_ method: String, _ query: String, body: String = "") async throws -> RawResponse {
        let connection = try await self.connection()
        let response = try await connection.request(method, self.target(query), body: body)
        try await connection.close()
        return response
    }

    func connection() async throws -> RawConnection {
        let connection = try await RawConnection.open(port: self.port)
        self.connections?.add(connection)
        return connection
    }

    func target(_ query: String) -> String { "\(self.endpoint.rawValue)?\(query)" }

    /// Opens a session by polling.
    func openPolling() async throws -> PollingSession {
        let response = try await self.request("GET", "EIO=4&transport=polling")
        let document = try JSONDocument(parsing: String(response.body.dropFirst()))
        let sid = document.value("sid", in: document.root).flatMap(document.string) ?? ""
        return PollingSession(client: self, sid: sid)
    }

    /// Opens a WebSocket; nothing is read from it yet.
    func openWebSocket(_ query: String = "EIO=4&transport=websocket") async throws -> RawWebSocket {
        try await RawWebSocket.upgrade(self.connection(), self.target(query))
    }

    /// Opens a WebSocket that is a session of its own, and reads the handshake.
    func openWebSocketSession() async throws -> RawWebSocket {
        let webSocket = try await self.openWebSocket()
        _ = try await webSocket.text()
        return webSocket
    }

    /// Opens a WebSocket, joins `/`, and reads the greeting.
    func join() async throws -> RawWebSocket {
        let webSocket = try await self.openWebSocketSession()
        try await webSocket.send("40")
        _ = try await webSocket.messages(2)
        return webSocket
    }
}

/// The connections that a client has opened.
final class OpenConnections: Sendable {
    private let all = Mutex<[RawConnection]>([])

    func add(_ connection: RawConnection) { self.all.withLock { $0.append(connection) } }

    func closeAll() async throws {
        for connection in self.all.withLock(\.self) { try await connection.close() }
    }
}

/// A session whose requests come each on a connection of its own.
struct PollingSession: Sendable {
    let client: SuiteClient
    let sid: String

    var query: String { "EIO=4&transport=polling&sid=\(self.sid)" }

    func poll() async throws -> RawResponse { try await self.client.request("GET", self.query) }

    func post(_ body: String) async throws -> RawResponse {
        try await self.client.request("POST", self.query, body: body)
    }

    /// Sends a poll and does not wait for its answer.
    func beginPoll() async throws -> RawConnection {
        let connection = try await self.client.connection()
        try await connection.sendRequest("GET", self.client.target(self.query))
        return connection
    }

    /// Opens a WebSocket that may take the session over.
    func openProbe() async throws -> RawWebSocket {
        try await self.client.openWebSocket("EIO=4&transport=websocket&sid=\(self.sid)")
    }

    /// Moves the session to a WebSocket.
    func upgrade() async throws -> RawWebSocket {
        let webSocket = try await self.openProbe()
        try await webSocket.send("2probe")
        _ = try await webSocket.text()
        try await webSocket.send("5")
        return webSocket
    }
}

extension RawWebSocket {
    /// The next messages as text, binary ones as base64 after a `b`; heartbeats that come between are left out.
    func messages(_ count: Int) async throws -> [String] {
        var messages: [String] = []
        while messages.count < count {
            switch try await self.next() {
            case .text(let bytes) where bytes == Array("2".utf8): continue
            case .text(let bytes): messages.append(String(decoding: bytes, as: UTF8.self))
            case .binary(let bytes): messages.append(String(decoding: EnginePacket.binary(bytes).text, as: UTF8.self))
            case .ping, .pong, .close: throw RawConnection.Ended()
            }
        }
        return messages
    }

    /// Takes every text for a ping and answers it, until the server closes the connection.
    func answerPingsUntilClosed() async throws {
        while case .text = try await self.next() { try await self.send("3") }
        try await self.untilClosed()
    }

    /// Reads on until the server has closed the connection.
    func untilClosed() async throws { try await self.connection.untilClosed() }
}

/// Replaces an id in a server's packet, which is 20 letters that nobody can foretell.
func withoutSecret(_ packet: String) -> String {
    packet.replacing(/"sid":"[A-Za-z0-9_\-]{20}"/, with: #""sid":"…""#)
}
