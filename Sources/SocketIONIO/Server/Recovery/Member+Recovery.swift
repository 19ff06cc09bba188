import JSONText
import SocketIOProtocol

/// The events that a client may have missed: those after `start`, up to `end`, that concern its session.
struct MissedRange: Sendable {
    let start: UInt64
    let end: UInt64
    let history: RoomHistory
}

/// A member whose client may come back, or has come back.
extension Member {
    // MARK: Catching up

    /// Enters its rooms, of which it is a member since it first entered them; what is sent to it waits from now on.
    ///
    /// - Returns: What it may have missed; `nil` when it left.
    func beginCatchUp(maxBytes: Int) -> MissedRange? {
        guard case .joining(let rooms) = self.state, let trail, let attempt = trail.attempt else { return nil }
        self.state = .catchingUp(CatchUp(maxBytes: maxBytes))
        let entered = trail.restore()
        self.takeSeat(rooms: rooms)
        for index in self.memberships.indices {
            guard let since = entered[self.memberships[index].room.name] else { continue }
            self.memberships[index].since = since
        }
        return MissedRange(
            start: attempt.start,
            // What comes later comes here: the old socket had ended when the head was read.
            end: max(self.namespace.position, attempt.head),
            history: trail.history(ownRoom: self.id, rooms: self.datedRooms)
        )
    }

    /// Keeps an event until the client has what it missed.
    ///
    /// - Returns: Whether it is kept.
    func hold(_ addressed: AddressedPacket) -> Bool {
        guard case .catchingUp(var catchUp) = self.state else { return false }
        // Lets go of what waits, so that it is not copied.
        self.state = .overrun
        guard case .wait = catchUp.hold(addressed, bytes: addressed.packet.byteCount) else { return false }
        self.state = .catchingUp(catchUp)
        return true
    }

    /// Sends what was missed, and then what waited.
    ///
    /// - Returns: Whether it is a member like any other now; not when too much was waiting, or it left.
    func endCatchUp(_ missed: [AddressedPacket]) -> Bool {
        guard case .catchingUp(let catchUp) = self.state else { return false }
        self.state = .joined
        self.trail?.accepted()
        for addressed in missed + catchUp.held { self.send(addressed, isVolatile: false) }
        return true
    }

    // MARK: The trail

    /// A new session begins.
    func beginTrail() {
        guard let trail else { return }
        trail.begin(at: trail.recovery.position(on: self.namespace))
    }

    /// The session as it can be taken up again: as it is now, or as it was if the client was not accepted; `nil` for a
    /// new one that was not accepted.
    func session(leftAt position: UInt64, timeLeft: Duration) -> SavedSession? {
        guard let trail, let socket else { return nil }
        switch self.state {
        case .joined:
            return trail.session(
                id: self.id,
                rooms: self.datedRooms,
                leftAt: position,
                timeLeft: timeLeft,
                data: socket.dataBox
            )
        case .joining, .catchingUp, .overrun: return trail.attempt?.session(at: .now)
        case .left: return nil
        }
    }

    /// The rooms without its own, and since when it is in them.
    private var datedRooms: [(room: ExactString, since: UInt64)] {
        self.memberships.dropFirst().map { ($0.room.name, $0.since) }
    }
}
