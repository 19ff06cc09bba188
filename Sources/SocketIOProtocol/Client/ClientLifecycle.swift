/// Decides when a client dials, waits and gives up, with no clock and no randomness of its own.
///
/// The first attempt belongs to whoever asked for it, and is never repeated by itself. Only a connection that was
/// established once is dialled again after it was lost.
package struct ClientLifecycle: Sendable {
    private enum State {
        case idle
        case dialling
        case connected
        case waiting(attempt: Int)
        case redialling(attempt: Int)
        case ended
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

    package enum ConnectAction: Hashable, Sendable {
        case dial
        /// It is connected or on its way already.
        case refuseSecondCall
        /// It was disconnected for good.
        case refuseAfterEnd
    }

    package mutating func connect() -> ConnectAction {
        switch self.state {
        case .idle:
            self.state = .dialling
            return .dial
        case .dialling, .connected, .waiting, .redialling:
            return .refuseSecondCall
        case .ended:
            return .refuseAfterEnd
        }
    }

    package enum EstablishedAction: Hashable, Sendable {
        /// Whoever called `connect` gets its answer.
        case answerCaller
        case announce
        /// Nobody wants it any more.
        case close
    }

    /// The server accepted the connection.
    package mutating func established() -> EstablishedAction {
        switch self.state {
        case .dialling:
            self.state = .connected
            return .answerCaller
        case .redialling:
            self.state = .connected
            return .announce
        case .idle, .connected, .waiting, .ended:
            return .close
        }
    }

    package enum LossAction: Hashable, Sendable {
        /// Whoever called `connect` gets the error; it may call again.
        case failCaller
        /// `wake` is due after the wait; `attempt` counts from 1.
        case wait(Duration, attempt: Int)
        case giveUp
        case doNothing
    }

    /// An attempt failed, or the connection was lost.
    ///
    /// - Parameters:
    ///   - isFinal: Whether trying again would be wrong: the server refused the client, or sent it away.
    ///   - random: At least 0 and less than 1, fresh for each call.
    package mutating func lost(isFinal: Bool, random: Double) -> LossAction {
        switch self.state {
        case .dialling:
            self.state = .idle
            return .failCaller
        case .connected:
            return self.wait(attempt: 1, isFinal: isFinal, random: random)
        case .redialling(let attempt):
            return self.wait(attempt: attempt + 1, isFinal: isFinal, random: random)
        case .idle, .waiting, .ended:
            return .doNothing
        }
    }

    private mutating func wait(attempt: Int, isFinal: Bool, random: Double) -> LossAction {
        guard !isFinal, let backoff, attempt <= self.maxAttempts ?? attempt else {
            self.state = .ended
            return .giveUp
        }
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
        self.state = .redialling(attempt: attempt)
        return .dial
    }

    package enum DisconnectAction: Hashable, Sendable {
        /// Says goodbye on the connection and closes it.
        case leave
        /// Breaks off an attempt that is on its way; whoever called `connect` gets an error.
        case abandon
        case doNothing
    }

    /// The user is done; nothing is dialled again.
    package mutating func disconnect() -> DisconnectAction {
        let state = self.state
        self.state = .ended
        switch state {
        case .connected: return .leave
        case .dialling, .redialling: return .abandon
        case .idle, .waiting, .ended: return .doNothing
        }
    }
}
