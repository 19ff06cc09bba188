public import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// An event to send: a name and its arguments, encoded once however many sockets get it.
///
/// Copies share the encoding, so keep one value for one event rather than making it again per receiver.
public struct SocketIOEvent: Sendable {
    /// The name receivers listen for.
    public let name: ExactString
    /// Each a valid JSON text, sent verbatim.
    public let arguments: [[UInt8]]
    /// The binary values, in the order of the placeholders' numbers.
    public let attachments: [[UInt8]]

    private let encodings = Encodings()

    /// Makes an event, possibly with binary values.
    ///
    /// - Parameters:
    ///   - name: Not a reserved one (see ``isReserved(_:)``): that is a programmer's error and traps.
    ///   - arguments: Valid JSON texts, which nobody checks again. A binary value is written as
    ///     ``placeholder(_:)`` with its index in `attachments`, at any depth.
    ///   - attachments: At most 10, which is what receivers accept.
    public init(_ name: ExactString, arguments: [[UInt8]] = [], attachments: [[UInt8]] = []) {
        precondition(!Self.isReserved(name), "'\(name)' is reserved by Socket.IO; give the event another name")
        self.name = name
        self.arguments = arguments
        self.attachments = attachments
    }

    /// Whether `name` belongs to Socket.IO itself: `connect`, `connect_error`, `disconnect`, `disconnecting`,
    /// `newListener` and `removeListener`. Clients cut a connection that sends such an event.
    public static func isReserved(_ name: ExactString) -> Bool { ReservedEvent.names.contains(name) }

    /// What stands in an argument for the attachment at `index`.
    public static func placeholder(_ index: Int) -> [UInt8] { AttachmentPlaceholder.json(index) }
}

extension SocketIOEvent {
    /// What one encoding differs in from another.
    private struct Variant: Equatable {
        let namespace: ExactString
        let isCompressed: Bool
        let offset: ExactString?
    }
    /// The encodings made so far; an event nearly always has one.
    private final class Encodings: Sendable {
        let made = Mutex<[(variant: Variant, packet: OutgoingPacket)]>([])
    }

    /// The event as a packet of `namespace`, made on the first call and shared by the later ones.
    ///
    /// - Parameter offset: Where it stands in the namespace's log. An event that is logged has its encodings for itself,
    ///   see ``unshared``.
    func packet(namespace: ExactString, isCompressed: Bool, offset: ExactString? = nil) -> OutgoingPacket {
        let variant = Variant(namespace: namespace, isCompressed: isCompressed, offset: offset)
        return self.encodings.made.withLock { made in
            if let known = made.first(where: { $0.variant == variant }) { return known.packet }
            let packet = OutgoingPacket(
                text: self.text(namespace: namespace, ackID: nil, offset: offset),
                attachments: self.attachments,
                isCompressed: isCompressed
            )
            made.append((variant, packet))
            return packet
        }
    }

    /// A copy that shares no encodings, so that those of one logging do not outlive it.
    var unshared: SocketIOEvent {
        SocketIOEvent(self.name, arguments: self.arguments, attachments: self.attachments)
    }

    /// The event as a packet of `namespace` that asks for a reply: another packet for each id.
    func packet(namespace: ExactString, ackID: AckID, isCompressed: Bool) -> OutgoingPacket {
        OutgoingPacket(
            text: self.text(namespace: namespace, ackID: ackID),
            attachments: self.attachments,
            isCompressed: isCompressed
        )
    }

    /// The text of the Socket.IO packet; the attachments follow it as messages of their own.
    func text(namespace: ExactString, ackID: AckID?, offset: ExactString? = nil) -> [UInt8] {
        SocketPacketText.event(
            self.name,
            arguments: self.arguments,
            offset: offset,
            namespace: namespace,
            ackID: ackID,
            attachmentCount: self.attachments.count
        )
    }
}
