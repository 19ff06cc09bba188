package import JSONText

/// One Socket.IO packet of protocol revision 5 as received, with its attachments.
///
/// Source: socket.io-protocol revision 5, "Packet types".
package enum SocketPacket: Sendable {
    /// `auth` is a JSON object, or `nil` when the client sent none, which means `{}`.
    case connect(namespace: ExactString, auth: JSONDocument?)
    case disconnect(namespace: ExactString)
    case event(ReceivedEvent)
    case ack(ReceivedAck)
    /// `payload` is a JSON string or object; some servers send none.
    case connectError(namespace: ExactString, payload: JSONDocument?)

    package var namespace: ExactString {
        switch self {
        case .connect(let namespace, _), .disconnect(let namespace), .connectError(let namespace, _): namespace
        case .event(let event): event.namespace
        case .ack(let ack): ack.namespace
        }
    }
}

/// A named event with its arguments.
package struct ReceivedEvent: Sendable {
    package let namespace: ExactString
    /// Never one of ``ReservedEvent/names``. A number as name is kept as its digits.
    package let name: ExactString
    /// Set when the sender waits for a reply.
    package let ackID: AckID?
    /// A JSON array: the name, then the arguments.
    package let document: JSONDocument
    /// In the order of the placeholders' numbers; at most the limit of ``SocketPacketDecoder``.
    package internal(set) var attachments: [[UInt8]] = []

    /// The array's items after the name.
    package var arguments: [JSONNode] { Array(self.document.elements(self.document.root).dropFirst()) }
}

/// The reply to an event.
package struct ReceivedAck: Sendable {
    package let namespace: ExactString
    package let id: AckID
    /// A JSON array: the reply's arguments.
    package let document: JSONDocument
    package internal(set) var attachments: [[UInt8]] = []

    package var arguments: [JSONNode] { Array(self.document.elements(self.document.root)) }
}

/// The names that belong to the library at both ends: sent as events they would break every client.
///
/// Source: socket.io-parser, `RESERVED_EVENTS`.
package enum ReservedEvent {
    package static let names: Set<ExactString> = [
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    ]
}

/// The kinds of Socket.IO packets by their digit; those with attachments have a digit of their own.
package enum SocketPacketKind: Hashable, Sendable {
    case connect, disconnect, event, ack, connectError

    func digit(hasAttachments: Bool) -> UInt8 {
        switch self {
        case .connect: UInt8(ascii: "0")
        case .disconnect: UInt8(ascii: "1")
        case .event: hasAttachments ? UInt8(ascii: "5") : UInt8(ascii: "2")
        case .ack: hasAttachments ? UInt8(ascii: "6") : UInt8(ascii: "3")
        case .connectError: UInt8(ascii: "4")
        }
    }
}
