import JSONText

/// The sockets and rooms of one namespace on one event loop, to which it is confined.
///
/// A broadcast takes no lock here, and marks each member it reaches, so that one in several rooms is reached once.
final class LoopNamespace {
    private let everyone = Room(name: "")
    private var membersByID: [ExactString: Member] = [:]
    private var rooms: [ExactString: Room] = [:]
    private var lastMark: UInt64 = 0
    /// Its place among the parts of the namespace.
    let index: Int
    /// The last event of the namespace's log that came by here.
    private(set) var position: UInt64
    private let ledger: RoomLedger

    init(index: Int, position: UInt64, ledger: RoomLedger) {
        self.index = index
        self.position = position
        self.ledger = ledger
    }

    /// Takes in a socket that was accepted, with the rooms it asked for meanwhile.
    func add(_ member: Member, rooms: Set<ExactString>) {
        self.membersByID[member.id] = member
        _ = member.enter(self.everyone)
        self.ledger.socketCame(member.id)
        for room in rooms { self.join(member, room) }
    }

    /// Takes out a socket and empties its list of rooms.
    func remove(_ member: Member) {
        self.membersByID[member.id] = nil
        for room in member.leaveAll() where room !== self.everyone { self.hasLeft(member, room) }
        self.ledger.socketLeft(member.id)
    }

    func join(_ member: Member, _ name: ExactString) {
        guard name != member.id else { return }
        let room = self.rooms[name] ?? self.makeRoom(name)
        if member.enter(room) { self.ledger.joined(name, socketID: member.id) }
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
        guard room.members.isEmpty else { return }
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
        return packets.map { addressed in
            let addressed = addressed.encoded
            var count = 0
            self.forEachUnmarked(in: addressed.rooms) { member in
                if member.send(addressed, isVolatile: isVolatile) { count += 1 }
            }
            return count
        }
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
        self.forEachUnmarked(in: addressed.rooms) { member in
            if member.send(addressed, request, isVolatile: isVolatile) == nil { count += 1 }
        }
        return count
    }

    /// The sockets that are meant, in no order.
    func members(_ selection: SocketSelection) -> [Member] {
        self.beginPass(except: selection.except)
        var members: [Member] = []
        self.forEachUnmarked(in: selection.rooms) { members.append($0) }
        return members
    }

    /// The rooms that have members here, the sockets' own ones among them.
    var roomNames: Set<ExactString> { Set(self.rooms.keys).union(self.membersByID.keys) }

    private func beginPass(except: [ExactString]) {
        self.lastMark += 1
        for name in except { self.forEach(in: name) { $0.mark = self.lastMark } }
    }

    /// Calls `body` for each member that this pass has not seen yet.
    private func forEachUnmarked(in rooms: [ExactString], _ body: (Member) -> Void) {
        if rooms.isEmpty {
            for member in self.everyone.members { self.visit(member, body) }
        } else {
            for name in rooms {
                self.forEach(in: name) { self.visit($0, body) }
            }
        }
    }

    private func visit(_ member: Member, _ body: (Member) -> Void) {
        guard member.mark != self.lastMark else { return }
        member.mark = self.lastMark
        body(member)
    }

    private func forEach(in name: ExactString, _ body: (Member) -> Void) {
        if let member = self.membersByID[name] { body(member) }
        if let room = self.rooms[name] {
            for member in room.members { body(member) }
        }
    }
}
