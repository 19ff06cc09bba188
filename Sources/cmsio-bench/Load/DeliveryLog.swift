/// Which events were triggered when, and how many of their receivers have them.
///
/// Every receiver gets every event, and each socket keeps the order; so the place of an event among those of its socket
/// says which it is.
package struct DeliveryLog: Sendable {
    private struct Event {
        /// Nanoseconds.
        let due: UInt64
        var receivers: Int
    }

    /// How many events may be triggered.
    package static let capacity = 2_000_000

    private let receivers: Int
    private var events: [Event] = []
    private var firstMeasured = 0

    /// How many events have reached everybody.
    package private(set) var complete = 0

    /// From here on: since ``startMeasuring()``.
    package private(set) var deliveries = 0
    package private(set) var latencies = LatencyHistogram()

    package init(receivers: Int) { self.receivers = receivers }

    package var triggered: Int { self.events.count }
    package var isFull: Bool { self.events.count >= Self.capacity }
    package var outstanding: Int { self.events.count - self.complete }

    /// Notes that an event is being triggered.
    ///
    /// - Parameter due: When it was to be, in nanoseconds: a server that holds up the next trigger cannot hide that.
    package mutating func trigger(due: UInt64) { self.events.append(Event(due: due, receivers: 0)) }

    /// Notes that a socket got its next event.
    ///
    /// - Parameter place: How many events the socket had before.
    /// - Returns: Whether such an event was triggered, and had not reached everybody.
    @inline(__always)
    package mutating func arrived(_ place: Int, at now: UInt64) -> Bool {
        guard place < self.events.count else { return false }
        self.events[place].receivers += 1
        let receivers = self.events[place].receivers
        if receivers == self.receivers { self.complete += 1 }
        if place >= self.firstMeasured {
            self.deliveries += 1
            let due = self.events[place].due
            self.latencies.add(now > due ? now - due : 0)
        }
        return receivers <= self.receivers
    }

    /// Forgets the figures so far, which were for warming up.
    package mutating func startMeasuring() {
        self.firstMeasured = self.events.count
        self.deliveries = 0
        self.latencies = LatencyHistogram()
    }
}
