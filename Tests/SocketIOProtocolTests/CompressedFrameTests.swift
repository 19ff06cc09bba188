import SocketIOProtocol
import Testing

/// With a compression of the test's own, which turns a message around and repeats it.
@Suite("Compressed WebSocket messages")
struct CompressedFrameTests {
    private func decode(_ bytes: [UInt8], max: Int = 100) throws(WebSocketError) -> [WebSocketFrameDecoder.Message] {
        var decoder = WebSocketFrameDecoder(reading: .server, maxMessageBytes: max) {
            bytes,
            limit throws(WebSocketError) in
            guard bytes.suffix(4) == [0, 0, 0xFF, 0xFF] else { throw .notDeflated }
            let message = Array(bytes.dropLast(4).reversed())
            guard message.count * 2 <= limit else { throw .messageTooBig(limit: limit) }
            return message + message
        }
        var messages: [WebSocketFrameDecoder.Message] = []
        try decoder.decode(bytes.span.bytes, into: &messages)
        return messages
    }

    private func frame(_ first: UInt8, _ payload: String) -> [UInt8] {
        [first, UInt8(payload.utf8.count)] + Array(payload.utf8)
    }

    @Test("are marked on their first frame, and expanded whole, with their tail put back")
    func whole() throws {
        let bytes = self.frame(0xC1, "ab") + self.frame(0x81, "ab") + self.frame(0xC2, "xy")
        #expect(
            try self.decode(bytes) == [.text(Array("baba".utf8)), .text(Array("ab".utf8)), .binary(Array("yxyx".utf8))]
        )
    }

    @Test("may be fragments, with control frames between them, which are never compressed")
    func fragments() throws {
        let bytes = self.frame(0x41, "a") + self.frame(0x89, "p") + self.frame(0x00, "b") + self.frame(0x80, "c")
        #expect(try self.decode(bytes) == [.ping(Array("p".utf8)), .text(Array("cbacba".utf8))])
    }

    @Test(
        "are not marked on later frames, on control frames, or by other reserved bits",
        arguments: [[0x41, 0, 0xC0, 0], [0xC9, 0], [0xC8, 0], [0xE1, 0], [0x91, 0], [0xD1, 0]] as [[UInt8]]
    )
    func misplaced(bytes: [UInt8]) {
        #expect(throws: WebSocketError.reservedBits) { try self.decode(bytes) }
    }

    @Test("are checked to be UTF-8 as they were meant, not as they came")
    func text() throws {
        let euro = Array("€".utf8)
        #expect(try self.decode([0xC1, 3] + Array(euro.reversed())) == [.text(euro + euro)])
        #expect(throws: WebSocketError.notUTF8) { try self.decode([0xC1, 3] + euro) }
        #expect(throws: WebSocketError.notUTF8) { try self.decode([0xC1, 1, 0xE2]) }
    }

    @Test("may not be longer than the limit, before or after")
    func limit() {
        #expect(throws: WebSocketError.messageTooBig(limit: 5)) { try self.decode(self.frame(0xC1, "abc"), max: 5) }
        #expect(throws: WebSocketError.messageTooBig(limit: 5)) { try self.decode(self.frame(0xC1, "abcdef"), max: 5) }
    }
}
