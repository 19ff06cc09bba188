/// How far one connection is with its requests: one at a time, in the order they came, and each within limits.
///
/// A request may be answered before all of it has come; the rest is then thrown away, up to a limit.
package struct RequestIntake {
    private enum State {
        case idle
        case receiving(bytes: Int)
        /// Answered early: what still comes of the request is thrown away.
        case discarding(bytes: Int)
        case awaitingAnswer
        case closed
    }
    private var state = State.idle
    private var closesAfterAnswer = false
    private let maxBody: Int
    private let maxDiscarded: Int

    /// - Parameters:
    ///   - maxBody: The most bytes of a body.
    ///   - maxDiscarded: The most bytes read of a body that nobody wants, so that a client that only reads our answer
    ///     when it is done sending still gets it.
    package init(maxBody: Int, maxDiscarded: Int) {
        self.maxBody = maxBody
        self.maxDiscarded = maxDiscarded
    }

    /// Whether the next part belongs to a later request, and has to wait.
    package var mustWait: Bool {
        if case .awaitingAnswer = self.state { true } else { false }
    }

    /// The head of a request came.
    ///
    /// - Parameter keepsAlive: Whether the client would send another request on this connection.
    /// - Returns: Whether it is to be looked at.
    package mutating func head(keepsAlive: Bool) -> Bool {
        guard case .idle = self.state else { return false }
        self.state = .receiving(bytes: 0)
        if !keepsAlive { self.closesAfterAnswer = true }
        return true
    }

    package enum BodyAction: Equatable {
        case keep
        /// Answer 413.
        case refuse
        case discard
        case close
    }

    package mutating func body(_ count: Int) -> BodyAction {
        switch self.state {
        case .receiving(let bytes):
            self.state = .receiving(bytes: bytes + count)
            return bytes + count <= self.maxBody ? .keep : .refuse
        case .discarding(let bytes):
            guard bytes + count <= self.maxDiscarded else {
                self.state = .closed
                return .close
            }
            self.state = .discarding(bytes: bytes + count)
            return .discard
        case .idle, .awaitingAnswer, .closed:
            return .discard
        }
    }

    package enum EndAction: Equatable {
        /// The request is complete: act on it.
        case perform
        /// It was answered before: the next may come.
        case next
        case close
        case ignore
    }

    package mutating func end() -> EndAction {
        switch self.state {
        case .receiving:
            self.state = .awaitingAnswer
            return .perform
        case .discarding:
            return self.finish() ? .next : .close
        case .idle, .awaitingAnswer, .closed:
            return .ignore
        }
    }

    package enum AnswerAction: Equatable {
        /// Write it; the next request may come.
        case write
        /// Write it; the rest of the request is still to come.
        case writeEarly
        case writeAndClose
        case ignore
    }

    /// The answer is there.
    package mutating func answer(isLast: Bool) -> AnswerAction {
        if isLast { self.closesAfterAnswer = true }
        switch self.state {
        case .receiving(let bytes):
            self.state = .discarding(bytes: bytes)
            return .writeEarly
        case .awaitingAnswer:
            return self.finish() ? .write : .writeAndClose
        case .idle, .discarding, .closed:
            return .ignore
        }
    }

    /// Whether the answer is to say that the connection stays open.
    package func keepsAlive(after answer: AnswerAction) -> Bool {
        answer != .writeAndClose && !self.closesAfterAnswer
    }

    package enum StopAction: Equatable {
        case close
        case wait
    }

    /// The server stops: no request after this one.
    package mutating func stop() -> StopAction {
        self.closesAfterAnswer = true
        switch self.state {
        case .idle, .discarding, .closed:
            self.state = .closed
            return .close
        case .receiving, .awaitingAnswer:
            return .wait
        }
    }

    /// - Returns: Whether another request may come.
    private mutating func finish() -> Bool {
        self.state = self.closesAfterAnswer ? .closed : .idle
        return !self.closesAfterAnswer
    }
}
