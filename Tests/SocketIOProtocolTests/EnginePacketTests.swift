import JSONText
import SocketIOProtocol
import TestClients
import Testing

@Suite("Engine.IO packets")
struct EnginePacketTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let text: [UInt8]
        let packet: EnginePacket
        var testDescription: String { String(decoding: self.text, as: UTF8.self) }

        init(_ string: String, _ packet: EnginePacket) {
            self.text = utf8(string)
            self.packet = packet
        }
    }

    static let examples = [
        Example("0{}", .open(utf8("{}")[...])),
        Example("1", .close),
        Example("2", .ping([])),
        Example("2probe", .ping(EnginePacket.probe)),
        Example("3probe", .pong(EnginePacket.probe)),
        Example("4hello €", .message(utf8("hello €")[...])),
        Example("4\u{301}", .message(utf8("\u{301}")[...])),
        Example("4", .message([])),
        Example("5", .upgrade),
        Example("6", .noop),
        Example("bAQID", .binary([1, 2, 3])),
        Example("bAQI=", .binary([1, 2])),
        Example("b", .binary([])),
    ]

    @Test("decode and encode back to the same text", arguments: examples)
    func roundTrip(_ example: Example) throws {
        #expect(try EnginePacket(text: example.text[...]) == example.packet)
        #expect(example.packet.text == example.text)
    }

    @Test(
        "refuse text that is no packet",
        arguments: [
            ("", EnginePacketError.empty), ("7", .unknownType(0x37)), ("x", .unknownType(0x78)),
            ("B", .unknownType(0x42)), ("bA", .invalidBase64), ("bA*==", .invalidBase64), ("bAA=A", .invalidBase64),
            ("bAAA==", .invalidBase64),
        ]
    )
    func refuses(string: String, error: EnginePacketError) {
        #expect(throws: error) { try EnginePacket(text: utf8(string)[...]) }
    }

    @Test("take base64 without its padding, as some clients write it")
    func unpaddedBase64() throws {
        #expect(try EnginePacket(text: utf8("bAQI")[...]) == .binary([1, 2]))
        #expect(try EnginePacket(text: utf8("bAQ")[...]) == .binary([1]))
    }

    @Test("give back any bytes through base64", arguments: 0..<40)
    func base64RoundTrip(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        let bytes = random.bytes(count)
        #expect(try EnginePacket(text: EnginePacket.binary(bytes).text[...]) == .binary(bytes))
    }

    @Test("make 20 letters of 15 bytes in the URL alphabet")
    func urlAlphabet() {
        #expect(text(Base64.urlEncoded([0xFB, 0xFF, 0xFE])) == "-__-")
        #expect(Base64.urlEncoded([UInt8](repeating: 7, count: 15)).count == 20)
    }
}

@Suite("Polling payloads")
struct EnginePayloadTests {
    private func decode(_ body: [UInt8]) -> (packets: [EnginePacket], error: EnginePacketError?) {
        var decoder = EnginePayloadDecoder(body)
        var packets: [EnginePacket] = []
        do throws(EnginePacketError) {
            while let packet = try decoder.next() { packets.append(packet) }
            return (packets, nil)
        } catch {
            #expect((try? decoder.next()) == .some(nil), "nothing is read after an error")
            return (packets, error)
        }
    }

    @Test("hold packets between record separators")
    func manyPackets() {
        let packets: [EnginePacket] = [.message(utf8("a")[...]), .ping([]), .binary([1, 2, 3])]
        let body = EnginePayload.encode(packets)
        #expect(text(body) == "4a\u{1E}2\u{1E}bAQID")
        #expect(self.decode(body).packets == packets)
    }

    @Test(
        "stop at the first bad packet and keep those before it",
        arguments: [
            ("", 0, EnginePacketError.empty), ("4a\u{1E}", 1, .empty), ("\u{1E}4a", 0, .empty),
            ("4a\u{1E}x\u{1E}4b", 1, .unknownType(0x78)), ("4a\u{1E}4b\u{1E}b!", 2, .invalidBase64),
        ]
    )
    func stopsAtBadPacket(body: String, kept: Int, error: EnginePacketError) {
        let decoded = self.decode(utf8(body))
        #expect(decoded.packets.count == kept)
        #expect(decoded.error == error)
    }

    @Test("survive any bytes", arguments: 0..<200 as Range<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = utf8("0123456b\u{1E}\u{1E}AQ=x") + [0xFF, 0x00]
        let body = (0..<Int.random(in: 0...64, using: &random)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
        let decoded = self.decode(body)
        if decoded.error == nil, !body.contains(where: { $0 == UInt8(ascii: "b") }) {
            #expect(self.decode(EnginePayload.encode(decoded.packets)).packets == decoded.packets)
        }
    }
}

@Suite("The handshake")
struct EngineHandshakeTests {
    private let handshake = EngineHandshake(
        sid: "lv_VI97HAXpY6yYWAAAC",
        upgrades: ["websocket"],
        pingInterval: .seconds(25),
        pingTimeout: .milliseconds(200),
        maxPayload: 1_000_000
    )

    @Test("has exactly the five keys, byte for byte")
    func bytes() {
        #expect(
            text(self.handshake.json)
                == #"{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"#
                + #""pingTimeout":200,"maxPayload":1000000}"#
        )
    }

    @Test("is read back, unknown keys or not")
    func readsBack() throws {
        #expect(try EngineHandshake(json: self.handshake.json[...]) == self.handshake)
        let more = utf8(#"{"sid":"a","pingInterval":1,"pingTimeout":2,"new":[1]}"#)
        #expect(try EngineHandshake(json: more[...]).upgrades == [])
    }

    @Test(
        "is refused without what a client needs",
        arguments: [
            (#"{"pingInterval":1,"pingTimeout":2}"#, "sid"),
            (#"{"sid":"","pingInterval":1,"pingTimeout":2}"#, "sid"),
            (#"{"sid":"a","pingInterval":"1","pingTimeout":2}"#, "pingInterval"),
            (#"{"sid":"a","pingInterval":1,"pingTimeout":-2}"#, "pingTimeout"),
            ("[]", "sid"),
        ]
    )
    func refused(json: String, missing: String) {
        #expect(throws: EngineHandshakeError.missing(missing)) { try EngineHandshake(json: utf8(json)[...]) }
    }
}
