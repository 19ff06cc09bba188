import JSONText

/// What is known of one entry's past, which decides what a change means to clients.
///
/// With no clock: the owner passes the time in, and calls ``wake(at:)`` when a held change is due. Events come out in the order
/// of the changes they tell of; a change older than what came out last leads to none.
package struct EntryHistory: Sendable {
    package typealias Instant = ContinuousClock.Instant

    private struct Held {
        let change: EntryChange
        let deadline: Instant
    }

    private let rules: WebhookRules
    /// The newest change of what is public, or of the one row there is.
    private var last: Moment?
    /// The newest change of the draft, where that is a row of its own.
    private var lastOfDraft: Moment?
    /// Set once the entry is deleted.
    private var end: Moment?
    /// When the entry was made that clients know under this id; milliseconds since 1970.
    private var knownSince: Int64?
    /// Nil while no change has said so.
    private var isPublic: Bool?
    /// Whether clients were told of the entry; nil while they may have been, by an earlier process.
    private var isKnown: Bool?
    /// In the order of their moments.
    private var held: [Held] = []

    package init(rules: WebhookRules) {
        self.rules = rules
    }

    package var isHolding: Bool { !self.held.isEmpty }

    /// Takes a change that arrived now.
    package mutating func take(_ change: EntryChange, at now: Instant) -> WebhookOutcome {
        let waits = self.mustWait(change)
        var outcome =
            waits ? WebhookOutcome() : self.release { !change.replaces($0) && change.moment.follows($0.moment) }
        if let end {
            guard change.begins(after: end) else { return outcome.adding(.repeated) }
            self = EntryHistory(rules: self.rules)
            self.last = end
        }
        let isHeld = waits && self.held.contains { change.moment.isRepetition(of: $0.change.moment) }
        guard self.isNews(change), !isHeld else {
            return outcome.adding(.repeated)
        }
        if waits {
            let place = self.held.firstIndex { $0.change.moment.follows(change.moment) } ?? self.held.endIndex
            self.held.insert(Held(change: change, deadline: now + self.rules.hold), at: place)
            outcome.heldUntil = now + self.rules.hold
            return outcome
        }
        outcome.replaced += self.held.count { change.replaces($0.change) }
        self.held.removeAll { change.replaces($0.change) }
        return outcome.adding(self.perform(change))
    }

    /// Lets the held changes go that are due, and those before them.
    package mutating func wake(at now: Instant) -> WebhookOutcome {
        guard let due = self.held.last(where: { $0.deadline <= now }) else { return WebhookOutcome() }
        return self.release { !$0.moment.follows(due.change.moment) }
    }

    /// Whether another webhook of the same click may follow, or come too late.
    private func mustWait(_ change: EntryChange) -> Bool {
        guard self.rules.hold > .zero else { return false }
        switch (change.moment.step, change.rows) {
        case (.update, .one): return true
        case (.update, .two): return !change.isDraft || self.rules.emitsDrafts
        case (.delete, .two): return change.isDraft && self.isPublic != false
        case (.update, .noDrafts), (.delete, .noDrafts), (.delete, .one), (.create, _), (.publish, _), (.unpublish, _):
            return false
        }
    }

    private func isNews(_ change: EntryChange) -> Bool {
        let moment = change.moment
        if let last, !moment.follows(last) { return false }
        guard moment.step != .delete else { return moment.updatedAt >= self.knownSince ?? .min }
        guard change.isDraft, let lastOfDraft else { return true }
        return moment.follows(lastOfDraft)
    }

    private mutating func release(where isDue: (EntryChange) -> Bool) -> WebhookOutcome {
        var outcome = WebhookOutcome()
        let due = self.held.filter { isDue($0.change) }
        self.held.removeAll { isDue($0.change) }
        for held in due {
            outcome = outcome.adding(
                self.end == nil && self.isNews(held.change) ? self.perform(held.change) : .repeated
            )
        }
        return outcome
    }
}

extension EntryHistory {
    /// Makes the change part of the history.
    private mutating func perform(_ change: EntryChange) -> WebhookOutcome.Result {
        if change.rows == .two, change.isDraft, change.moment.step != .delete {
            self.lastOfDraft = change.moment
        } else {
            self.last = change.moment
        }
        let result =
            switch change.moment.step {
            case .create: self.create(change)
            case .update: self.update(change)
            case .publish: self.publish(change)
            case .unpublish: self.unpublish(change)
            case .delete: self.delete(change)
            }
        if case .event = result { self.isKnown = true }
        return result
    }

    private mutating func create(_ change: EntryChange) -> WebhookOutcome.Result {
        if !change.isDraft {
            self.isPublic = true
        } else if self.isPublic == nil {
            self.isPublic = false
        }
        guard !change.isDraft || self.rules.emitsDrafts else {
            if self.isKnown == nil { self.isKnown = false }
            return .draft
        }
        self.knownSince = change.moment.updatedAt
        return change.event("create", change.data)
    }

    private mutating func update(_ change: EntryChange) -> WebhookOutcome.Result {
        guard change.isDraft else {
            self.isPublic = true
            return change.event("update", change.data)
        }
        if change.rows == .one, change.visibility == .editors {
            defer { self.isPublic = false }
            // Strapi 4's REST API unpublishes by an update, of which clients may not see the new content.
            if self.isPublic == true { return change.event("unpublish", change.identity) }
        }
        return self.rules.emitsDrafts ? change.event("update", change.data) : .draft
    }

    private mutating func publish(_ change: EntryChange) -> WebhookOutcome.Result {
        self.isPublic = true
        return change.event("publish", change.data)
    }

    private mutating func unpublish(_ change: EntryChange) -> WebhookOutcome.Result {
        self.isPublic = false
        return change.event("unpublish", change.data)
    }

    private mutating func delete(_ change: EntryChange) -> WebhookOutcome.Result {
        self.end = change.moment
        return self.isKnown == false && change.isDraft ? .draft : change.event("delete", change.data)
    }
}

extension EntryChange {
    fileprivate func event(_ action: String, _ data: [UInt8]) -> WebhookOutcome.Result {
        .event(EntryEvent(uid: self.entry.uid, action: ExactString(action), data: data))
    }
}
