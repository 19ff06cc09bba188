/// Decides when a client dials, waits and gives up, with no clock and no randomness of its own.
///
/// Nothing is dialled unless somebody wants the connection: see ``ClientMembership``.
package struct ClientLifecycle: Sendable {
    private enum State {
        case idle
        /// Attempt 0 is one that somebody asked for; the others count since the loss.
        case dialling(attempt: Int)
        /// There is a connection, and no namespace has accepted the client yet.
        case open(attempt: Int)
        case established
        case waiting(attempt: Int)
    }
    private var state = State.idle
    private let backoff: ReconnectBackoff?
    private let maxAttempts: Int?

    /// - Parameters:
    ///   - backoff: The waits before reconnecting; `nil` never reconnects.
    ///   - maxAttempts: After how many failed attempts in a row to give up; `nil` never does.
    package init(backoff: ReconnectBackoff?, maxAttempts: Int? = nil) {
        self.backoff = backoff
        self.maxAttempts = maxAttempts
    }

    package enum NeedAction: Hashable, Sendable {
        case dial
        /// There is a connection: join at once.
        case join
        /// It is on its way.
        case wait
    }

    /// Somebody wants the connection now, and does not wait for the next attempt.
    package mutating func need() -> NeedAction {
        switch self.state {
        case .idle:
            self.state = .dialling(attempt: 0)
            return .dial
        case .waiting(let attempt):
            self.state = .dialling(attempt: attempt)
            return .dial
        case .dialling:
            return .wait
        case .open, .established:
            return .join
        }
    }

    /// The connection is there.
    package mutating func opened() {
        if case .dialling(let attempt) = self.state { self.state = .open(attempt: attempt) }
    }

    /// A namespace accepted the client: the attempts start over with the next loss.
    package mutating func established() {
        if case .open = self.state { self.state = .established }
    }

    package enum LossAction: Hashable, Sendable {
        /// `wake` is due after the wait; `attempt` counts from 1.
        case wait(Duration, attempt: Int)
        /// Nobody wants it back.
        case rest
        /// It is wanted, and there is no further attempt.
        case giveUp
    }

    /// An attempt failed, or the connection was lost.
    ///
    /// - Parameters:
    ///   - isWanted: Whether somebody waits to come back.
    ///   - random: At least 0 and less than 1, fresh for each call.
    package mutating func lost(isWanted: Bool, random: Double) -> LossAction {
        switch self.state {
        case .established: self.wait(attempt: 1, isWanted: isWanted, random: random)
        case .dialling(let attempt), .open(let attempt):
            self.wait(attempt: attempt + 1, isWanted: isWanted, random: random)
        case .idle, .waiting: .rest
        }
    }

    private mutating func wait(attempt: Int, isWanted: Bool, random: Double) -> LossAction {
        self.state = .idle
        guard isWanted else { return .rest }
        guard let backoff, attempt <= self.maxAttempts ?? attempt else { return .giveUp }
        self.state = .waiting(attempt: attempt)
        return .wait(backoff.delay(before: attempt, random: random), attempt: attempt)
    }

    package enum WakeAction: Hashable, Sendable {
        case dial
        case doNothing
    }

    /// The wait is over.
    package mutating func wake() -> WakeAction {
        guard case .waiting(let attempt) = self.state else { return .doNothing }
        self.state = .dialling(attempt: attempt)
        return .dial
    }

    /// Nobody wants the connection any more.
    package mutating func rest() { self.state = .idle }
}
