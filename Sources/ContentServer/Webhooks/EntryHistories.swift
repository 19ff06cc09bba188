/// The histories of all entries that something was heard of lately.
///
/// It remembers the ``WebhookRules/rememberedEntries`` that changed last, each for ``WebhookRules/memory``; an entry that is
/// forgotten is a new one, so that an old change of it that comes so late counts as news.
package struct EntryHistories: Sendable {
    package typealias Instant = EntryHistory.Instant

    private struct Record {
        var history: EntryHistory
        var changedAt: Instant
    }

    private struct Deadline {
        let instant: Instant
        let entry: EntryID
        let bytes: Int
    }

    private let rules: WebhookRules
    private var records: [EntryID: Record] = [:]
    /// Every change of a history; an entry stands here as often as it changed, and the last one counts.
    private var order = Fifo<(entry: EntryID, changedAt: Instant)>()
    /// By time, as every change waits equally long. One may have been let go before.
    private var deadlines = Fifo<Deadline>()
    private var heldBytes = 0

    package init(rules: WebhookRules) {
        self.rules = rules
    }

    package var count: Int { self.records.count }

    /// When to call ``wake(at:)``; nil for not before the next change.
    package var nextWake: Instant? { self.deadlines.first?.instant }

    /// Takes a change.
    ///
    /// - Parameter now: When it arrived; never before the time of an earlier call.
    package mutating func take(_ change: EntryChange, at now: Instant) -> WebhookOutcome {
        var outcome = self.wake(at: now)
        self.forget(at: now, toTake: change.entry)
        var record = self.records[change.entry] ?? Record(history: EntryHistory(rules: self.rules), changedAt: now)
        let taken = record.history.take(change, at: now)
        record.changedAt = now
        self.records[change.entry] = record
        self.order.append((change.entry, now))
        if self.order.count > 2 * self.records.count + 1_000 {
            self.order.keep { self.records[$0.entry]?.changedAt == $0.changedAt }
        }
        outcome.append(taken)
        if let instant = taken.heldUntil {
            self.deadlines.append(Deadline(instant: instant, entry: change.entry, bytes: change.data.count))
            self.heldBytes += change.data.count
        }
        return outcome
    }

    /// Lets the changes go that waited long enough, and the oldest ones if too many wait.
    package mutating func wake(at now: Instant) -> WebhookOutcome {
        self.release { $0.instant <= now || $1 }
    }

    /// Lets every change go.
    package mutating func releaseAll() -> WebhookOutcome {
        self.release { _, _ in true }
    }

    private mutating func release(while isDue: (Deadline, _ isTooMuch: Bool) -> Bool) -> WebhookOutcome {
        var outcome = WebhookOutcome()
        while let next = self.deadlines.first {
            let isTooMuch =
                self.deadlines.count > self.rules.heldLimit.changes || self.heldBytes > self.rules.heldLimit.bytes
            guard isDue(next, isTooMuch) else { break }
            self.deadlines.popFirst()
            self.heldBytes -= next.bytes
            if let woken = self.records[next.entry]?.history.wake(at: next.instant) { outcome.append(woken) }
        }
        return outcome
    }

    private mutating func forget(at now: Instant, toTake entry: EntryID) {
        let room = self.rules.rememberedEntries - (self.records[entry] == nil ? 1 : 0)
        while let (entry, changedAt) = self.order.first {
            if let record = self.records[entry], record.changedAt == changedAt {
                let isOld = now - changedAt >= self.rules.memory
                guard isOld || self.records.count > room, !record.history.isHolding else {
                    return
                }
                self.records[entry] = nil
            }
            self.order.popFirst()
        }
    }
}
