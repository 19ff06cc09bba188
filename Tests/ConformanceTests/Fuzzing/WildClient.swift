import SocketIOProtocol
import TestClients

/// A client that does anything at all, well or badly, as its random numbers say.
///
/// Whatever becomes of a step, it goes on with the next; every step waits only for what a server has to do soon.
struct WildClient {
    private let client: SuiteClient
    private var random: SeededRandom
    private var session: PollingSession?
    private var lastStep = 0

    /// Longer than any wait of a server whose sessions end after 600 ms, and less than the patience of a connection.
    private static let patience = Duration.seconds(15)

    struct Hang: Error {
        let step: Int
        let last: Int
    }

    init(port: Int, seed: UInt64) {
        self.random = SeededRandom(seed: seed)
        let endpoint: Endpoint = Int.random(in: 0..<5, using: &self.random) == 0 ? .engineIO : .socketIO
        self.client = SuiteClient(port: port, endpoint: endpoint, connections: OpenConnections())
    }

    /// Takes its steps, and then cuts all of its connections.
    ///
    /// - Throws: ``Hang`` when a step waited for the server until its connection was given up.
    mutating func run(steps: Int) async throws {
        for number in 0..<steps {
            let start = ContinuousClock.now
            // The server may well have closed the connection, or refused what was asked; that is its right.
            do { try await self.step() } catch {}
            guard ContinuousClock.now - start < Self.patience else { throw Hang(step: number, last: self.lastStep) }
        }
        try await self.client.connections?.closeAll()
    }

    private mutating func step() async throws {
        guard let session else {
            self.session = try await self.client.openPolling()
            return
        }
        self.lastStep = Int.random(in: 0..<14, using: &self.random)
        switch self.lastStep {
        case 0: self.session = try await self.client.openPolling()
        case 1: _ = try await session.poll()
        case 2: try await self.overlappingPolls(session)
        case 3: try await session.beginPoll().close()
        case 4: _ = try await session.post(self.payload())
        case 5: try await self.overlappingPosts(session)
        case 6: try await self.slowPost(session)
        case 7: try await self.pipeline(session)
        case 8: try await self.abandonUpgrade(session)
        case 9: try await self.upgrade(session)
        case 10: try await self.talk(on: self.client.openWebSocket())
        case 11: try await self.revision3()
        case 12: try await self.oddRequest(session)
        default: try await self.noise()
        }
    }

    // MARK: Polling

    private func overlappingPolls(_ session: PollingSession) async throws {
        let polls = [try await session.beginPoll(), try await session.beginPoll()]
        for poll in polls { _ = try await poll.response() }
        for poll in polls { try await poll.close() }
    }

    private mutating func overlappingPosts(_ session: PollingSession) async throws {
        let target = self.client.target(session.query)
        let first = try await self.client.connection()
        try await first.send("POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n42[")
        _ = try await session.post(self.payload())
        try await first.close()
    }

    /// A body that comes byte by byte, and perhaps not to its end.
    private mutating func slowPost(_ session: PollingSession) async throws {
        let body = utf8(self.payload())
        let connection = try await self.client.connection()
        let head =
            "POST \(self.client.target(session.query)) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n"
        try await connection.send(head)
        for piece in self.random.split(body, longest: 9).prefix(20) { try await connection.send(piece) }
        if Bool.random(using: &self.random) { try await connection.endOutput() }
        try await connection.close()
    }

    /// Several requests sent at once, whose answers must come in their order.
    private mutating func pipeline(_ session: PollingSession) async throws {
        let target = self.client.target(session.query)
        let connection = try await self.client.connection()
        let count = Int.random(in: 1...4, using: &self.random)
        for _ in 0..<count { try await connection.sendRequest("POST", target, body: self.payload()) }
        try await connection.sendRequest("GET", target)
        for _ in 0...count where Bool.random(using: &self.random) { _ = try await connection.response() }
        try await connection.close()
    }

    // MARK: WebSocket

    /// Gives up at one of the stages of an upgrade.
    private mutating func abandonUpgrade(_ session: PollingSession) async throws {
        let target = self.client.target("EIO=4&transport=websocket&sid=\(session.sid)")
        let connection = try await self.client.connection()
        try await connection.send(RawWebSocket.request(target))
        let webSocket = RawWebSocket(connection: connection)
        let stage = Int.random(in: 0..<5, using: &self.random)
        if stage >= 1 { _ = try await connection.response() }
        if stage == 2 { try await webSocket.send(self.random.json()) }
        if stage >= 3 { try await webSocket.send("2probe") }
        if stage == 4 { _ = try await webSocket.next() }
        try await connection.close()
    }

    private mutating func upgrade(_ session: PollingSession) async throws {
        self.session = nil
        let poll = Bool.random(using: &self.random) ? try await session.beginPoll() : nil
        try await self.talk(on: session.upgrade())
        try await poll?.close()
    }

    /// Packets and frames of every kind, and then an end or none.
    private mutating func talk(on webSocket: RawWebSocket) async throws {
        for _ in 0..<Int.random(in: 1...8, using: &self.random) {
            switch Int.random(in: 0..<6, using: &self.random) {
            case 0: _ = try await webSocket.next()
            case 1: try await webSocket.send(self.random.bytes(Int.random(in: 0...40, using: &self.random)))
            case 2:
                let frames = DecoderTarget.clientFrames.validInput(&self.random)
                let sent = Bool.random(using: &self.random) ? frames : self.random.mutation(of: frames, crossing: [])
                for piece in self.random.split(sent, longest: 30) { try await webSocket.connection.send(piece) }
            default: try await webSocket.send(self.packet())
            }
        }
        if Bool.random(using: &self.random) {
            try await webSocket.connection.send(WebSocketFrame.masked(.close, payload: [], mask: 7))
        }
        try await webSocket.close()
    }

    // MARK: Anything else

    private mutating func revision3() async throws {
        let response = try await self.client.request("GET", "EIO=3&transport=polling&b64=1")
        let sid = response.body.split(separator: "\"").dropFirst(3).first ?? "none"
        let packet = self.packet()
        let body = Bool.random(using: &self.random) ? "\(packet.utf16.count):\(packet)" : packet
        _ = try await self.client.request("POST", "EIO=3&transport=polling&sid=\(sid)", body: body)
        _ = try await self.client.request("GET", "EIO=3&transport=polling&sid=\(sid)")
    }

    private mutating func oddRequest(_ session: PollingSession) async throws {
        let queries = [
            "EIO=4&transport=websocket&sid=\(session.sid)", "transport=polling", "%", "sid=\(session.sid)&EIO=4",
        ]
        let method = ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "POST"].randomElement(using: &self.random) ?? "GET"
        let connection = try await self.client.connection()
        try await connection.sendRequest(
            method,
            self.client.target(queries.randomElement(using: &self.random) ?? ""),
            headers: ["Origin": "http://\(self.random.next())", "Accept-Encoding": "gzip;q=x, deflate"]
        )
        if method != "HEAD" { _ = try await connection.response() }
        try await connection.close()
    }

    private mutating func noise() async throws {
        let connection = try await self.client.connection()
        try await connection.send(self.random.bytes(Int.random(in: 1...100, using: &self.random)))
        try await connection.close()
    }

    // MARK: Packets

    private mutating func payload() -> String {
        (0..<Int.random(in: 1...4, using: &self.random)).map { _ in self.packet() }.joined(separator: "\u{1E}")
    }

    private mutating func packet() -> String {
        let namespace = ["", "/custom,", "/denied,", "/none,"].randomElement(using: &self.random) ?? ""
        let json = self.random.json()
        let packets = [
            "40\(namespace)", "40\(namespace){\"token\":\(json)}", "41\(namespace)",
            "42\(namespace)[\"message\",\(json)]",
            "42\(namespace)1[\"message-with-ack\",\(json)]",
            "42\(namespace)[\"emit-later\",\(json.utf8.count),\"late\",\(json)]",
            "42\(namespace)[\"emit-with-ack\",\"question\",\(json)]", "42\(namespace)[\"leave\"]",
            "43\(namespace)0[\(json)]",
            "451-\(namespace)[\"message\",{\"_placeholder\":true,\"num\":0}]", "bAQID",
            "452-\(namespace)[\"message\",\(json)]",
            "3", "2", "1", "6", "5", "4", "44\(namespace){}", "4\(json)", "x\(json)", "",
        ]
        // Mostly the first ones, so that conversations get somewhere.
        let isPlain = Int.random(in: 0..<3, using: &self.random) > 0
        return (isPlain ? packets.prefix(9) : packets[...]).randomElement(using: &self.random) ?? ""
    }
}
