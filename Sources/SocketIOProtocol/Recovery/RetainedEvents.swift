/// The latest events of one log, within limits of number, bytes and age, each at its position.
///
/// Positions count from 1 and are never given twice.
package struct RetainedEvents<Event> {
    package typealias Instant = ContinuousClock.Instant

    package struct Limits: Sendable {
        package let events: Int
        package let bytes: Int
        package let age: Duration

        package init(events: Int, bytes: Int, age: Duration) {
            self.events = events
            self.bytes = bytes
            self.age = age
        }
    }
    private struct Entry {
        let event: Event
        let bytes: Int
        let instant: Instant
    }

    private let limits: Limits
    private var entries = Line<Entry>()
    private var bytes = 0
    /// The position of the last event that was appended, or 0.
    package private(set) var head: UInt64 = 0

    package init(limits: Limits) { self.limits = limits }

    package var count: Int { self.entries.count }

    /// Adds an event at the next position and trims the oldest beyond the limits.
    ///
    /// - Parameters:
    ///   - bytes: What it weighs.
    ///   - make: Makes the event for its position.
    /// - Returns: The event.
    @discardableResult
    package mutating func append(bytes: Int, at now: Instant, _ make: (UInt64) -> Event) -> Event {
        self.head += 1
        let event = make(self.head)
        self.entries.append(Entry(event: event, bytes: bytes, instant: now))
        self.bytes += bytes
        self.expire(at: now)
        return event
    }

    /// Trims what is too old, or too much.
    package mutating func expire(at now: Instant) {
        while let oldest = self.entries.first {
            let isTooMuch = self.count > self.limits.events || self.bytes > self.limits.bytes
            guard isTooMuch || oldest.instant + self.limits.age < now else { return }
            self.entries.removeFirst()
            self.bytes -= oldest.bytes
        }
    }

    /// The first events after `position`, in order, at most `limit` of them.
    ///
    /// - Returns: `nil` when one of the events after `position` was trimmed.
    package func events(after position: UInt64, limit: Int) -> [Event]? {
        guard position < self.head else { return [] }
        let length = self.head - position
        guard length <= UInt64(self.count) else { return nil }
        return self.entries.suffix(Int(length), limit: limit).map(\.event)
    }
}
