/// What becomes of an event that is posted: decides after each attempt.
package struct ForwardAttempts: Sendable {
    /// How often an event is tried, over about a minute.
    package static let most = 8

    package enum Outcome: Sendable, Equatable {
        case answered(status: Int)
        /// There was no answer; why.
        case failed(String)
    }

    package enum Action: Sendable, Equatable {
        case done
        case retry(after: Duration, because: String)
        case giveUp(because: String)
    }

    private var count = 0

    package init() {}

    /// Statuses that ask to try again are retried, and everything that is no answer; other refusals are final.
    package mutating func next(after outcome: Outcome) -> Action {
        self.count += 1
        let reason: String
        switch outcome {
        case .answered(200..<300):
            return .done
        case .answered(let status) where status < 500 && ![408, 425, 429].contains(status):
            return .giveUp(because: "it answered \(status)")
        case .answered(let status): reason = "it answered \(status)"
        case .failed(let problem): reason = problem
        }
        guard self.count < Self.most else { return .giveUp(because: "\(reason), the last of \(Self.most) times") }
        return .retry(after: min(.milliseconds(500) * (1 << (self.count - 1)), .seconds(30)), because: reason)
    }
}
