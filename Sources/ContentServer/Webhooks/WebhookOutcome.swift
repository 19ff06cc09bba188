/// What a change, or the passing of time, led to.
package struct WebhookOutcome: Sendable, Equatable {
    /// To be emitted in this order.
    package var events: [EntryEvent] = []
    /// Changes of drafts, which nobody hears of.
    package var drafts = 0
    /// Changes told before, and those older than one that was told.
    package var repeated = 0
    /// Held changes that another one stands for.
    package var replaced = 0
    /// When the change that was just taken is due, if it waits.
    package var heldUntil: EntryHistory.Instant?

    package init() {}

    enum Result {
        case event(EntryEvent)
        case draft
        case repeated
    }

    func adding(_ result: Result) -> WebhookOutcome {
        var sum = self
        switch result {
        case .event(let event): sum.events.append(event)
        case .draft: sum.drafts += 1
        case .repeated: sum.repeated += 1
        }
        return sum
    }

    mutating func append(_ other: WebhookOutcome) {
        self.events += other.events
        self.drafts += other.drafts
        self.repeated += other.repeated
        self.replaced += other.replaced
    }
}
