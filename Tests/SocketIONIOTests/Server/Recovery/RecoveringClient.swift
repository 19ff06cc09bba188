import JSONText
import SocketIONIO
import Synchronization
import TestClients

/// A raw client that does what the official one does about recovery: it remembers its secret and the last offset.
struct RecoveringClient: Sendable {
    let webSocket: RawWebSocket
    let sid: String
    let pid: String?
    /// The events that came before the reply to CONNECT, as they came.
    let missed: [String]
    /// The last argument of the last event, if that is a string.
    private(set) var offset: String?

    /// Joins a namespace.
    ///
    /// - Parameters:
    ///   - earlier: The client as it was before its connection broke.
    ///   - auth: More members for the object of CONNECT.
    static func connect(
        to server: TestServer,
        as earlier: RecoveringClient? = nil,
        auth: String = #""token":1"#,
        namespace: String = "/"
    ) async throws -> RecoveringClient {
        var members = [auth]
        if let pid = earlier?.pid { members.append(#""pid":"\#(pid)""#) }
        if let offset = earlier?.offset { members.append(#""offset":"\#(offset)""#) }
        let webSocket = try await server.openWebSocket()
        let prefix = namespace == "/" ? "" : namespace + ","
        try await webSocket.send("40\(prefix){\(members.joined(separator: ","))}")
        var missed: [String] = []
        while true {
            let text = try await webSocket.text()
            guard text.hasPrefix("40") else {
                if text.hasPrefix("44") { throw ConnectError(message: text) }
                missed.append(text)
                continue
            }
            let reply = try JSONDocument(parsing: String(text.dropFirst(2 + prefix.count)))
            let sid = reply.value("sid", in: reply.root).flatMap(reply.string) ?? ""
            let pid = reply.value("pid", in: reply.root).flatMap(reply.string)
            var client = RecoveringClient(webSocket: webSocket, sid: sid, pid: pid, missed: missed)
            client.offset = earlier?.offset
            for event in missed { client.remember(event) }
            return client
        }
    }

    private init(webSocket: RawWebSocket, sid: String, pid: String?, missed: [String]) {
        self.webSocket = webSocket
        self.sid = sid
        self.pid = pid
        self.missed = missed
    }

    /// The next packet, as it came.
    mutating func next() async throws -> String {
        let text = try await self.webSocket.text()
        self.remember(text)
        return text
    }

    private mutating func remember(_ text: String) {
        guard let offset = Event(text)?.offset else { return }
        self.offset = offset
    }

    /// What the client would have received last, if it were not as far as it is.
    func with(offset: String?) -> RecoveringClient {
        var copy = self
        copy.offset = offset
        return copy
    }

    /// Cuts the connection without a word.
    func cut() async throws { try await self.webSocket.close() }

    /// An event on the wire, taken apart.
    struct Event: Equatable {
        /// The packet's array without the offset.
        let items: [String]
        /// Its last item, if that is a string.
        let offset: String?

        init?(_ text: String) {
            guard let start = text.firstIndex(of: "["), let array = try? JSONDocument(parsing: String(text[start...]))
            else { return nil }
            let items = array.elements(array.root).map { $0 }
            self.offset = items.dropFirst().last.flatMap(array.string)
            self.items = items.dropLast(self.offset == nil ? 0 : 1).map {
                String(decoding: array.text($0), as: UTF8.self)
            }
        }
    }
}

/// The arrays of events without their offsets.
func withoutOffsets(_ events: [String]) -> [[String]] { events.compactMap { RecoveringClient.Event($0)?.items } }

/// What sockets of a server under test go through, for tests that wait for it.
struct SocketLife: Sendable {
    let connected: AsyncStream<SocketIOSocket>
    let ended: AsyncStream<DisconnectReason>
    struct Over: Error {}

    private let reportConnected: AsyncStream<SocketIOSocket>.Continuation
    private let reportEnded: AsyncStream<DisconnectReason>.Continuation

    init() {
        (self.connected, self.reportConnected) = AsyncStream.makeStream(of: SocketIOSocket.self)
        (self.ended, self.reportEnded) = AsyncStream.makeStream(of: DisconnectReason.self)
    }

    func watch(_ namespace: SocketIONamespace) {
        namespace.onConnect { self.watch($0) }
    }

    func watch(_ socket: SocketIOSocket) {
        socket.onDisconnect { self.reportEnded.yield($0) }
        self.reportConnected.yield(socket)
    }

    /// Returns when another socket was accepted.
    func nextSocket() async throws -> SocketIOSocket {
        guard let socket = await eventually(self.connected, { _ in true }) else { throw Over() }
        return socket
    }

    /// Returns when another socket has ended, which is after its session was saved.
    func nextEnd() async throws -> DisconnectReason {
        guard let reason = await eventually(self.ended, { _ in true }) else { throw Over() }
        return reason
    }
}

extension SocketIOServerConfiguration {
    /// A server whose clients can come back.
    static func recovering(_ change: (inout ConnectionStateRecovery) -> Void = { _ in }) -> SocketIOServerConfiguration
    {
        .test { configuration in
            var recovery = ConnectionStateRecovery()
            change(&recovery)
            configuration.connectionStateRecovery = recovery
        }
    }
}
