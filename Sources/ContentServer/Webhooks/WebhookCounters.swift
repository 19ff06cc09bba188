/// What became of the webhooks so far.
package struct WebhookCounters: Sendable, Equatable {
    /// Taken, and worth looking into.
    package internal(set) var accepted = 0
    /// Requests without the secret.
    package internal(set) var unauthorized = 0
    /// Bodies that are no webhook's.
    package internal(set) var malformed = 0
    /// Refused because too many waited.
    package internal(set) var overflowed = 0
    /// Of events and content types that are not known here.
    package internal(set) var unknown = 0
    /// Of drafts.
    package internal(set) var drafts = 0
    /// Told before, or older than what was told.
    package internal(set) var repeated = 0
    /// Part of a click that arrived as another event.
    package internal(set) var replaced = 0
    /// Of stages and releases that no grant names, and of releases that failed.
    package internal(set) var ungranted = 0
    /// Content events whose entry was read again.
    package internal(set) var populated = 0
    /// Content events whose entry should have been read again, and could not be.
    package internal(set) var unpopulated = 0
    /// Content events sent.
    package internal(set) var sent = 0
    /// Content events that could not be sent.
    package internal(set) var failed = 0
}
