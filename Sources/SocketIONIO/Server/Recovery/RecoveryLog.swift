public import JSONText

/// Keeps the events of one namespace of one server, and the sessions of clients that may come back.
///
/// What an implementation has to keep:
///
/// - Order: positions grow from one ``append(_:)`` to the next, and ``events(after:limit:)`` gives the events in that
///   order. The server sends each event to its sockets in the order in which it was appended.
/// - Loss: an event is there from the return of ``append(_:)`` until it is trimmed, the oldest first. A log that lost
///   one, or cannot tell, says so by answering `nil`: the client then gets a new session, never one with a gap. A
///   session may be lost at any time.
/// - Echo: what was saved can be taken from the return of ``save(_:)``, once.
/// - Waiting: ``append(_:)`` and ``save(_:)`` are called with a lock held, on event loops too, and must not wait: a log
///   on disk or elsewhere queues what it writes, and counts what is queued as kept. The others may wait; a client that
///   comes back waits with them, and nobody else. An error that they throw costs that client its session.
///
/// A server appends the events that reach it from other servers of a cluster too, so each server has a log of its own,
/// and a client has to come back to the server that it left: elsewhere it gets a new session. A log that several
/// servers share has to give each event one position on all of them, and to hand over a session of a server whose
/// client is connected still only after that server has ended and saved it.
public protocol RecoveryLog: Sendable {
    /// Adds an event. Called for one event of the namespace at a time.
    ///
    /// - Returns: Where it stands; the offset is a short text that no other event of this log has.
    func append(_ event: RecoverableEvent) -> EventMark

    /// The position of the last event, or 0. Asked once, before the first ``append(_:)`` of this process.
    var head: UInt64 { get }

    /// Where the event with this offset stands, even if it was trimmed; `nil` when that is not known.
    func position(of offset: ExactString) async throws -> UInt64?

    /// The first events after `position`, at most `limit` of them; fewer only when there are no more.
    ///
    /// - Returns: `nil` when one of the events after `position` was trimmed.
    func events(after position: UInt64, limit: Int) async throws -> [LoggedEvent]?

    /// Keeps a session for its ``SavedSession/timeLeft``, in place of another one with its secret name.
    func save(_ session: SavedSession)

    /// Takes out the session with this secret name: only one caller gets it.
    ///
    /// - Returns: `nil` when there is none, or its time is up.
    func take(_ privateID: ExactString) async throws -> SavedSession?

    /// Forgets what is too old. Called every so often, so that a log needs no timer.
    func sweep()
}

/// An event that clients may have to get later, and the sockets it was for.
public struct RecoverableEvent: Sendable {
    /// Without its offset.
    public let event: SocketIOEvent
    public let selection: SocketSelection

    public init(_ event: SocketIOEvent, to selection: SocketSelection) {
        self.event = event
        self.selection = selection
    }
}

/// Where an event stands in its log.
public struct EventMark: Sendable, Hashable, Codable {
    /// Greater than that of every earlier event; at least 1.
    public let position: UInt64
    /// What clients get as the event's last argument, and send back.
    public let offset: ExactString

    public init(position: UInt64, offset: ExactString) {
        self.position = position
        self.offset = offset
    }
}

/// An event in the log.
public struct LoggedEvent: Sendable {
    public let mark: EventMark
    public let recoverable: RecoverableEvent

    public init(mark: EventMark, recoverable: RecoverableEvent) {
        self.mark = mark
        self.recoverable = recoverable
    }
}
