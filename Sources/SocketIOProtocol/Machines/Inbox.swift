/// What waits for the user's handlers of one socket, drained in order by one task that exists only while it is needed.
///
/// The pushing side never waits. When more than the limit is waiting it is told to stop reading from the peer, and the
/// draining side is told when it may go on.
package struct Inbox<Item> {
    private struct Entry {
        let item: Item
        let weight: Int
    }
    /// What was taken out already stands before `head` as `nil`.
    private var entries: [Entry?] = []
    private var head = 0
    private var weight = 0
    private var isDraining = false
    private var isHeld = false
    private let limit: Int

    /// - Parameter limit: The weight above which the peer is no longer read; it is read again at half of it.
    package init(limit: Int) { self.limit = limit }

    /// Whether nothing waits and nothing is handled.
    package var isIdle: Bool { !self.isDraining }

    package struct PushAction: Equatable {
        /// Start the task that drains.
        package let startDraining: Bool
        /// Stop reading from the peer, until a ``NextAction`` says otherwise.
        package let holdPeer: Bool
    }

    package mutating func push(_ item: Item, weight: Int) -> PushAction {
        self.entries.append(Entry(item: item, weight: weight))
        self.weight += weight
        let action = PushAction(startDraining: !self.isDraining, holdPeer: !self.isHeld && self.weight > self.limit)
        self.isDraining = true
        self.isHeld = self.isHeld || action.holdPeer
        return action
    }

    package enum NextAction {
        case handle(Item, releasePeer: Bool)
        /// Nothing is left: the task ends.
        case stop
    }

    /// Takes the next item; only the draining task calls this.
    package mutating func next() -> NextAction {
        guard self.head < self.entries.count, let entry = self.entries[self.head] else {
            self.entries = []
            self.head = 0
            self.isDraining = false
            return .stop
        }
        self.entries[self.head] = nil
        self.head += 1
        self.weight -= entry.weight
        if self.head >= 32, self.head * 2 >= self.entries.count {
            self.entries.removeFirst(self.head)
            self.head = 0
        }
        let releasePeer = self.isHeld && self.weight <= self.limit / 2
        if releasePeer { self.isHeld = false }
        return .handle(entry.item, releasePeer: releasePeer)
    }
}

extension Inbox.NextAction: Equatable where Item: Equatable {}
