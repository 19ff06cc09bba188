public import JSONText
import SocketIOProtocol
import Synchronization

/// A session whose client may come back.
public struct SavedSession: Sendable {
    /// The secret name (`pid`) by which the client asks for it.
    public let privateID: ExactString
    /// The socket's id.
    public let socketID: ExactString
    /// The last event before the session.
    public let joinedAt: UInt64
    /// The last event that was sent to it, or `nil` for none.
    public let lastSent: EventMark?
    /// The last event before the session's end.
    public let leftAt: UInt64
    /// When it was in which rooms, that of its own id among them.
    public let stays: [RoomStay]
    /// Stays that ended at this position or before may be missing.
    public let staysCompleteSince: UInt64
    /// How long from now on it waits for its client.
    public internal(set) var timeLeft: Duration
    let dataBox: SocketData

    public init(
        privateID: ExactString,
        socketID: ExactString,
        joinedAt: UInt64,
        lastSent: EventMark?,
        leftAt: UInt64,
        stays: [RoomStay],
        staysCompleteSince: UInt64,
        timeLeft: Duration,
        data: (any Sendable)?
    ) {
        self.init(
            privateID: privateID,
            socketID: socketID,
            joinedAt: joinedAt,
            lastSent: lastSent,
            leftAt: leftAt,
            stays: stays,
            staysCompleteSince: staysCompleteSince,
            timeLeft: timeLeft,
            dataBox: SocketData(data)
        )
    }

    init(
        privateID: ExactString,
        socketID: ExactString,
        joinedAt: UInt64,
        lastSent: EventMark?,
        leftAt: UInt64,
        stays: [RoomStay],
        staysCompleteSince: UInt64,
        timeLeft: Duration,
        dataBox: SocketData
    ) {
        self.privateID = privateID
        self.socketID = socketID
        self.joinedAt = joinedAt
        self.lastSent = lastSent
        self.leftAt = leftAt
        self.stays = stays
        self.staysCompleteSince = staysCompleteSince
        self.timeLeft = timeLeft
        self.dataBox = dataBox
    }

    /// What the user gave the socket. A log that outlives the process keeps it if it can write and read it back, as a
    /// `JSONDocument`.
    public var data: (any Sendable)? { self.dataBox.value }
}

/// A time in a room, in positions of the log.
public struct RoomStay: Sendable, Hashable, Codable {
    public let room: ExactString
    /// The last event before it.
    public let start: UInt64
    /// The last event in it, or `nil` when the room was not left before the session's end.
    public let end: UInt64?

    public init(_ room: ExactString, start: UInt64, end: UInt64?) {
        self.room = room
        self.start = start
        self.end = end
    }
}

extension SavedSession {
    var progress: RecoveryProgress {
        RecoveryProgress(
            joinedAt: self.joinedAt,
            lastSent: self.lastSent?.position ?? self.joinedAt,
            leftAt: self.leftAt,
            roomsKnownSince: self.staysCompleteSince
        )
    }

    var history: RoomHistory {
        RoomHistory(
            stays: Dictionary(grouping: self.stays, by: \.room).mapValues { stays in
                stays.map { RoomHistory.Stay(after: $0.start, to: $0.end) }
            },
            completeSince: self.staysCompleteSince
        )
    }
}

extension RoomHistory {
    var roomStays: [RoomStay] {
        self.stays.flatMap { room, stays in stays.map { RoomStay(room, start: $0.start, end: $0.end) } }
    }
}
