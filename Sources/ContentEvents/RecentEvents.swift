/// The latest accepted events, without a hole: who looks on from the newest misses none until the oldest that is kept.
package struct RecentEvents: Sendable {
    package struct Limits: Sendable, Equatable {
        /// 0 keeps none.
        package var count: Int
        /// About how much memory their texts may take.
        package var bytes: Int

        package init(count: Int = 1000, bytes: Int = 16 << 20) {
            self.count = count
            self.bytes = bytes
        }
    }

    package enum Recorded: Sendable {
        case content(OutgoingEvent)
        case raw(OutgoingRawEvent)
    }

    private let limits: Limits
    /// In the order of their offsets, from `oldest` on; nil before.
    private var events: [Recorded?] = []
    private var oldest = 0
    private var bytes = 0

    package init(limits: Limits) {
        self.limits = limits
    }

    /// The offset of the newest event; 0 for none.
    package var newestOffset: Int { self.events.last??.offset ?? 0 }

    /// Keeps an event with an offset above all before, and forgets the oldest for it.
    ///
    /// One that is larger than everything that may be kept leaves nothing behind.
    package mutating func record(_ event: Recorded) {
        guard self.limits.count > 0 else { return }
        self.events.append(event)
        self.bytes += event.byteCount
        while self.events.count - self.oldest > self.limits.count || self.bytes > self.limits.bytes {
            self.bytes -= self.events[self.oldest]?.byteCount ?? 0
            self.events[self.oldest] = nil
            self.oldest += 1
        }
        if self.oldest > self.events.count / 2 {
            self.events.removeFirst(self.oldest)
            self.oldest = 0
        }
    }

    /// The events before an offset, the newest first.
    ///
    /// - Parameter offset: Nil for all.
    package func newestFirst(before offset: Int?) -> some Sequence<Recorded> {
        self.events[self.oldest...].reversed().lazy.compactMap(\.self).drop { event in
            offset.map { event.offset >= $0 } ?? false
        }
    }
}

extension RecentEvents.Recorded {
    package var offset: Int {
        switch self {
        case .content(let event): event.offset
        case .raw(let event): event.offset
        }
    }

    /// What of it takes room that grows with the event.
    fileprivate var byteCount: Int {
        switch self {
        case .content(let event):
            event.views.reduce(event.entry.byteCount) { $0 + $1.view.argument.count }
        case .raw(let event): event.view.argument.count
        }
    }
}
