import SocketIOProtocol
import TestClients
import Testing

/// Bytes made with engine.io-parser 2.2, which Socket.IO 2 uses.
@Suite("Payloads of Engine.IO 3")
struct Revision3PayloadTests {
    private func decode(_ body: [UInt8], isBinary: Bool = false) throws -> [EnginePacket] {
        var decoder = EnginePayloadDecoder(body, revision: .three, isBinary: isBinary)
        var packets: [EnginePacket] = []
        while let packet = try decoder.next() { packets.append(packet) }
        return packets
    }

    @Test("measure text in UTF-16 units, so that a face counts twice and an umlaut once")
    func text() throws {
        #expect(Revision3Payload.textHeader("4häß€".utf8) == Array("5:".utf8))
        #expect(Revision3Payload.textHeader("4😀".utf8) == Array("3:".utf8))
        #expect(Revision3Payload.textHeader("".utf8) == Array("0:".utf8))
        let packets = try self.decode(Array("6:4hello3:4😀2:4€1:2".utf8))
        let texts: [EnginePacket] = [.message(ArraySlice("hello".utf8)), .message(ArraySlice("😀".utf8))]
        #expect(packets == texts + [.message(ArraySlice("€".utf8)), .ping([])])
    }

    @Test("carry binary in text as b, the type and base64")
    func base64() throws {
        #expect(
            try self.decode(Array("10:b4AQIDBA==2:4x".utf8)) == [
                .binary([1, 2, 3, 4]), .message(ArraySlice("x".utf8)),
            ]
        )
    }

    @Test("frame binary bodies by kind, decimal length and 255; text in them is measured in bytes")
    func binary() throws {
        #expect(Revision3Payload.binaryHeader(isText: true, length: 120) == [0, 1, 2, 0, 255])
        #expect(Revision3Payload.binaryHeader(isText: false, length: 5) == [1, 5, 255])
        let body: [UInt8] =
            [1, 3, 255, 4, 9, 8] + [0, 4, 255] + Array("4€".utf8) + [1, 1, 255, 4] + [0, 1, 255, 0x32]
        let expected: [EnginePacket] = [.binary([9, 8]), .message(ArraySlice("€".utf8)), .binary([]), .ping([])]
        #expect(try self.decode(body, isBinary: true) == expected)
    }

    @Test(
        "with a length that is wrong, or none at all, are refused",
        arguments: ["", "4hello", ":4", "6:4hell", "2:4😀", "x:4", "-1:4", "99999999999:4", "1:4:", "1:41", "7"]
    )
    func badText(body: String) {
        #expect(throws: EnginePacketError.badLength) { try self.decode(Array(body.utf8)) }
    }

    @Test(
        "with a frame that is wrong are refused",
        arguments: [[], [2, 1, 255, 52], [0], [0, 255, 52], [0, 2, 255, 52], [0, 10, 255], [1, 1, 1]] as [[UInt8]]
    )
    func badBinary(body: [UInt8]) {
        #expect(throws: EnginePacketError.badLength) { try self.decode(body, isBinary: true) }
    }

    @Test("with a packet that is none are refused")
    func badPackets() {
        #expect(throws: EnginePacketError.empty) { try self.decode(Array("0:".utf8)) }
        #expect(throws: EnginePacketError.unknownType(0x39)) { try self.decode(Array("2:9x".utf8)) }
        #expect(throws: EnginePacketError.invalidBase64) { try self.decode(Array("3:b4!".utf8)) }
        #expect(throws: EnginePacketError.unknownType(7)) { try self.decode([1, 1, 255, 7], isBinary: true) }
        #expect(throws: EnginePacketError.empty) { try self.decode([1, 0, 255], isBinary: true) }
    }

    @Test("may be any bytes and break nothing", arguments: 0..<300 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = Array("0123456789:4b€😀".utf8) + [0, 1, 2, 255]
        let count = Int.random(in: 0...40, using: &random)
        let body = (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
        for isBinary in [true, false] {
            do {
                #expect(try self.decode(body, isBinary: isBinary).count <= body.count)
            } catch {
                #expect(error is EnginePacketError)
            }
        }
    }
}
