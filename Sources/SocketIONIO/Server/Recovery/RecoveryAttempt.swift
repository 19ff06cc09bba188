/// A session on its way to a new socket. If the socket is not accepted, the session goes back to where it was.
final class RecoveryAttempt: Sendable {
    let session: SavedSession
    /// The position after which its client may have missed events.
    let start: UInt64
    /// The last event of the log when the session was taken.
    let head: UInt64
    let takenAt: ContinuousClock.Instant

    init(session: SavedSession, start: UInt64, head: UInt64, takenAt: ContinuousClock.Instant) {
        self.session = session
        self.start = start
        self.head = head
        self.takenAt = takenAt
    }

    /// The session as it was, or `nil` when its time is up meanwhile.
    func session(at now: ContinuousClock.Instant) -> SavedSession? {
        var session = self.session
        session.timeLeft -= now - self.takenAt
        return session.timeLeft > .zero ? session : nil
    }
}

/// Where a socket's session comes from.
enum SessionOrigin: Sendable {
    /// It is to be seen whether the client asks for a saved one.
    case open
    case saved(RecoveryAttempt)
    /// It is a new one, whatever the client asks for.
    case new

    var attempt: RecoveryAttempt? {
        if case .saved(let attempt) = self { attempt } else { nil }
    }

    var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}
