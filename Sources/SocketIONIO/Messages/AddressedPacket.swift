import JSONText

/// An event with its packet and the rooms it is for; none means everyone.
struct AddressedPacket: Sendable {
    private enum Encoding: Sendable {
        case made(OutgoingPacket)
        /// Made by whoever needs it first.
        case shared(namespace: ExactString, isCompressed: Bool)
    }
    private let encoding: Encoding
    /// Without its offset.
    let event: SocketIOEvent
    let rooms: [ExactString]
    /// Where it stands in the namespace's log, if it is logged.
    let mark: EventMark?

    init(event: SocketIOEvent, packet: OutgoingPacket, rooms: [ExactString], mark: EventMark? = nil) {
        self.encoding = .made(packet)
        self.event = event
        self.rooms = rooms
        self.mark = mark
    }

    init(_ logged: LoggedEvent, namespace: ExactString, isCompressed: Bool) {
        self.encoding = .shared(namespace: namespace, isCompressed: isCompressed)
        self.event = logged.recoverable.event
        self.rooms = logged.recoverable.selection.rooms
        self.mark = logged.mark
    }

    var packet: OutgoingPacket {
        switch self.encoding {
        case .made(let packet): packet
        case .shared(let namespace, let isCompressed):
            self.event.packet(namespace: namespace, isCompressed: isCompressed, offset: self.mark?.offset)
        }
    }

    /// The same with its packet at hand, for who needs it often.
    var encoded: AddressedPacket {
        AddressedPacket(event: self.event, packet: self.packet, rooms: self.rooms, mark: self.mark)
    }
}
