import SocketIOProtocol
import TestClients
import Testing

@Suite("WebSocket frames")
struct WebSocketFrameTests {
    typealias Message = WebSocketFrameDecoder.Message

    private static func decode(
        _ pieces: [[UInt8]],
        from peer: WebSocketFrameDecoder.Peer = .server,
        max: Int = 1000
    ) -> (messages: [Message], error: WebSocketError?) {
        var decoder = WebSocketFrameDecoder(reading: peer, maxMessageBytes: max)
        var messages: [Message] = []
        var failure: WebSocketError?
        for piece in pieces {
            do throws(WebSocketError) {
                try decoder.decode(piece.span.bytes, into: &messages)
            } catch {
                failure = error
            }
        }
        return (messages, failure)
    }

    /// An unmasked frame from its first byte and payload.
    private static func frame(_ first: UInt8, _ payload: String = "") -> [UInt8] {
        [first, UInt8(payload.utf8.count)] + utf8(payload)
    }

    @Test("have the three forms of length", arguments: [0, 1, 125, 126, 127, 65535, 65536, 70000])
    func lengths(count: Int) {
        let payload = [UInt8](repeating: 0x61, count: count)
        let header = WebSocketFrame.header(.text, length: count)
        #expect(header.count == (count < 126 ? 2 : count < 65536 ? 4 : 10))
        #expect(Self.decode([header + payload], max: 70000).messages == [.text(payload)])
        let masked = WebSocketFrame.masked(.binary, payload: payload, mask: 0xA1B2_C3D4)
        #expect(masked.count == header.count + 4 + count)
        #expect(Self.decode([masked], from: .client, max: 70000).messages == [.binary(payload)])
    }

    @Test("are masked as RFC 6455 section 5.7 shows")
    func rfcExample() {
        let masked: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(Self.decode([masked], from: .client).messages == [.text(utf8("Hello"))])
        let key = UInt32(bigEndian: 0x37FA_213D)
        #expect(WebSocketFrame.masked(.text, payload: utf8("Hello"), mask: key) == masked)
        #expect(WebSocketFrame.unmasked(.text, payload: utf8("Hello")) == [0x81, 0x05] + utf8("Hello"))
    }

    @Test("may be fragments, with control frames between them")
    func fragments() {
        let bytes =
            Self.frame(0x01, "He") + Self.frame(0x89, "p") + Self.frame(0x00, "l") + Self.frame(0x8A, "q")
            + Self.frame(0x80, "lo") + Self.frame(0x82, "b")
        #expect(
            Self.decode([bytes]).messages
                == [.ping(utf8("p")), .pong(utf8("q")), .text(utf8("Hello")), .binary(utf8("b"))]
        )
    }

    @Test("may end inside a character, as long as the message does not")
    func characterAcrossFragments() {
        let euro = utf8("€")
        let first = [0x01, 0x01, euro[0]]
        #expect(Self.decode([first + [0x80, 0x02, euro[1], euro[2]]]).messages == [.text(euro)])
        #expect(Self.decode([first + [0x80, 0x01, euro[1]]]).error == .notUTF8)
    }

    @Test(
        "are refused with text that is no UTF-8",
        arguments: [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0x80], [0xFF], [0xC3, 0x41], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func badText(bytes: [UInt8]) {
        let decoded = Self.decode([WebSocketFrame.unmasked(.text, payload: bytes)])
        #expect(decoded.error == .notUTF8)
        #expect(decoded.error?.closeCode.rawValue == 1007)
        #expect(decoded.messages.isEmpty)
        #expect(Self.decode([WebSocketFrame.unmasked(.binary, payload: bytes)]).messages == [.binary(bytes)])
    }

    @Test("carry every text at the borders of UTF-8")
    func goodText() {
        let payload = utf8("\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}")
        #expect(
            Self.decode(payload.indices.map { _ in [] } + [WebSocketFrame.unmasked(.text, payload: payload)]).messages
                == [.text(payload)]
        )
    }

    @Test(
        "are refused when they break the protocol",
        arguments: [
            ([0xC1, 0x00], WebSocketError.reservedBits), ([0xA1, 0x00], .reservedBits), ([0x91, 0x00], .reservedBits),
            ([0x83, 0x00], .unknownOpcode(3)), ([0x8B, 0x00], .unknownOpcode(11)), ([0x81, 0x80], .masked),
            ([0x09, 0x00], .fragmentedControlFrame), ([0x08, 0x00], .fragmentedControlFrame),
            ([0x89, 0x7E], .longControlFrame), ([0x80, 0x00], .nothingToContinue), ([0x00, 0x00], .nothingToContinue),
            ([0x01, 0x00, 0x81, 0x00], .messageNotFinished), ([0x01, 0x00, 0x02, 0x00], .messageNotFinished),
            ([0x88, 0x01, 0x03], .badCloseCode), ([0x88, 0x02, 0x03, 0xE7], .badCloseCode),
            ([0x88, 0x02, 0x03, 0xEC], .badCloseCode), ([0x88, 0x02, 0x03, 0xED], .badCloseCode),
            ([0x88, 0x02, 0x13, 0x88], .badCloseCode), ([0x88, 0x03, 0x03, 0xE8, 0xFF], .notUTF8),
        ] as [([UInt8], WebSocketError)]
    )
    func refuses(bytes: [UInt8], error: WebSocketError) {
        #expect(Self.decode([bytes]).error == error)
        #expect(Self.decode(bytes.map { [$0] }).error == error)
    }

    @Test("from a client must be masked")
    func unmasked() {
        #expect(Self.decode([[0x81, 0x00]], from: .client).error == .notMasked)
        #expect(Self.decode([[0x81, 0x80, 1, 2, 3, 4]], from: .client).messages == [.text([])])
    }

    @Test("make messages of at most the limit, refused before they are read")
    func tooBig() {
        #expect(Self.decode([[0x81, 0x7E, 0x03, 0xE9]]).error == .messageTooBig(limit: 1000))
        #expect(Self.decode([[0x81, 0x7E, 0x03, 0xE8]]).error == nil)
        let huge: [UInt8] = [0x82, 0x7F] + [UInt8](repeating: 0xFF, count: 8)
        #expect(Self.decode([huge]).error?.closeCode.rawValue == 1009)
        let half = [UInt8](repeating: 0x61, count: 600)
        let fragments = [0x01, 0x7E, 0x02, 0x58] + half + [0x80, 0x7E, 0x02, 0x58] + half
        #expect(Self.decode([fragments]).error == .messageTooBig(limit: 1000))
    }

    @Test("end with a close frame, after which nothing is read")
    func close() {
        let code = WebSocketCloseCode.goingAway
        let payload = WebSocketFrame.closePayload(code: code, reason: "bye")
        let bytes = WebSocketFrame.unmasked(.close, payload: payload) + Self.frame(0x81, "late")
        #expect(Self.decode([bytes]).messages == [.close(code: code, reason: "bye")])
        #expect(Self.decode([[0x88, 0x00]]).messages == [.close(code: nil, reason: "")])
    }

    @Test("cut a close reason to what fits, between characters")
    func longReason() {
        let payload = WebSocketFrame.closePayload(code: .normal, reason: String(repeating: "€", count: 50))
        #expect(payload.count == 2 + 41 * 3)
        #expect(WebSocketFrame.closePayload(code: nil, reason: "x").isEmpty)
    }

    @Test("say the same in whatever split they come", arguments: 0..<100 as Range<UInt64>)
    func splits(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<6 {
            let payload = utf8(String(repeating: "aé€😀", count: Int.random(in: 0...30, using: &random)))
            bytes += WebSocketFrame.masked(
                Bool.random(using: &random) ? .text : .binary,
                payload: payload,
                mask: random.next() > 9 ? 77 : 0
            )
            bytes += WebSocketFrame.masked(
                .ping,
                payload: utf8("x"),
                mask: UInt32.random(in: 0 ... .max, using: &random)
            )
        }
        let whole = Self.decode([bytes], from: .client)
        #expect(whole.messages.count == 12)
        #expect(Self.decode(random.split(bytes, longest: 9), from: .client).messages == whole.messages)
    }

    @Test("may be any bytes and break nothing", arguments: 0..<400 as Range<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var bytes = random.bytes(Int.random(in: 0...300, using: &random))
        if !bytes.isEmpty { bytes[0] = [0x81, 0x82, 0x01, 0x88, 0x89][Int.random(in: 0..<5, using: &random)] }
        let peer: WebSocketFrameDecoder.Peer = Bool.random(using: &random) ? .client : .server
        let whole = Self.decode([bytes], from: peer)
        let pieces = Self.decode(random.split(bytes, longest: 5), from: peer)
        #expect(pieces.messages == whole.messages)
        #expect(pieces.error == whole.error)
    }
}
