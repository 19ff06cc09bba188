import JSONText

/// The sockets and rooms of one namespace on one event loop, to which it is confined.
///
/// A broadcast takes no lock here, and marks each member it reaches, so that one in several rooms is reached once.
final class LoopNamespace {
    private let everyone = Room(name: "")
    private var membersByID: [ExactString: Member] = [:]
    private var rooms: [ExactString: Room] = [:]
    private var lastMark: UInt64 = 0

    /// Takes in a socket that was accepted, with the rooms it asked for meanwhile.
    func add(_ member: Member, rooms: Set<ExactString>) {
        self.membersByID[member.id] = member
        member.enter(self.everyone)
        for room in rooms { self.join(member, room) }
    }

    /// Takes out a socket and empties its list of rooms.
    func remove(_ member: Member) {
        self.membersByID[member.id] = nil
        for room in member.leaveAll() where room.members.isEmpty { self.drop(room) }
    }

    func join(_ member: Member, _ name: ExactString) {
        guard name != member.id else { return }
        let room = self.rooms[name] ?? Room(name: name)
        self.rooms[name] = room
        member.enter(room)
    }

    func leave(_ member: Member, _ name: ExactString) {
        guard let room = self.rooms[name] else { return }
        member.leave(room)
        if room.members.isEmpty { self.drop(room) }
    }

    /// Sends to everyone in any of `rooms`, or to everyone when none is named, but not to who is in one of `except`.
    ///
    /// A socket's own id is a room with it alone.
    ///
    /// - Returns: How many sockets it was written or queued for.
    func broadcast(_ packet: OutgoingPacket, to rooms: [ExactString], except: [ExactString]) -> Int {
        self.lastMark += 1
        for name in except { self.forEach(in: name) { $0.mark = self.lastMark } }
        var count = 0
        let send = { (member: Member) in
            guard member.mark != self.lastMark else { return }
            member.mark = self.lastMark
            if member.send(packet) { count += 1 }
        }
        if rooms.isEmpty {
            for member in self.everyone.members { send(member) }
        } else {
            for name in rooms { self.forEach(in: name, send) }
        }
        return count
    }

    /// The sockets in `room`, or all of them.
    func sockets(in room: ExactString?) -> [SocketIOSocket] {
        guard let room else { return self.everyone.members.compactMap(\.socket) }
        var sockets: [SocketIOSocket] = []
        self.forEach(in: room) { member in
            if let socket = member.socket { sockets.append(socket) }
        }
        return sockets
    }

    private func forEach(in name: ExactString, _ body: (Member) -> Void) {
        if let member = self.membersByID[name] { body(member) }
        if let room = self.rooms[name] {
            for member in room.members { body(member) }
        }
    }

    private func drop(_ room: Room) {
        if self.rooms[room.name] === room { self.rooms[room.name] = nil }
    }
}
