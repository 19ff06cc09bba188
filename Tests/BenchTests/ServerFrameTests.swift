import Testing
import cmsio_bench

@Suite("Frames from a server")
struct ServerFrameTests {
    private func frame(_ bytes: [UInt8], at start: Int = 0) -> ServerFrame? {
        bytes.withUnsafeBytes { ServerFrame(in: $0, at: start) }
    }

    @Test(
        "finds the payload behind a head of each length",
        arguments: [([0x81, 5], 5), ([0x81, 126, 0, 200], 200), ([0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0], 65536)]
            as [([UInt8], Int)]
    )
    func lengths(head: [UInt8], length: Int) throws {
        let bytes = head + [UInt8](repeating: 0x61, count: length)
        let frame = try #require(self.frame(bytes))
        #expect(frame.payload == head.count..<head.count + length)
        #expect(frame.opcode == 1 && frame.isFinal && !frame.isMasked)
        for end in [0, 1, head.count - 1, head.count, bytes.count - 1] {
            #expect(self.frame(Array(bytes[..<end])) == nil, "with \(end) bytes")
        }
    }

    @Test("finds the frame that begins where another ended")
    func second() throws {
        let bytes: [UInt8] = [0x81, 1, 0x32, 0x81, 2, 0x34, 0x32]
        let first = try #require(self.frame(bytes))
        #expect(try #require(self.frame(bytes, at: first.payload.upperBound)).payload == 5..<7)
    }

    @Test("a length beyond all memory is never there")
    func enormous() {
        #expect(self.frame([0x81, 127] + [UInt8](repeating: 0xFF, count: 100)) == nil)
    }
}
