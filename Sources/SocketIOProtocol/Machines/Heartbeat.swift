/// The heartbeat of one Engine.IO session, with no I/O and no clock of its own.
///
/// The owner passes the time in, performs the action that comes back, and calls ``wake(at:)`` again at the instant it
/// names. Only a pong re-arms it: other traffic does not. A session whose client is silent ends one interval and one
/// timeout after it opened, or after the last pong, though pings are sent in bundles and so a little late.
///
/// Source: engine.io-protocol revision 4, "Heartbeat": the server pings; revision 3, "ping": the client does.
package struct Heartbeat: Sendable {
    package typealias Instant = ContinuousClock.Instant

    private enum State {
        case quiet(nextPing: Instant)
        case awaitingPong(deadline: Instant)
        /// Revision 3: the client pings, and is answered.
        case listening(deadline: Instant)
        case ended
    }
    private var state: State
    private let interval: Duration
    private let timeout: Duration
    /// How late a ping may be sent without moving the instant at which its answer is due: nine tenths of the timeout
    /// are left to the client.
    private var grace: Duration { self.timeout / 10 }

    /// - Parameters:
    ///   - interval: From the start, and then from one pong, to the next ping.
    ///   - timeout: How long a ping may go unanswered.
    ///   - now: When the session opened; the first ping is one interval later.
    package init(interval: Duration, timeout: Duration, startedAt now: Instant) {
        self.interval = interval
        self.timeout = timeout
        self.state = .quiet(nextPing: now + interval)
    }

    /// The heartbeat of a client that pings itself, at least once in `interval` and `timeout` together.
    package init(listeningWithin interval: Duration, timeout: Duration, startedAt now: Instant) {
        self.interval = interval
        self.timeout = timeout
        self.state = .listening(deadline: now + interval + timeout)
    }

    package enum WakeAction: Equatable {
        /// Send a ping; its answer is due at the instant.
        case sendPing(wakeAt: Instant)
        /// The next ping is due then; a little later does no harm.
        case waitToPing(until: Instant)
        /// The answer, or the client's own ping, is due then.
        case waitForClient(until: Instant)
        case endSession
        case doNothing
    }

    package mutating func wake(at now: Instant) -> WakeAction {
        switch self.state {
        case .quiet(let nextPing) where now < nextPing:
            return .waitToPing(until: nextPing)
        case .quiet(let nextPing):
            let deadline = (now - nextPing <= self.grace ? nextPing : now) + self.timeout
            self.state = .awaitingPong(deadline: deadline)
            return .sendPing(wakeAt: deadline)
        case .awaitingPong(let deadline) where now < deadline, .listening(let deadline) where now < deadline:
            return .waitForClient(until: deadline)
        case .awaitingPong, .listening:
            self.state = .ended
            return .endSession
        case .ended:
            return .doNothing
        }
    }

    /// The client answered; an answer nobody asked for changes nothing.
    ///
    /// - Returns: When to wake next, or `nil` when that did not change.
    package mutating func pong(at now: Instant) -> Instant? {
        guard case .awaitingPong = self.state else { return nil }
        self.state = .quiet(nextPing: now + self.interval)
        return now + self.interval
    }

    package enum PingAction: Equatable {
        /// Send a pong; the next ping is due then.
        case answer(wakeAt: Instant)
        /// The client is not the one to ping.
        case endSession
    }

    /// The client pinged.
    package mutating func ping(at now: Instant) -> PingAction {
        guard case .listening = self.state else { return .endSession }
        let deadline = now + self.interval + self.timeout
        self.state = .listening(deadline: deadline)
        return .answer(wakeAt: deadline)
    }

    /// Gives the client a whole timeout more, because its answer may be waiting where we do not read.
    package mutating func excuse(at now: Instant) {
        switch self.state {
        case .awaitingPong: self.state = .awaitingPong(deadline: now + self.timeout)
        case .listening(let deadline): self.state = .listening(deadline: max(deadline, now + self.timeout))
        case .quiet, .ended: break
        }
    }
}
