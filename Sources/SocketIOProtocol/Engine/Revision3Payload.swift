/// How clients of Socket.IO 2 frame the packets of one polling body, and binary ones on a WebSocket.
///
/// Source: engine.io-protocol revision 3, "Encoding"; engine.io-parser 2.2 where that is silent.
package enum Revision3Payload {
    /// Stands before the bytes of a binary message, in a body and in a WebSocket frame.
    package static let messageType: UInt8 = 4

    /// Ends a packet's length in a binary body.
    private static let lengthEnd: UInt8 = 0xFF
    /// No body is so long that its packets' lengths need more digits.
    private static let maxDigits = 10

    // MARK: Encoding

    /// What stands before a packet in a text body: its length in UTF-16 units.
    package static func textHeader(_ packet: some Sequence<UInt8>) -> [UInt8] {
        var units = 0
        for byte in packet { units += Self.utf16Units(startedBy: byte) }
        return Array("\(units):".utf8)
    }

    /// What stands before a packet in a binary body: what it is, and its length in bytes.
    package static func binaryHeader(isText: Bool, length: Int) -> [UInt8] {
        [isText ? 0 : 1] + "\(length)".utf8.map { $0 - UInt8(ascii: "0") } + [Self.lengthEnd]
    }

    /// The UTF-16 units of the character that begins with a byte; none for its further bytes.
    private static func utf16Units(startedBy byte: UInt8) -> Int {
        switch byte {
        case 0x80..<0xC0: 0
        case 0xF0...: 2
        default: 1
        }
    }

    // MARK: Decoding

    /// Takes the first packet of a text body, such as `6:4hello`.
    ///
    /// - Throws: ``EnginePacketError/badLength`` when the length is none, is more than there is, or ends within a
    ///   character, and what ``EnginePacket/init(revision3Text:)`` throws.
    static func takeText(from rest: inout ArraySlice<UInt8>) throws(EnginePacketError) -> EnginePacket {
        guard let colon = rest.prefix(Self.maxDigits + 1).firstIndex(of: UInt8(ascii: ":")),
            var units = Self.number(rest[..<colon].map { $0 &- UInt8(ascii: "0") })
        else { throw .badLength }
        let start = colon + 1
        var end = start
        while end < rest.endIndex {
            let more = Self.utf16Units(startedBy: rest[end])
            guard units > 0 || more == 0 else { break }
            units -= more
            end += 1
        }
        guard units == 0 else { throw .badLength }
        defer { rest = rest[end...] }
        return try EnginePacket(revision3Text: rest[start..<end])
    }

    /// Takes the first packet of a binary body.
    ///
    /// - Throws: As ``takeText(from:)``, and what ``EnginePacket/init(revision3Binary:)`` throws.
    static func takeBinary(from rest: inout ArraySlice<UInt8>) throws(EnginePacketError) -> EnginePacket {
        guard let kind = rest.popFirst(), kind <= 1 else { throw .badLength }
        guard let mark = rest.prefix(Self.maxDigits + 1).firstIndex(of: Self.lengthEnd),
            let length = Self.number(rest[..<mark]), length <= rest.endIndex - mark - 1
        else { throw .badLength }
        let packet = rest[(mark + 1)..<(mark + 1 + length)]
        rest = rest[packet.endIndex...]
        return kind == 0 ? try EnginePacket(revision3Text: packet) : try EnginePacket(revision3Binary: packet)
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ $0 <= 9 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) }
    }
}

extension EnginePacket {
    /// Decodes one text packet of revision 3: binary ones are `b`, the type `4`, and base64.
    package init(revision3Text text: ArraySlice<UInt8>) throws(EnginePacketError) {
        guard text.first == UInt8(ascii: "b") else {
            self = try EnginePacket(text: text)
            return
        }
        guard text.dropFirst().first == UInt8(ascii: "4") else { throw .unknownType(text.dropFirst().first ?? 0) }
        guard let bytes = Base64.decode(text.dropFirst(2)) else { throw .invalidBase64 }
        self = .binary(bytes)
    }

    /// Decodes one binary packet of revision 3: a byte that is the type, and what follows it.
    package init(revision3Binary bytes: ArraySlice<UInt8>) throws(EnginePacketError) {
        guard let type = bytes.first else { throw .empty }
        guard type != Revision3Payload.messageType else {
            self = .binary(Array(bytes.dropFirst()))
            return
        }
        guard type <= 6 else { throw .unknownType(type) }
        self = try EnginePacket(text: [UInt8(ascii: "0") + type] + bytes.dropFirst())
    }
}
