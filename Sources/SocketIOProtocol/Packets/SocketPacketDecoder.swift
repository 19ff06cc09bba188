package import JSONText

/// Puts the Socket.IO packets of one connection together from its messages.
///
/// A text message is a packet, or the head of one whose attachments follow as binary messages in order.
/// After an error the connection is to be closed; the decoder is not to be used again.
///
/// Source: socket.io-protocol revision 5, "Packet encoding"; socket.io-parser 4.2.6 for what is refused.
package struct SocketPacketDecoder: Sendable {
    /// The most attachments of one packet, as the reference server allows.
    package static let defaultMaxAttachments = 10

    private enum State {
        case idle
        case collectingEvent(ReceivedEvent, missing: Int)
        case collectingAck(ReceivedAck, missing: Int)
    }
    private var state = State.idle
    private let maxAttachments: Int
    private let limits: JSONLimits

    package init(maxAttachments: Int = Self.defaultMaxAttachments, limits: JSONLimits = JSONLimits()) {
        self.maxAttachments = maxAttachments
        self.limits = limits
    }

    /// Takes a text message.
    ///
    /// - Returns: The packet, or `nil` when its attachments are still to come.
    package mutating func receive(text: ArraySlice<UInt8>) throws(SocketPacketError) -> SocketPacket? {
        guard case .idle = self.state else { throw .textWhileBinaryDue }
        let head = try SocketPacketHead(text: text, maxAttachments: self.maxAttachments)
        let packet = try head.packet(limits: self.limits)
        guard let count = head.attachmentCount, count > 0 else { return packet }
        switch packet {
        case .event(let event): self.state = .collectingEvent(event, missing: count)
        case .ack(let ack): self.state = .collectingAck(ack, missing: count)
        case .connect, .disconnect, .connectError: return packet
        }
        return nil
    }

    /// Takes a binary message.
    ///
    /// - Returns: The packet whose last attachment this was, or `nil` when more are due.
    package mutating func receive(binary: [UInt8]) throws(SocketPacketError) -> SocketPacket? {
        let state = self.state
        self.state = .idle
        switch state {
        case .idle:
            throw .binaryNotDue
        case .collectingEvent(var event, let missing):
            event.attachments.append(binary)
            guard missing > 1 else { return .event(event) }
            self.state = .collectingEvent(event, missing: missing - 1)
        case .collectingAck(var ack, let missing):
            ack.attachments.append(binary)
            guard missing > 1 else { return .ack(ack) }
            self.state = .collectingAck(ack, missing: missing - 1)
        }
        return nil
    }
}
