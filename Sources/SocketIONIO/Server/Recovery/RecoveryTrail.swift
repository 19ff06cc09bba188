import JSONText
import SocketIOProtocol

/// What a member remembers for the case that its client comes back to its session. Confined to the member's event loop.
final class RecoveryTrail {
    /// How many rooms that a session left are remembered.
    private static let maxDepartures = 64

    let recovery: NamespaceRecovery
    let privateID: ExactString
    /// The session that it goes on with, until it is accepted.
    private(set) var attempt: RecoveryAttempt?
    private var joinedAt: UInt64
    private var lastSent: EventMark?
    private var departures: RoomDepartures
    /// The rooms of the session that it goes on with, without those it left since.
    private(set) var restored: RoomHistory?

    init(recovery: NamespaceRecovery, _ origin: SessionOrigin) {
        let session = origin.attempt?.session
        self.recovery = recovery
        self.privateID = session?.privateID ?? RandomID.make()
        self.attempt = origin.attempt
        self.joinedAt = session?.joinedAt ?? 0
        self.lastSent = session?.lastSent
        self.restored = session?.history
        self.departures = RoomDepartures(limit: Self.maxDepartures, since: self.joinedAt)
    }

    /// A new session begins.
    func begin(at position: UInt64) {
        self.joinedAt = position
        self.departures = RoomDepartures(limit: Self.maxDepartures, since: position)
    }

    /// Takes up the rooms that are left of the session's.
    ///
    /// - Returns: Since when the session is in those that it has not left.
    func restore() -> [ExactString: UInt64] {
        guard let restored else { return [:] }
        self.departures = RoomDepartures(limit: Self.maxDepartures, continuing: restored)
        return restored.entered
    }

    /// The client was accepted; the saved session is no more.
    func accepted() {
        self.attempt = nil
        self.restored = nil
    }

    /// An event is sent to the member, whether or not it gets there.
    func passed(_ mark: EventMark) { self.lastSent = mark }

    /// Middleware takes the session out of a room: what was sent to it meanwhile is not for the client.
    func forget(_ room: ExactString) { self.restored?.forget(room) }

    func left(_ room: ExactString, enteredAt start: UInt64, leftAt end: UInt64) {
        self.departures.add(room, enteredAt: start, leftAt: end)
    }

    /// - Parameter rooms: The rooms it is in, without its own, and since when.
    func history(ownRoom id: ExactString, rooms: [(room: ExactString, since: UInt64)]) -> RoomHistory {
        self.departures.history(current: rooms + [(id, self.joinedAt)])
    }

    /// The session as it is saved.
    func session(
        id: ExactString,
        rooms: [(room: ExactString, since: UInt64)],
        leftAt: UInt64,
        timeLeft: Duration,
        data: SocketData
    ) -> SavedSession {
        let history = self.history(ownRoom: id, rooms: rooms)
        return SavedSession(
            privateID: self.privateID,
            socketID: id,
            joinedAt: self.joinedAt,
            lastSent: self.lastSent,
            leftAt: leftAt,
            stays: history.roomStays,
            staysCompleteSince: history.completeSince,
            timeLeft: timeLeft,
            dataBox: data
        )
    }
}
