/// One Engine.IO packet of protocol revision 4.
///
/// Source: engine.io-protocol revision 4, "Packet encoding".
package enum EnginePacket: Hashable, Sendable {
    /// The server's handshake, a JSON object: see ``EngineHandshake``.
    case open(ArraySlice<UInt8>)
    case close
    /// A heartbeat of the server, or `probe` from a client that tries a new transport.
    case ping(ArraySlice<UInt8>)
    case pong(ArraySlice<UInt8>)
    /// Text of the layer above. On a WebSocket it is valid UTF-8; in a polling payload nobody has checked yet.
    case message(ArraySlice<UInt8>)
    case upgrade
    case noop
    /// Bytes of the layer above: a binary WebSocket frame, or base64 after a `b` in text.
    case binary([UInt8])

    package static let probe = ArraySlice("probe".utf8)

    /// Decodes one text packet, such as `4hello`, `2probe` or `bAQID`.
    ///
    /// What follows the type of a close, upgrade or noop packet is ignored, as the reference server does.
    ///
    /// - Parameter text: One packet, without the separator of a polling payload.
    /// - Throws: ``EnginePacketError/empty`` for no text at all, ``EnginePacketError/unknownType(_:)`` when the first
    ///   byte is neither `0`…`6` nor `b`, ``EnginePacketError/invalidBase64`` for a `b` packet that is no base64.
    package init(text: ArraySlice<UInt8>) throws(EnginePacketError) {
        guard let type = text.first else { throw .empty }
        let data = text.dropFirst()
        switch type {
        case UInt8(ascii: "0"): self = .open(data)
        case UInt8(ascii: "1"): self = .close
        case UInt8(ascii: "2"): self = .ping(data)
        case UInt8(ascii: "3"): self = .pong(data)
        case UInt8(ascii: "4"): self = .message(data)
        case UInt8(ascii: "5"): self = .upgrade
        case UInt8(ascii: "6"): self = .noop
        case UInt8(ascii: "b"):
            guard let bytes = Base64.decode(data) else { throw .invalidBase64 }
            self = .binary(bytes)
        default: throw .unknownType(type)
        }
    }

    /// Appends the packet as text; binary becomes `b` and base64.
    package func appendText(to output: inout [UInt8]) {
        switch self {
        case .open(let data):
            output.append(UInt8(ascii: "0"))
            output.append(contentsOf: data)
        case .close:
            output.append(UInt8(ascii: "1"))
        case .ping(let data):
            output.append(UInt8(ascii: "2"))
            output.append(contentsOf: data)
        case .pong(let data):
            output.append(UInt8(ascii: "3"))
            output.append(contentsOf: data)
        case .message(let data):
            output.append(UInt8(ascii: "4"))
            output.append(contentsOf: data)
        case .upgrade:
            output.append(UInt8(ascii: "5"))
        case .noop:
            output.append(UInt8(ascii: "6"))
        case .binary(let bytes):
            output.append(UInt8(ascii: "b"))
            Base64.encode(bytes, into: &output)
        }
    }

    /// The packet as text: what a text frame or a piece of a polling payload holds.
    package var text: [UInt8] {
        var output: [UInt8] = []
        self.appendText(to: &output)
        return output
    }
}

/// Why bytes are no Engine.IO packet.
package enum EnginePacketError: Error, Hashable, CustomStringConvertible {
    case empty
    case unknownType(UInt8)
    case invalidBase64
    /// Of a packet in a payload of revision 3.
    case badLength

    package var description: String {
        switch self {
        case .empty: "an Engine.IO packet is empty; it needs at least its type"
        case .unknownType(let byte):
            "an Engine.IO packet starts with byte \(byte); its type is a digit from 0 to 6, or b"
        case .invalidBase64: "a binary Engine.IO packet is not base64"
        case .badLength: "an Engine.IO packet does not have the length that stands before it"
        }
    }
}
