/// Something that has to be looked at when a time comes, confined to one event loop.
package protocol Wakeable: AnyObject {
    /// Its place in the ``WakeQueue``, which alone changes it; `nil` outside of it.
    var wakePlace: Int? { get set }

    /// Does what is due.
    ///
    /// - Returns: When to wake again, or `nil` for never.
    func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant?
}

/// The wakeables of one event loop, the earliest first: a heap in which each knows its place, so that one timer and
/// one entry each serve any number of sessions.
package struct WakeQueue {
    package typealias Instant = ContinuousClock.Instant

    private struct Entry {
        var instant: Instant
        let wakeable: any Wakeable
    }
    private var heap: [Entry] = []

    package init() {}

    package var earliest: Instant? { self.heap.first?.instant }

    /// Puts `wakeable` in for `instant`, moves it there, or takes it out for `nil`.
    package mutating func set(_ wakeable: any Wakeable, at instant: Instant?) {
        switch (wakeable.wakePlace, instant) {
        case (let place?, let instant?):
            self.heap[place].instant = instant
            self.sift(place)
        case (let place?, nil):
            self.remove(place)
        case (nil, let instant?):
            wakeable.wakePlace = self.heap.count
            self.heap.append(Entry(instant: instant, wakeable: wakeable))
            self.sift(self.heap.count - 1)
        case (nil, nil):
            break
        }
    }

    /// Takes out the earliest that is due.
    package mutating func popDue(at now: Instant) -> (any Wakeable)? {
        guard let first = self.heap.first, first.instant <= now else { return nil }
        self.remove(0)
        return first.wakeable
    }

    private mutating func remove(_ place: Int) {
        self.heap[place].wakeable.wakePlace = nil
        let last = self.heap.removeLast()
        guard place < self.heap.count else { return }
        self.heap[place] = last
        last.wakeable.wakePlace = place
        self.sift(place)
    }

    private mutating func sift(_ start: Int) {
        var place = start
        while place > 0, self.heap[place].instant < self.heap[(place - 1) / 2].instant {
            self.swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
        while true {
            let left = 2 * place + 1
            guard left < self.heap.count else { return }
            let right = left + 1
            let child = right < self.heap.count && self.heap[right].instant < self.heap[left].instant ? right : left
            guard self.heap[child].instant < self.heap[place].instant else { return }
            self.swap(place, child)
            place = child
        }
    }

    private mutating func swap(_ first: Int, _ second: Int) {
        self.heap.swapAt(first, second)
        self.heap[first].wakeable.wakePlace = first
        self.heap[second].wakeable.wakePlace = second
    }
}
