/// The kinds of frames, with their number on the wire.
///
/// Source: RFC 6455, section 5.2.
package enum WebSocketOpcode: UInt8, Sendable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    var isControl: Bool { self.rawValue & 0x8 != 0 }
}

/// Writes frames, each a whole message.
///
/// Source: RFC 6455, section 5.2.
package enum WebSocketFrame {
    /// The most bytes of a control frame's payload.
    package static let maxControlPayload = 125

    /// The bytes before the payload of an unmasked frame, as a server sends it.
    ///
    /// - Parameter isCompressed: Whether the payload is one of permessage-deflate.
    package static func header(_ opcode: WebSocketOpcode, length: Int, isCompressed: Bool = false) -> [UInt8] {
        var header = [(isCompressed ? 0xC0 : 0x80) | opcode.rawValue]
        Self.appendLength(length, maskBit: 0, to: &header)
        return header
    }

    /// A whole unmasked frame, as a server sends it.
    package static func unmasked(_ opcode: WebSocketOpcode, payload: [UInt8]) -> [UInt8] {
        Self.header(opcode, length: payload.count) + payload
    }

    /// A whole masked frame, as a client sends it.
    ///
    /// - Parameter mask: A fresh random number for every frame; its bytes in memory order are the key.
    package static func masked(_ opcode: WebSocketOpcode, payload: [UInt8], mask: UInt32) -> [UInt8] {
        var frame = [0x80 | opcode.rawValue]
        frame.reserveCapacity(payload.count + 14)
        Self.appendLength(payload.count, maskBit: 0x80, to: &frame)
        var key = WebSocketMask(mask)
        frame.append(contentsOf: key.bytes)
        let start = frame.count
        frame.append(contentsOf: payload)
        key.apply(to: &frame, from: start)
        return frame
    }

    /// The payload of a close frame; empty without a code.
    ///
    /// - Parameter reason: At most 123 bytes of it are kept, cut between characters.
    package static func closePayload(code: WebSocketCloseCode?, reason: String) -> [UInt8] {
        guard let code else { return [] }
        var payload = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)]
        for character in reason {
            guard payload.count + character.utf8.count <= Self.maxControlPayload else { break }
            payload.append(contentsOf: character.utf8)
        }
        return payload
    }

    private static func appendLength(_ length: Int, maskBit: UInt8, to frame: inout [UInt8]) {
        switch length {
        case ..<126:
            frame.append(maskBit | UInt8(length))
        case ..<0x1_0000:
            frame.append(maskBit | 126)
            frame.append(UInt8(length >> 8))
            frame.append(UInt8(length & 0xFF))
        default:
            frame.append(maskBit | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                frame.append(UInt8(truncatingIfNeeded: length >> shift))
            }
        }
    }
}

/// The XOR key of a client's frame, and where in its four bytes the payload stands.
///
/// Source: RFC 6455, section 5.3.
struct WebSocketMask: Sendable {
    private let key: UInt32
    private var offset = 0

    /// - Parameter key: The four bytes as they lie in memory.
    init(_ key: UInt32) { self.key = key }

    var bytes: [UInt8] { (0..<4).map(self.byte) }

    private func byte(_ index: Int) -> UInt8 { withUnsafeBytes(of: self.key) { $0[index & 3] } }

    /// Masks or unmasks the bytes from `start` on, and remembers where it ended.
    mutating func apply(to bytes: inout [UInt8], from start: Int) {
        var index = start
        while index < bytes.count, self.offset & 3 != 0 {
            bytes[index] ^= self.byte(self.offset)
            index += 1
            self.offset += 1
        }
        let key = UInt64(self.key) << 32 | UInt64(self.key)
        let words = (bytes.count - index) / 8
        bytes.withUnsafeMutableBytes { raw in
            for word in 0..<words {
                let at = index + word * 8
                raw.storeBytes(
                    of: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ key,
                    toByteOffset: at,
                    as: UInt64.self
                )
            }
        }
        index += words * 8
        while index < bytes.count {
            bytes[index] ^= self.byte(self.offset)
            index += 1
            self.offset += 1
        }
        self.offset &= 3
    }
}

/// Why a WebSocket ends, as told to the peer.
///
/// Source: RFC 6455, section 7.4; IANA "WebSocket Close Code Number Registry".
package struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    /// Takes a code that may stand in a close frame: 1000 to 1003, 1007 to 1014, 3000 to 4999.
    package init?(rawValue: UInt16) {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: self.rawValue = rawValue
        default: return nil
        }
    }

    private init(known: UInt16) { self.rawValue = known }

    package static let normal = Self(known: 1000)
    package static let goingAway = Self(known: 1001)
    package static let protocolError = Self(known: 1002)
    package static let notUTF8 = Self(known: 1007)
    package static let policyViolation = Self(known: 1008)
    package static let messageTooBig = Self(known: 1009)
}
