/// What the user of one namespace wants, over all connections that come and go.
///
/// The first attempt belongs to whoever asked for it. Only a membership that was accepted once is renewed by itself after a loss.
package struct ClientMembership: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case idle
        case joining
        case joined
        case away
        case ended
    }
    private var state = State.idle

    package init() {}

    package var isJoined: Bool { self.state == .joined }
    package var isEnded: Bool { self.state == .ended }
    /// Whether it was joined, was lost, and waits to be joined again.
    package var isAway: Bool { self.state == .away }

    /// Whether a connection is wanted.
    package var wantsConnection: Bool {
        switch self.state {
        case .joining, .joined, .away: true
        case .idle, .ended: false
        }
    }

    /// Whether the namespace is to be joined as soon as there is a connection.
    package var wantsToJoin: Bool {
        switch self.state {
        case .joining, .away: true
        case .idle, .joined, .ended: false
        }
    }

    package enum ConnectAction: Hashable, Sendable {
        case join
        /// It is connected or on its way already.
        case refuseSecondCall
        /// It was disconnected for good.
        case refuseAfterEnd
    }

    package mutating func connect() -> ConnectAction {
        switch self.state {
        case .idle:
            self.state = .joining
            return .join
        case .joining, .joined, .away:
            return .refuseSecondCall
        case .ended:
            return .refuseAfterEnd
        }
    }

    /// The attempt of the caller of `connect` is over; it may call again.
    package mutating func failed() {
        if self.state == .joining { self.state = .idle }
    }

    package enum AcceptedAction: Hashable, Sendable {
        /// Whoever called `connect` gets its answer.
        case answerCaller
        case announce
        case doNothing
    }

    /// The server accepted.
    package mutating func accepted() -> AcceptedAction {
        switch self.state {
        case .joining:
            self.state = .joined
            return .answerCaller
        case .away:
            self.state = .joined
            return .announce
        case .idle, .joined, .ended:
            return .doNothing
        }
    }

    package enum LossAction: Hashable, Sendable {
        /// Whoever called `connect` gets the error; it may call again.
        case failCaller
        /// Tell the loss; `comesBack` says whether it is to be joined again.
        case announce(comesBack: Bool)
        /// Tell that there is no way back.
        case giveUp
        case doNothing
    }

    /// The connection or the namespace was lost.
    ///
    /// - Parameter comesBack: Whether it is right to try again: not when the server refused or sent the client away.
    package mutating func lost(comesBack: Bool) -> LossAction {
        switch self.state {
        case .joining:
            self.state = .idle
            return .failCaller
        case .joined:
            self.state = comesBack ? .away : .ended
            return .announce(comesBack: comesBack)
        case .away:
            guard !comesBack else { return .doNothing }
            self.state = .ended
            return .giveUp
        case .idle, .ended:
            return .doNothing
        }
    }

    package enum DisconnectAction: Hashable, Sendable {
        /// Says goodbye in the namespace.
        case leave
        /// Breaks off what is on its way; whoever called `connect` gets an error.
        case abandon
        case doNothing
    }

    /// The user is done, for good.
    package mutating func disconnect() -> DisconnectAction {
        defer { self.state = .ended }
        switch self.state {
        case .joined: return .leave
        case .joining, .away: return .abandon
        case .idle, .ended: return .doNothing
        }
    }
}
