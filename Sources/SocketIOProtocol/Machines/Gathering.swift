/// The answers to one question that was put to many: to all sockets of a broadcast, or to all servers of a cluster.
///
/// How many are due is often not known at first: each part (an event loop, another server) tells how many it asked.
///
/// Source: socket.io-adapter 2.5, `broadcastWithAck` and `BROADCAST_CLIENT_COUNT`.
package struct Gathering<Answer> {
    private enum State {
        case gathering
        case ended
    }
    private var state = State.gathering
    private var silentParts: Int
    private var due: Int
    private var answers: [Answer] = []
    private var lost = 0

    /// - Parameters:
    ///   - parts: How many will call ``part(asked:)``.
    ///   - due: How many answers are due besides those.
    package init(parts: Int, due: Int = 0) {
        self.silentParts = parts
        self.due = due
    }

    package enum Action {
        case wait
        /// Everyone answered; in the order in which the answers came.
        case succeed([Answer])
        /// Some did not answer, and will not.
        case fail(partial: [Answer], isTimedOut: Bool)
    }

    /// To be asked once at the start: with nobody to ask, the answer is there already.
    package mutating func begin() -> Action { self.next() }

    /// A part tells how many it asked.
    package mutating func part(asked count: Int) -> Action {
        self.silentParts -= 1
        self.due += count
        return self.next()
    }

    /// An answer came, perhaps before its part told that it is due.
    package mutating func answer(_ answer: Answer) -> Action {
        guard case .gathering = self.state else { return .wait }
        self.answers.append(answer)
        return self.next()
    }

    /// One that was asked is gone without an answer.
    package mutating func lose() -> Action {
        self.lost += 1
        return self.next()
    }

    /// The time is up.
    package mutating func timeUp() -> Action {
        guard case .gathering = self.state else { return .wait }
        return self.end(.fail(partial: self.answers, isTimedOut: true))
    }

    /// Nobody waits any longer: whatever comes now is dropped.
    package mutating func abandon() { _ = self.end(.wait) }

    private mutating func next() -> Action {
        guard case .gathering = self.state, self.silentParts <= 0, self.answers.count + self.lost >= self.due else {
            return .wait
        }
        return self.end(self.lost == 0 ? .succeed(self.answers) : .fail(partial: self.answers, isTimedOut: false))
    }

    private mutating func end(_ action: Action) -> Action {
        self.state = .ended
        self.answers = []
        return action
    }
}

extension Gathering.Action: Equatable where Answer: Equatable {}
