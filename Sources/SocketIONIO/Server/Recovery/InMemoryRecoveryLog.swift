public import JSONText
import SocketIOProtocol
import Synchronization

/// The log in the memory of the server: it ends with the process.
public final class InMemoryRecoveryLog: RecoveryLog {
    private struct State {
        var events: RetainedEvents<LoggedEvent>
        var sessions: RetainedSessions<SavedSession>
    }

    /// What an event weighs besides its bytes.
    private static let eventWeight = 256

    private let state: Mutex<State>
    private let now: @Sendable () -> ContinuousClock.Instant

    public convenience init(retention: RecoveryRetention) {
        self.init(retention: retention) { .now }
    }

    package init(retention: RecoveryRetention, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.state = Mutex(
            State(
                events: RetainedEvents(
                    limits: .init(
                        events: retention.maxEvents,
                        bytes: retention.maxEventBytes,
                        age: retention.eventAge
                    )
                ),
                sessions: RetainedSessions(limit: retention.maxSessions)
            )
        )
        self.now = now
    }

    public func append(_ event: RecoverableEvent) -> EventMark {
        self.state.withLock { state in
            state.events.append(bytes: Self.weight(event), at: self.now()) { position in
                let mark = EventMark(position: position, offset: EventOffset.text(position))
                return LoggedEvent(mark: mark, recoverable: event)
            }.mark
        }
    }

    /// Once as the user gave it, and once as it is sent.
    private static func weight(_ event: RecoverableEvent) -> Int {
        let bytes = (event.event.arguments + event.event.attachments).reduce(0) { $0 + $1.count }
        return 2 * bytes + Self.eventWeight
    }

    public var head: UInt64 { self.state.withLock { $0.events.head } }

    public func position(of offset: ExactString) -> UInt64? {
        guard let position = EventOffset.position(offset) else { return nil }
        return self.state.withLock { $0.events.head } >= position ? position : nil
    }

    public func events(after position: UInt64, limit: Int) -> [LoggedEvent]? {
        self.state.withLock { $0.events.events(after: position, limit: limit) }
    }

    public func save(_ session: SavedSession) {
        let now = self.now()
        self.state.withLock { state in
            state.sessions.save(session, as: session.privateID, until: now + session.timeLeft, at: now)
        }
    }

    public func take(_ privateID: ExactString) -> SavedSession? {
        let now = self.now()
        guard let taken = self.state.withLock({ $0.sessions.take(privateID, at: now) }) else { return nil }
        var session = taken.session
        session.timeLeft = taken.deadline - now
        return session
    }

    public func sweep() {
        let now = self.now()
        self.state.withLock { state in
            state.events.expire(at: now)
            state.sessions.expire(at: now)
        }
    }
}
