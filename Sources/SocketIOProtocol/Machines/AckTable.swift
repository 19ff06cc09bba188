/// The events of ours that wait for a reply, each until its deadline.
///
/// `Waiter` is whatever the owner wakes with the reply.
///
/// Source: socket.io-protocol revision 5, "Acknowledgement".
package struct AckTable<Waiter> {
    package typealias Instant = ContinuousClock.Instant

    private var waiters: [UInt64: Waiter] = [:]
    /// In the order of the deadlines; those answered meanwhile stay until theirs.
    private var deadlines: [(instant: Instant, id: UInt64)] = []

    package init() {}

    /// - Parameter id: Not used before in this table.
    package mutating func wait(_ waiter: Waiter, for id: UInt64, until deadline: Instant) {
        self.waiters[id] = waiter
        let place = self.deadlines.lastIndex { $0.instant <= deadline }.map { $0 + 1 } ?? 0
        self.deadlines.insert((deadline, id), at: place)
    }

    /// Takes out who waits for `id`: `nil` when it was answered, came too late, or was never asked.
    package mutating func take(_ id: UInt64) -> Waiter? {
        defer { if self.waiters.isEmpty { self.deadlines = [] } }
        return self.waiters.removeValue(forKey: id)
    }

    /// Takes out those whose time is up.
    package mutating func expire(at now: Instant) -> [Waiter] {
        let due = self.deadlines.prefix { $0.instant <= now }.map(\.id)
        self.deadlines.removeFirst(due.count)
        return due.compactMap { self.waiters.removeValue(forKey: $0) }
    }

    /// Takes out all, because the connection is over.
    package mutating func removeAll() -> [Waiter] {
        defer {
            self.waiters = [:]
            self.deadlines = []
        }
        return self.waiters.keys.sorted().compactMap { self.waiters[$0] }
    }

    /// When ``expire(at:)`` is due next.
    package var nextDeadline: Instant? { self.deadlines.first?.instant }
}
