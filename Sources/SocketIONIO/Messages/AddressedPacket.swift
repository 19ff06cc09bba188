import JSONText

/// A packet and the rooms it is for; none means everyone.
struct AddressedPacket: Sendable {
    private enum Encoding: Sendable {
        case made(OutgoingPacket)
        /// Made by whoever needs it first.
        case shared(SocketIOEvent, namespace: ExactString, isCompressed: Bool)
    }
    private let encoding: Encoding
    let rooms: [ExactString]
    /// Where it stands in the namespace's log, if it is logged.
    let mark: EventMark?

    init(packet: OutgoingPacket, rooms: [ExactString]) {
        self.encoding = .made(packet)
        self.rooms = rooms
        self.mark = nil
    }

    init(logged event: RecoverableEvent, at mark: EventMark, namespace: ExactString, isCompressed: Bool) {
        self.encoding = .shared(event.event, namespace: namespace, isCompressed: isCompressed)
        self.rooms = event.selection.rooms
        self.mark = mark
    }

    var packet: OutgoingPacket {
        switch self.encoding {
        case .made(let packet): packet
        case .shared(let event, let namespace, let isCompressed):
            event.packet(namespace: namespace, isCompressed: isCompressed, offset: self.mark?.offset)
        }
    }
}

/// A packet for one socket.
struct MarkedPacket: Sendable {
    let packet: OutgoingPacket
    /// Where it stands in the namespace's log, if it is logged.
    let mark: EventMark?
}
