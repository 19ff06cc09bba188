import TestClients
import Testing

/// Source: the official suite of Socket.IO 5, "connect" and "disconnect".
@Suite("The Socket.IO suite: joining and leaving", .timeLimit(.minutes(1)))
struct SocketConnectTests {
    struct Example: CustomTestStringConvertible {
        let testDescription: String
        let connect: String
        let accepted: String
        let greeting: String
    }

    static let examples = [
        Example(
            testDescription: "/",
            connect: "40",
            accepted: #"40{"sid":"…"}"#,
            greeting: #"42["auth",{}]"#
        ),
        Example(
            testDescription: "/ with a payload",
            connect: #"40{"token":"123"}"#,
            accepted: #"40{"sid":"…"}"#,
            greeting: #"42["auth",{"token":"123"}]"#
        ),
        Example(
            testDescription: "/custom",
            connect: "40/custom,",
            accepted: #"40/custom,{"sid":"…"}"#,
            greeting: #"42/custom,["auth",{}]"#
        ),
        Example(
            testDescription: "/custom with a payload",
            connect: #"40/custom,{"token":"abc"}"#,
            accepted: #"40/custom,{"sid":"…"}"#,
            greeting: #"42/custom,["auth",{"token":"abc"}]"#
        ),
    ]

    @Test("joins a namespace, and is greeted in it with what it sent", arguments: examples)
    func joins(_ example: Example) async throws {
        let messages = try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send(example.connect)
            return try await webSocket.messages(2)
        }
        #expect(messages.map(withoutSecret) == [example.accepted, example.greeting])
    }

    @Test("is refused by a namespace that there is not")
    func unknownNamespace() async throws {
        let message = try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send("40/random")
            return try await webSocket.messages(1)[0]
        }
        #expect(message == #"44/random,{"message":"Invalid namespace"}"#)
    }

    @Test("that begins with what is no packet ends the connection")
    func invalidHandshake() async throws {
        try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.send("4abc")
            try await webSocket.untilClosed()
        }
    }

    @Test("that never begins ends the connection, though its heartbeat is answered")
    func noHandshake() async throws {
        try await Conversation.holdLong(at: .socketIO) { client in
            let webSocket = try await client.openWebSocketSession()
            try await webSocket.answerPingsUntilClosed()
        }
    }

    @Test("leaves the only namespace, and the heartbeat of the connection goes on")
    func leavesMain() async throws {
        let message = try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.join()
            try await webSocket.send("41")
            return try await webSocket.text()
        }
        #expect(message == "2")
    }

    @Test("leaves one namespace, and is heard in the other")
    func leavesCustom() async throws {
        let message = try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.join()
            _ = try await webSocket.text()  // the heartbeat
            try await webSocket.send("40/custom")
            _ = try await webSocket.messages(2)
            try await webSocket.send("41/custom")
            try await webSocket.send(#"42["message","message to main namespace"]"#)
            return try await webSocket.messages(1)[0]
        }
        #expect(message == #"42["message-back","message to main namespace"]"#)
    }
}
