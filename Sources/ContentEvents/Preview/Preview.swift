/// What an event would be to every audience there is, and why. Nothing of it was sent.
package struct Preview: Sendable, Equatable {
    /// `article:update`
    package let event: String
    /// Whether there was no data, and the fields are all that the schema knows.
    package let isFromSchema: Bool
    /// How many sockets it would reach now, each once; nil where no server counts.
    package let sockets: Int?
    /// Roles, tokens, then tokens that have expired; or the one that was asked for.
    package let audiences: [AudiencePreview]
    /// The distinct ones, in the order of the first audience that gets each.
    package let views: [ViewPreview]

    package init(
        event: String,
        isFromSchema: Bool,
        sockets: Int?,
        audiences: [AudiencePreview],
        views: [ViewPreview]
    ) {
        self.event = event
        self.isFromSchema = isFromSchema
        self.sockets = sockets
        self.audiences = audiences
        self.views = views
    }
}

/// An audience and an event.
package struct AudiencePreview: Codable, Sendable, Equatable {
    /// `role:public`
    package let audience: String
    /// Whether it has the right to the event.
    package let receives: Bool
    /// The grant or rule that gives the right, or what is missing and the way out.
    package let reason: String
    package let sockets: Int?
    /// Why it would get nothing though it has the right.
    package let error: String?
    /// The number of its view among ``Preview/views``, from 0; nil when it would get nothing.
    package let view: Int?

    package init(audience: String, receives: Bool, reason: String, sockets: Int?, error: String?, view: Int?) {
        self.audience = audience
        self.receives = receives
        self.reason = reason
        self.sockets = sockets
        self.error = error
        self.view = view
    }
}

/// What some audiences would get, all of them the same.
package struct ViewPreview: Sendable, Equatable {
    /// `role:public`
    package let audiences: [String]
    /// The argument of the event, a JSON text; nil when there was no data.
    package let argument: [UInt8]?
    package let dropped: [DroppedReceipt]
    /// Each field of the data, in its order; empty unless asked for.
    package let fields: [FieldPreview]

    package init(audiences: [String], argument: [UInt8]?, dropped: [DroppedReceipt], fields: [FieldPreview]) {
        self.audiences = audiences
        self.argument = argument
        self.dropped = dropped
        self.fields = fields
    }
}

/// What becomes of one field.
package struct FieldPreview: Codable, Sendable, Equatable {
    package enum Outcome: String, Codable, Sendable {
        case kept
        /// Some of the values at the path go out, others do not.
        case partly
        case dropped
    }

    /// `author.email`, `comments[].ip`
    package let path: String
    package let outcome: Outcome
    /// A stable word for programs, such as `private`; nil for what is kept.
    package let rule: String?
    /// A sentence for people; nil for what is kept.
    package let reason: String?

    package init(path: String, outcome: Outcome, rule: String?, reason: String?) {
        self.path = path
        self.outcome = outcome
        self.rule = rule
        self.reason = reason
    }
}
