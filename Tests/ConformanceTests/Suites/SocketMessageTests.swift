import TestClients
import Testing

/// Source: the official suite of Socket.IO 5, "message".
@Suite("The Socket.IO suite: messages", .timeLimit(.minutes(1)))
struct SocketMessageTests {
    /// Sends packets after joining `/`, binary ones as bytes, and reads as many messages as they have answers.
    private func answers(to text: String, attachments: [[UInt8]] = [], count: Int = 1) async throws -> [String] {
        try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.join()
            try await webSocket.send(text)
            for attachment in attachments { try await webSocket.send(attachment) }
            return try await webSocket.messages(count)
        }
    }

    @Test("come back as they were sent")
    func plain() async throws {
        let answers = try await self.answers(to: #"42["message",1,"2",{"3":[true]}]"#)
        #expect(answers == [#"42["message-back",1,"2",{"3":[true]}]"#])
    }

    @Test("come back with their attachments")
    func binary() async throws {
        let placeholders = #"{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}"#
        let answers = try await self.answers(
            to: #"452-["message",\#(placeholders)]"#,
            attachments: [[1, 2, 3], [4, 5, 6]],
            count: 3
        )
        #expect(answers == [#"452-["message-back",\#(placeholders)]"#, "bAQID", "bBAUG"])
    }

    @Test("are acknowledged under their number")
    func ack() async throws {
        let answers = try await self.answers(to: #"42456["message-with-ack",1,"2",{"3":[false]}]"#)
        #expect(answers == [#"43456[1,"2",{"3":[false]}]"#])
    }

    @Test("are acknowledged with attachments")
    func binaryAck() async throws {
        let placeholders = #"{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}"#
        let answers = try await self.answers(
            to: #"452-789["message-with-ack",\#(placeholders)]"#,
            attachments: [[1, 2, 3], [4, 5, 6]],
            count: 3
        )
        #expect(answers == ["462-789[\(placeholders)]", "bAQID", "bBAUG"])
    }

    struct Malformed: CustomTestStringConvertible {
        let testDescription: String
        let packet: String
    }

    @Test(
        "that are malformed end the connection",
        arguments: [
            Malformed(testDescription: "unknown packet type", packet: "4abc"),
            Malformed(testDescription: "payload that is no array", packet: "42{}"),
            Malformed(
                testDescription: "number that is none",
                packet: #"42abc["message-with-ack",1,"2",{"3":[false]}]"#
            ),
        ]
    )
    func malformed(_ example: Malformed) async throws {
        try await Conversation.hold(at: .socketIO) { client in
            let webSocket = try await client.join()
            try await webSocket.send(example.packet)
            try await webSocket.untilClosed()
        }
    }
}
