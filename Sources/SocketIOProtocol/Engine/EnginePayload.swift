/// The body of a polling request or response: packets joined by the record separator.
///
/// Source: engine.io-protocol revision 4, "Packet encoding", "HTTP long-polling".
package enum EnginePayload {
    package static let separator: UInt8 = 0x1E

    /// The packets as one body. No packets give an empty body, which no decoder accepts.
    package static func encode(_ packets: [EnginePacket]) -> [UInt8] {
        var output: [UInt8] = []
        for (index, packet) in packets.enumerated() {
            if index > 0 { output.append(Self.separator) }
            packet.appendText(to: &output)
        }
        return output
    }
}

/// Reads a polling body packet by packet, so that a body of very many tiny packets costs no more than its bytes.
package struct EnginePayloadDecoder: Sendable {
    private enum Framing {
        case separators
        /// Revision 3: each packet after its length.
        case lengths
        /// Revision 3, `application/octet-stream`.
        case binary
    }
    private let framing: Framing
    private var rest: ArraySlice<UInt8>?

    /// - Parameters:
    ///   - revision: The one that the session speaks.
    ///   - isBinary: Whether the body is an `application/octet-stream`, which only revision 3 knows.
    package init(_ body: [UInt8], revision: EngineRevision = .four, isBinary: Bool = false) {
        switch revision {
        case .four: self.framing = .separators
        case .three: self.framing = isBinary ? .binary : .lengths
        }
        self.rest = body[...]
    }

    /// The next packet, or `nil` after the last.
    ///
    /// - Throws: ``EnginePacketError``; what follows a bad packet is never read: the next call answers `nil`.
    package mutating func next() throws(EnginePacketError) -> EnginePacket? {
        guard var rest = self.rest else { return nil }
        self.rest = nil
        let packet: EnginePacket
        switch self.framing {
        case .separators:
            let end = rest.firstIndex(of: EnginePayload.separator)
            packet = try EnginePacket(text: rest[..<(end ?? rest.endIndex)])
            if let end { self.rest = rest[(end + 1)...] }
            return packet
        case .lengths: packet = try Revision3Payload.takeText(from: &rest)
        case .binary: packet = try Revision3Payload.takeBinary(from: &rest)
        }
        if !rest.isEmpty { self.rest = rest }
        return packet
    }
}
