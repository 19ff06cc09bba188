/// What became of an accepted event.
package struct Receipt: Codable, Sendable, Equatable {
    /// Unique, and sorts as the events were accepted.
    package let id: String
    /// Grows by one with each accepted event, from 1 at the start of the process.
    package let offset: Int
    /// `article:update`, or the name of the raw event.
    package let event: String
    /// Whether this answers an earlier request with the same idempotency key; nothing was sent again.
    package let repeated: Bool
    /// Sockets reached, each once.
    package let sockets: Int
    /// Everybody with the right to the event, in the order of the directory; empty for a raw event.
    package let audiences: [AudienceReceipt]

    package init(
        id: String,
        offset: Int,
        event: String,
        repeated: Bool,
        sockets: Int,
        audiences: [AudienceReceipt]
    ) {
        self.id = id
        self.offset = offset
        self.event = event
        self.repeated = repeated
        self.sockets = sockets
        self.audiences = audiences
    }
}

package struct AudienceReceipt: Codable, Sendable, Equatable {
    /// `role:public`
    package let audience: String
    package let sockets: Int
    package let dropped: [DroppedReceipt]
    /// Why this audience got nothing, if its view could not be made.
    package let error: String?

    package init(audience: String, sockets: Int, dropped: [DroppedReceipt], error: String?) {
        self.audience = audience
        self.sockets = sockets
        self.dropped = dropped
        self.error = error
    }
}

/// A field that an audience did not get.
package struct DroppedReceipt: Codable, Sendable, Hashable {
    /// `author.email`, `comments[].ip`
    package let path: String
    /// A stable word for programs, such as `private`.
    package let rule: String
    /// A sentence for people.
    package let reason: String

    package init(path: String, rule: String, reason: String) {
        self.path = path
        self.rule = rule
        self.reason = reason
    }
}
