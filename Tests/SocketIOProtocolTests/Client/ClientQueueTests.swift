import SocketIOProtocol
import Testing

@Suite("What waits in a client")
struct ClientQueueTests {
    func message(_ text: String) -> EnginePacket { .message(Array(text.utf8)[...]) }

    func body(_ outbox: inout ClientOutbox, limit: Int) -> String? {
        outbox.takePayload(limit: limit).map {
            String(decoding: $0.body, as: UTF8.self).replacing("\u{1E}", with: "|") + " \($0.last)"
        }
    }

    @Test("goes out in requests that are as large as the server takes, and no larger")
    func payloads() {
        var outbox = ClientOutbox()
        for text in ["aaaa", "bbbb", "c"] { _ = outbox.append(self.message(text)) }
        #expect(outbox.byteCount == 12)
        #expect(self.body(&outbox, limit: 10) == "4aaaa 1")
        #expect(self.body(&outbox, limit: 8) == "4bbbb|4c 3")
        #expect(self.body(&outbox, limit: 8) == nil)
        #expect(outbox.byteCount == 0)
    }

    @Test("a packet that is too large alone goes alone")
    func oversized() {
        var outbox = ClientOutbox()
        for text in ["a", "too large", "b"] { _ = outbox.append(self.message(text)) }
        #expect(self.body(&outbox, limit: 5) == "4a 1")
        #expect(self.body(&outbox, limit: 5) == "4too large 2")
        #expect(self.body(&outbox, limit: 5) == "4b 3")
    }

    @Test("counts binary as the base64 that it becomes")
    func binary() {
        for count in 0...7 {
            let packet = EnginePacket.binary([UInt8](repeating: 0xFF, count: count))
            #expect(packet.textLength == packet.text.count)
        }
        var outbox = ClientOutbox()
        for _ in 0..<2 { _ = outbox.append(.binary([1, 2, 3, 4])) }
        #expect(self.body(&outbox, limit: 18) == "bAQIDBA== 1")
    }

    @Test("no request has more packets than servers in Python take")
    func count() {
        var outbox = ClientOutbox()
        for _ in 0..<17 { _ = outbox.append(.noop) }
        let batches = [outbox.takePayload(limit: 1000), outbox.takePayload(limit: 1000)]
        #expect(batches.map { $0?.last } == [16, 17])
    }

    @Test("what is kept for the next connection is bounded by count and by bytes")
    func buffer() {
        var buffer = SendBuffer<String>(maxCount: 3, maxBytes: 10)
        let kept = [("a", 4), ("b", 4), ("too large", 3), ("c", 2), ("one too many", 0)].map {
            buffer.append($0.0, byteCount: $0.1)
        }
        #expect(kept == [true, true, false, true, false])
        buffer.removeAll { $0 == "b" }
        let isKept = buffer.append("d", byteCount: 4)
        #expect(isKept)
        #expect(buffer.takeAll() == ["a", "c", "d"])
        #expect(buffer.takeAll() == [])
        let hasRoomAgain = buffer.append("e", byteCount: 10)
        #expect(hasRoomAgain)
    }
}
