import SocketIONIO
import SocketIOProtocol
import TestClients

extension DecoderTarget {
    /// Something that a well-behaved peer might send.
    func validInput(_ random: inout SeededRandom) -> [UInt8] {
        switch self {
        case .payload: Self.payload(&random)
        case .payload3: Self.payload3(&random)
        case .binaryPayload3: Self.binaryPayload3(&random)
        case .socketPackets: Self.socketPackets(&random)
        case .clientFrames: Self.frames(&random, isMasked: true)
        case .serverFrames: Self.frames(&random, isMasked: false)
        case .compressedFrames: Self.compressedFrames(&random)
        }
    }

    private static func packet(_ random: inout SeededRandom) -> EnginePacket {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .close
        case 1: .ping(EnginePacket.probe)
        case 2: .pong([])
        case 3: .binary(random.bytes(Int.random(in: 0...40, using: &random)))
        default: .message(ArraySlice(utf8(random.json())))
        }
    }

    private static func payload(_ random: inout SeededRandom) -> [UInt8] {
        EnginePayload.encode((0..<Int.random(in: 1...5, using: &random)).map { _ in self.packet(&random) })
    }

    /// A packet as text of revision 3, which names the type of binary ones too.
    private static func packet3(_ random: inout SeededRandom) -> [UInt8] {
        var text = self.packet(&random).text
        if text.first == UInt8(ascii: "b") { text.insert(UInt8(ascii: "4"), at: 1) }
        return text
    }

    private static func payload3(_ random: inout SeededRandom) -> [UInt8] {
        (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in
            let packet = self.packet3(&random)
            return Revision3Payload.textHeader(packet) + packet
        }
    }

    private static func binaryPayload3(_ random: inout SeededRandom) -> [UInt8] {
        (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in
            let isText = Bool.random(using: &random)
            let packet = isText ? self.packet3(&random) : [4] + random.bytes(Int.random(in: 0...40, using: &random))
            return Revision3Payload.binaryHeader(isText: isText, length: packet.count) + packet
        }
    }

    private static func socketPackets(_ random: inout SeededRandom) -> [UInt8] {
        var lines: [String] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let namespace = ["", "/custom,", "/a/b?c=1,"].randomElement(using: &random) ?? ""
            let id = Bool.random(using: &random) ? "\(Int.random(in: 0...99_999, using: &random))" : ""
            let argument = random.json()
            switch Int.random(in: 0..<6, using: &random) {
            case 0: lines.append("0\(namespace){\"token\":\(argument)}")
            case 1: lines.append("1\(namespace)")
            case 2: lines.append("2\(namespace)\(id)[\"message\",\(argument)]")
            case 3: lines.append("3\(namespace)7[\(argument)]")
            case 4: lines.append("4\(namespace){\"message\":\(argument)}")
            default:
                let count = Int.random(in: 1...3, using: &random)
                let places = (0..<count).map { "{\"_placeholder\":true,\"num\":\($0)}" }.joined(separator: ",")
                lines.append("5\(count)-\(namespace)\(id)[\"message\",\(argument),{\"in\":[\(places)]}]")
                lines += (0..<count).map { "b\($0)bytes" }
            }
        }
        return utf8(lines.joined(separator: "\n"))
    }

    private static func frames(_ random: inout SeededRandom, isMasked: Bool) -> [UInt8] {
        (0..<Int.random(in: 1...5, using: &random)).flatMap { _ -> [UInt8] in
            let opcode = [WebSocketOpcode.text, .binary, .ping, .pong, .close].randomElement(using: &random) ?? .text
            let isLong = Int.random(in: 0..<8, using: &random) == 0
            let payload: [UInt8] =
                switch opcode {
                case .text: utf8(isLong ? String(repeating: "é€😀", count: 40) : random.json())
                case .binary: random.bytes(isLong ? 300 : 10)
                case .close: WebSocketFrame.closePayload(code: .goingAway, reason: "bye")
                case .ping, .pong, .continuation: random.bytes(5)
                }
            guard isMasked else { return WebSocketFrame.unmasked(opcode, payload: payload) }
            return WebSocketFrame.masked(opcode, payload: payload, mask: UInt32.random(in: 0 ... .max, using: &random))
        }
    }

    private static func compressedFrames(_ random: inout SeededRandom) -> [UInt8] {
        (0..<Int.random(in: 1...3, using: &random)).flatMap { _ -> [UInt8] in
            let text = String(repeating: random.json(), count: Int.random(in: 1...20, using: &random))
            let payload = PerMessageDeflate.deflate(utf8(text)) ?? []
            let mask = UInt32.random(in: 0 ... .max, using: &random)
            var frame = WebSocketFrame.masked(.text, payload: payload, mask: mask)
            frame[0] |= 0x40
            return frame
        }
    }
}
