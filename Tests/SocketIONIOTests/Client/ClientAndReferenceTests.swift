import JSONText
import SocketIONIO
import SocketIOProtocol
import Testing

/// Our client against what the reference server says, byte for byte.
@Suite("Client and the reference server's bytes", .timeLimit(.minutes(1)))
struct ClientAndReferenceTests {
    typealias Step = ReferenceServer.Step

    /// What brings a polling client in.
    static let joinByPolling: [Step] = [
        .answerPoll(ReferenceServer.handshake), .post("40"), .answerPoll(#"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#),
    ]

    func client(
        _ server: ReferenceServer,
        _ transports: [SocketIOClient.Transport],
        _ change: (inout SocketIOClient.Configuration) -> Void = { _ in }
    ) -> SocketIOClient {
        SocketIOClient.quiet(server.url) {
            $0.transports = transports
            $0.farewellTimeout = .seconds(30)
            change(&$0)
        }
    }

    /// What brings a client of WebSocket in.
    static func join(_ connect: String, _ answers: String...) -> [Step] {
        [.acceptWebSocket, .send(ReferenceServer.handshake), .frame(connect)] + answers.map { .send($0) }
    }

    static let goodbye: [Step] = [.frame("41"), .cut]

    func event(_ name: ExactString) -> SocketIOEvent { SocketIOEvent(name) }

    // MARK: Transports

    @Test("polls: payloads of several packets, heartbeats, binary both ways, and a goodbye")
    func polling() async throws {
        let server = try await ReferenceServer.start(
            Self.joinByPolling + [
                .answerPoll(#"2|42["a",1]|451-["b",{"_placeholder":true,"num":0}]|bAQI="#), .post("3"),
                .post(#"451-["c",{"_placeholder":true,"num":0}]|bAwQ="#), .post("41|1"),
            ]
        )
        let client = self.client(server, [.polling])
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == #"event ["a",1]"#)
        #expect(await client.next() == #"event ["b",{"_placeholder":true,"num":0}]"#)
        let event = SocketIOEvent("c", arguments: [SocketIOEvent.placeholder(0)], attachments: [[3, 4]])
        try await client.emit(event)
        await client.disconnect()
        #expect(await server.deviations() == [])
    }

    @Test("moves to WebSocket: probe, the poll that is let go with noop, and the last word on polling")
    func upgrade() async throws {
        let server = try await ReferenceServer.start(
            [
                .answerPoll(ReferenceServer.upgradableHandshake), .post("40"),
                .answerPoll(#"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#), .acceptWebSocket, .frame("2probe"),
                .send("3probe"), .answerPoll("6"), .frame("5"), .send("2"), .frame("3"), .send(#"42["go"]"#),
                .frame(#"42["x"]"#),
            ] + Self.goodbye
        )
        let client = self.client(server, [.polling, .websocket])
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == "upgraded")
        #expect(await client.next() == #"event ["go"]"#)
        #expect(try await client.transport == .websocket)
        try await client.emit(self.event("x"))
        await client.disconnect()
        #expect(await server.deviations() == [])
    }

    @Test("stays on polling where the WebSocket is refused")
    func upgradeRefused() async throws {
        let server = try await ReferenceServer.start([
            .answerPoll(ReferenceServer.upgradableHandshake), .refuseWebSocket("502 Bad Gateway"), .post("40"),
            .answerPoll(#"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#), .answerPoll(#"42["a"]"#), .post("41|1"),
        ])
        let client = self.client(server, [.polling, .websocket])
        try await client.connect()
        #expect(await client.next() == "connected")
        #expect(await client.next() == #"event ["a"]"#)
        await client.disconnect()
        #expect(await server.deviations() == [])
    }

    @Test("takes the next transport where the first is not served")
    func fallback() async throws {
        let refusal = #"{"code":0,"message":"Transport unknown"}"#
        let server = try await ReferenceServer.start(
            [.refusePoll("400 Bad Request", body: refusal)]
                + Self.join("40", #"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#) + Self.goodbye
        )
        let client = self.client(server, [.polling, .websocket])
        try await client.connect()
        #expect(try await client.transport == .websocket)
        await client.disconnect()
        #expect(await server.deviations() == [])
    }

    @Test(
        "tells how polling ended, with the reference client's word for it",
        arguments: [
            (Step.answerPoll("6|1"), "transport close"),
            (.refusePoll("400 Bad Request", body: #"{"code":1,"message":"Session ID unknown"}"#), "transport error"),
            (.answerPoll("42{}"), "parse error"), (.cut, "transport error"),
            (.answerPoll("41"), "io server disconnect"),
        ]
    )
    func ends(step: Step, reason: String) async throws {
        let server = try await ReferenceServer.start(Self.joinByPolling + [.post(#"42["here"]"#), step])
        let client = self.client(server, [.polling])
        try await client.connect()
        #expect(await client.next() == "connected")
        try await client.emit(self.event("here"))
        guard case .disconnected(let end)? = await client.events.first(where: { _ in true }) else {
            Issue.record("the client was not disconnected")
            return
        }
        #expect(end.name == reason)
        #expect(await client.next() == nil)
    }

    // MARK: Recovery

    @Test("asks for its session by pid and offset, and gets what it missed after it is back")
    func recovery() async throws {
        let pid = "ioL__r1RqteslkjfAAAB"
        let session = #"40{"sid":"6YxvZ6fvO5TBcTEqAAAA","pid":"\#(pid)"}"#
        let server = try await ReferenceServer.start(
            Self.join(#"40{"token":"t"}"#, session, #"42["auth",{},"Q82qPQP"]"#) + [.frame(#"42["seen"]"#), .cut]
                + Self.join(
                    #"40{"pid":"\#(pid)","offset":"Q82qPQP","token":"t"}"#,
                    #"42["late",1,"Q82qPWg"]"#,
                    #"42["late",2,"Q82qPXS"]"#,
                    session
                ) + [.frame(#"42["seen"]"#), .cut]
                + Self.join(
                    #"40{"pid":"\#(pid)","offset":"Q82qPXS","token":"t"}"#,
                    #"40{"sid":"KhQZFVUZo6afNdyxAAAE","pid":"S5OnoLMLZCc9gZViAAAF"}"#
                ) + [.frame(#"42["seen"]"#), .cut] + Self.join(#"40{"pid":"S5OnoLMLZCc9gZViAAAF","token":"t"}"#)
        )
        let client = self.client(server, [.websocket]) {
            $0.auth = .json(Array(#"{"token":"t"}"#.utf8))
            $0.farewellTimeout = .milliseconds(10)
            $0.reconnection = ClientReconnectTests.quickly
        }
        try await client.connect()
        #expect(await client.next() == "connected")
        guard case .event(let first)? = await client.events.first(where: { _ in true }) else {
            Issue.record("no event came")
            return
        }
        #expect(first.offset == "Q82qPQP")
        #expect(first.arguments.count == 2)
        for events in [["recovered", #"event ["late",1,"Q82qPWg"]"#, #"event ["late",2,"Q82qPXS"]"#], ["connected"]] {
            try await client.emit(self.event("seen"))
            for event in ["disconnected the connection was closed", "reconnecting 1"] + events {
                #expect(await client.next() == event)
            }
        }
        try await client.emit(self.event("seen"))
        #expect(await server.deviations() == [])
        await client.disconnect()
    }

    // MARK: Auth and namespaces

    @Test("asks for fresh auth at each attempt, and ends when there is none")
    func freshAuth() async throws {
        struct NoToken: Error {}
        let joined = #"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#
        let server = try await ReferenceServer.start(
            Self.join(#"40{"n":1}"#, joined) + [.frame(#"42["seen"]"#), .cut] + Self.join(#"40{"n":2}"#, joined)
                + [.frame(#"42["seen"]"#), .cut, .acceptWebSocket, .send(ReferenceServer.handshake)]
        )
        let numbers = AsyncStream { continuation in
            for number in 1...2 { continuation.yield(number) }
            continuation.finish()
        }
        let client = self.client(server, [.websocket]) {
            $0.auth = .each {
                guard let number = await numbers.first(where: { _ in true }) else { throw NoToken() }
                return Array(#"{"n":\#(number)}"#.utf8)
            }
            $0.reconnection = ClientReconnectTests.quickly
        }
        try await client.connect()
        for _ in 0..<2 {
            #expect(await client.next() == "connected")
            try await client.emit(self.event("seen"))
            #expect(await client.next() == "disconnected the connection was closed")
            #expect(await client.next() == "reconnecting 1")
        }
        #expect(await client.next() == "failed \(SocketIOClientError.authFailed("NoToken()"))")
        #expect(await client.next() == nil)
        #expect(await server.deviations() == [])
    }

    @Test("takes back a CONNECT whose answer nobody wants any more, without ending the connection")
    func withdrawn() async throws {
        let server = try await ReferenceServer.start(
            Self.join("40", #"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#)
                + [
                    .frame("40/x,"), .send(#"42["asked"]"#), .frame(#"42["go"]"#), .send(#"40/x,{"sid":"x"}"#),
                    .frame("41/x,"), .send(#"42["still here"]"#),
                ] + Self.goodbye
        )
        let client = self.client(server, [.websocket])
        let other = client.socket("/x")
        try await client.connect()
        #expect(await client.next() == "connected")
        let attempt = Task { try await other.connect() }
        #expect(await client.next() == #"event ["asked"]"#)
        attempt.cancel()
        await #expect(throws: CancellationError.self) { try await attempt.value }
        try await client.emit(self.event("go"))
        #expect(await client.next() == #"event ["still here"]"#)
        await client.disconnect()
        #expect(await server.deviations() == [])
    }

    // MARK: What is kept

    @Test("keeps what is emitted before it connects, in order and within bounds, and tells what cannot be sent")
    func kept() async throws {
        let handshake = ReferenceServer.handshake.replacing("1000000", with: "20")
        let server = try await ReferenceServer.start(
            [
                .acceptWebSocket, .send(handshake), .frame("40"), .send(#"40{"sid":"wZX3oN0bSVIhsaknAAAI"}"#),
                .frame(#"42["a"]"#), .frame(#"42["b"]"#),
            ] + Self.goodbye
        )
        let client = self.client(server, [.websocket]) {
            $0.sendBuffer = SocketIOClient.SendBuffer()
            $0.sendBuffer?.maxCount = 3
        }
        client.emitVolatile(self.event("never"))
        try await client.emit(self.event("a"))
        await #expect(throws: AckError.timedOut) {
            try await client.emitWithAck(self.event("too late"), timeout: .milliseconds(5))
        }
        try await client.emit(self.event("larger than 20 bytes"))
        try await client.emit(self.event("b"))
        await #expect(throws: SocketIOClientError.bufferFull(maxCount: 3, maxBytes: 16 << 20)) {
            try await client.emit(self.event("too many"))
        }
        try await client.connect()
        await client.disconnect()
        #expect(await client.next() == "connected")
        let error = SocketIOClientError.tooLarge(bytes: 26, limit: 20)
        #expect(await client.next() == "unsendable larger than 20 bytes: \(error)")
        #expect(await server.deviations() == [])
    }
}
