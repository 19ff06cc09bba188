package import JSONText
import Synchronization

/// What went out: counted, per second for a while, with the names that events had.
package final class Traffic: Sendable {
    /// Seconds that ``rates(at:)`` looks back.
    private static let span: Int64 = 10
    /// How many names of events are remembered.
    private static let rememberedNames = 200

    private struct Second {
        var second: Int64
        var events = 0
        var deliveries = 0
    }
    private struct State {
        var deliveries = 0
        /// The oldest first.
        var seconds: [Second] = []
        /// The latest last.
        var names: [ExactString] = []
    }
    private let state = Mutex(State())

    package init() {}

    /// An event was accepted.
    ///
    /// - Parameter now: Milliseconds since 1970.
    package func accepted(_ name: ExactString, at now: Int64) {
        self.state.withLock { state in
            Self.count(&state, at: now) { $0.events += 1 }
            guard state.names.last != name else { return }
            state.names.removeAll { $0 == name }
            state.names.append(name)
            if state.names.count > Self.rememberedNames { state.names.removeFirst() }
        }
    }

    /// Copies of an event were written to so many sockets.
    ///
    /// - Parameter now: Milliseconds since 1970.
    package func delivered(_ sockets: Int, at now: Int64) {
        self.state.withLock { state in
            state.deliveries += sockets
            Self.count(&state, at: now) { $0.deliveries += sockets }
        }
    }

    /// Copies written since the start.
    package var deliveries: Int { self.state.withLock { $0.deliveries } }

    /// The names of the latest events, the latest first.
    package var recentNames: [ExactString] { self.state.withLock { $0.names.reversed() } }

    /// Over the last 10 whole seconds, without the one that runs.
    ///
    /// - Parameter now: Milliseconds since 1970.
    package func rates(at now: Int64) -> EventRates {
        let second = now / 1000
        let past = self.state.withLock { $0.seconds.filter { (second - Self.span..<second).contains($0.second) } }
        let span = Double(Self.span)
        return EventRates(
            seconds: Int(Self.span),
            events: Double(past.reduce(0) { $0 + $1.events }) / span,
            deliveries: Double(past.reduce(0) { $0 + $1.deliveries }) / span
        )
    }

    private static func count(_ state: inout State, at now: Int64, _ change: (inout Second) -> Void) {
        let second = now / 1000
        if state.seconds.last?.second != second {
            state.seconds.removeAll { $0.second < second - Self.span }
            state.seconds.append(Second(second: second))
        }
        change(&state.seconds[state.seconds.count - 1])
    }
}
