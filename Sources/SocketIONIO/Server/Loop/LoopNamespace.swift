import JSONText

/// The sockets and rooms of one namespace on one event loop, to which it is confined.
///
/// A broadcast takes no lock here, and marks each member it reaches, so that one in several rooms is reached once.
final class LoopNamespace {
    private let everyone = Room(name: "")
    private var seats = SeatTable()
    private var seatsByID: [ExactString: SeatID] = [:]
    private var rooms: [ExactString: Room] = [:]
    /// Its place among the parts of the namespace.
    let index: Int
    /// The last event of the namespace's log that came by here.
    private(set) var position: UInt64
    private let ledger: RoomLedger
    /// The event loop's, once somebody is here.
    private var flushes: FlushQueue?

    init(index: Int, position: UInt64, ledger: RoomLedger) {
        self.index = index
        self.position = position
        self.ledger = ledger
    }

    /// Takes in a socket that was accepted, with the rooms it asked for meanwhile.
    ///
    /// - Returns: Its seat, until ``remove(_:from:)``.
    func add(_ member: Member, rooms: Set<ExactString>) -> SeatID {
        let seat = self.seats.add(member)
        self.seatsByID[member.id] = seat
        _ = member.enter(self.everyone, on: seat)
        self.ledger.socketCame(member.id)
        for room in rooms { self.join(member, room, on: seat) }
        return seat
    }

    /// Takes out a socket and empties its list of rooms.
    func remove(_ member: Member, from seat: SeatID) {
        self.seatsByID[member.id] = nil
        for room in member.leaveAll() where room !== self.everyone { self.hasLeft(member, room) }
        self.seats.remove(seat)
        self.ledger.socketLeft(member.id)
    }

    /// From now on frames for a member go to this outlet of the event loop without asking it, or no longer for `nil`.
    func setOutlet(_ outlet: OutletID?, in flushes: FlushQueue, of seat: SeatID) {
        self.flushes = flushes
        self.seats.setOutlet(outlet, of: seat)
    }

    /// Tells the member that took another one's place in a room.
    func moved(_ seat: SeatID, to place: Int, in room: Room) { self.seats.member(seat)?.moved(to: place, in: room) }

    func join(_ member: Member, _ name: ExactString, on seat: SeatID) {
        guard name != member.id else { return }
        let room = self.rooms[name] ?? self.makeRoom(name)
        if member.enter(room, on: seat) { self.ledger.joined(name, socketID: member.id) }
    }

    private func makeRoom(_ name: ExactString) -> Room {
        let room = Room(name: name)
        self.rooms[name] = room
        self.ledger.created(name)
        return room
    }

    func leave(_ member: Member, _ name: ExactString) {
        guard let room = self.rooms[name], member.leave(room) else { return }
        self.hasLeft(member, room)
    }

    private func hasLeft(_ member: Member, _ room: Room) {
        self.ledger.left(room.name, socketID: member.id)
        guard room.seats.isEmpty else { return }
        self.rooms[room.name] = nil
        self.ledger.deleted(room.name)
    }

    // MARK: Broadcasts

    /// Sends each packet to everyone in any of its rooms, or to everyone when it names none, but nothing to who is in
    /// one of `except`. A socket that several packets are for gets the first of them.
    ///
    /// - Returns: How many sockets each was written or queued for.
    func send(_ packets: [AddressedPacket], except: [ExactString], isVolatile: Bool) -> [Int] {
        self.beginPass(except: except)
        defer { self.passed(packets) }
        return packets.map { self.send($0.encoded, isVolatile: isVolatile) }
    }

    private func send(_ addressed: AddressedPacket, isVolatile: Bool) -> Int {
        guard let flushes else { return 0 }
        let frame = addressed.packet.onlyMessage.map { SharedFrame($0.frame) }
        var count = 0
        self.forEachUnmarked(in: addressed.rooms) { seat in
            if let frame, let outlet = self.seats.outlet(seat), flushes.addIfDirect(frame, to: outlet) {
                count += 1
            } else if self.seats.member(seat)?.send(addressed, isVolatile: isVolatile) == true {
                count += 1
            }
        }
        return count
    }

    /// Sends packets to one socket.
    func send(_ packets: [AddressedPacket], to member: Member, isVolatile: Bool) {
        for addressed in packets { member.send(addressed, isVolatile: isVolatile) }
        self.passed(packets)
    }

    private func passed(_ packets: [AddressedPacket]) {
        if let mark = packets.last?.mark { self.position = mark.position }
    }

    /// Sends a packet that asks for replies.
    ///
    /// - Returns: How many sockets were asked.
    func send(_ addressed: AddressedPacket, except: [ExactString], _ request: AckRequest, isVolatile: Bool) -> Int {
        self.beginPass(except: except)
        var count = 0
        self.forEachUnmarked(in: addressed.rooms) { seat in
            guard let member = self.seats.member(seat) else { return }
            if member.send(addressed, request, isVolatile: isVolatile) == nil { count += 1 }
        }
        return count
    }

    /// The sockets that are meant, in no order.
    func members(_ selection: SocketSelection) -> [Member] {
        self.beginPass(except: selection.except)
        var members: [Member] = []
        self.forEachUnmarked(in: selection.rooms) { seat in
            if let member = self.seats.member(seat) { members.append(member) }
        }
        return members
    }

    /// The rooms that have members here, the sockets' own ones among them.
    var roomNames: Set<ExactString> { Set(self.rooms.keys).union(self.seatsByID.keys) }

    private func beginPass(except: [ExactString]) {
        self.seats.beginPass()
        for name in except { self.forEach(in: name) { _ = self.seats.visit($0) } }
    }

    /// Calls `body` for each member that this pass has not seen yet.
    @inline(__always)
    private func forEachUnmarked(in rooms: [ExactString], _ body: (SeatID) -> Void) {
        if rooms.isEmpty {
            for seat in self.everyone.seats where self.seats.visit(seat) { body(seat) }
        } else {
            for name in rooms {
                self.forEach(in: name) { seat in
                    if self.seats.visit(seat) { body(seat) }
                }
            }
        }
    }

    @inline(__always)
    private func forEach(in name: ExactString, _ body: (SeatID) -> Void) {
        if let seat = self.seatsByID[name] { body(seat) }
        if let room = self.rooms[name] {
            for seat in room.seats { body(seat) }
        }
    }
}
