import TestClients
import Testing

/// Source: the official suite of Engine.IO 4, "message".
@Suite("The Engine.IO suite: messages", .timeLimit(.minutes(1)))
struct EngineMessageTests {
    @Test(
        "posted in one payload come back in one",
        arguments: ["4hello", "4test1\u{1E}4test2\u{1E}4test3", "4hello\u{1E}bAQIDBA=="]
    )
    func polling(payload: String) async throws {
        let (posted, polled) = try await Conversation.hold(at: .engineIO) { client in
            let session = try await client.openPolling()
            let posted = try await session.post(payload)
            let polled = try await session.poll()
            // The echo runs beside the answer to the post, so that on a busy machine a poll may find only its beginning.
            if polled.body != payload, payload.hasPrefix(polled.body + "\u{1E}") { throw Inconclusive() }
            return (posted, polled)
        }
        #expect(posted.status == 200)
        #expect(posted.body == "ok")
        #expect(polled.status == 200)
        #expect(polled.body == payload)
    }

    @Test("that are no packets, posted, end the session")
    func invalidPayload() async throws {
        let statuses = try await Conversation.hold(at: .engineIO) { client in
            let session = try await client.openPolling()
            return [try await session.post("abc").status, try await session.poll().status]
        }
        #expect(statuses == [400, 400])
    }

    @Test("cannot be polled twice at a time: that ends the session and the first poll")
    func overlappingPolls() async throws {
        let (answers, later) = try await Conversation.hold(at: .engineIO) { client in
            let session = try await client.openPolling()
            // Sent one after the other, they may arrive the other way round.
            let polls = [try await session.beginPoll(), try await session.beginPoll()]
            let answers = [try await polls[0].response(), try await polls[1].response()]
            return (answers.sorted { $0.status < $1.status }, try await session.poll())
        }
        #expect(answers.map(\.status) == [200, 400])
        #expect(answers[0].body == "1")
        #expect(later.status == 400)
    }

    @Test("nobody waits for any more end the session: a poll that its client gave up")
    func cancelledPoll() async throws {
        let later = try await Conversation.hold(at: .engineIO) { client in
            let session = try await client.openPolling()
            let poll = try await session.beginPoll()
            try await poll.endOutput()
            // The server closes its side when it has noticed.
            try await poll.untilClosed()
            return try await session.poll()
        }
        #expect(later.status == 400)
    }

    @Test("of text come back over a WebSocket")
    func text() async throws {
        let answer = try await Conversation.hold(at: .engineIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send("4hello")
            return try await webSocket.messages(1)
        }
        #expect(answer == ["4hello"])
    }

    @Test("of bytes come back over a WebSocket")
    func binary() async throws {
        let answer = try await Conversation.hold(at: .engineIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send([1, 2, 3, 4] as [UInt8])
            return try await webSocket.messages(1)
        }
        #expect(answer == ["bAQIDBA=="])
    }

    @Test("that are no packets end a WebSocket")
    func invalidFrame() async throws {
        try await Conversation.hold(at: .engineIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send("abc")
            try await webSocket.untilClosed()
        }
    }
}
