import SocketIONIO
import TestClients
import Testing

@Suite("DEFLATE")
struct ZlibTests {
    static let tail: [UInt8] = [0, 0, 0xFF, 0xFF]

    @Test(
        "streams of RFC 7692, section 7.2.3, say Hello",
        arguments: [
            [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00],
            [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00],
            [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00],
            [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00],
        ] as [[UInt8]]
    )
    func examples(stream: [UInt8]) throws {
        #expect(try Zlib.expand(stream + Self.tail, limit: 5) == Array("Hello".utf8))
        #expect(throws: Zlib.ExpandError.tooLong) { try Zlib.expand(stream + Self.tail, limit: 4) }
    }

    @Test(
        "streams expand to what was compressed, at any size around the buffers'",
        arguments: [0, 1, 16_383, 16_384, 16_385, 1_000_000]
    )
    func roundTrip(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        let compressible = (0..<count).map { _ in UInt8.random(in: 0...20, using: &random) }
        for bytes in [compressible, random.bytes(count)] {
            let compressed = try #require(Zlib.compress(bytes, as: .raw))
            #expect(try Zlib.expand(compressed, limit: count) == bytes)
        }
    }

    @Test("streams may be any bytes and break nothing", arguments: 0..<200 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        do {
            #expect(try Zlib.expand(bytes + Self.tail, limit: 1000).count <= 1000)
        } catch {
            #expect(error == .malformed || error == .tooLong)
        }
    }
}
