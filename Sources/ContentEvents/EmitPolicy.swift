package import ContentModel

/// How `emit` works on one server.
package struct EmitPolicy: Sendable {
    package let receive: ReceiveRule
    /// What it takes to receive `publish` and `unpublish`.
    package let publishing: PublishRight
    package let mode: SanitizeMode
    package let shape: Shape
    /// Says when an event was accepted and which tokens have expired.
    package let clock: WallClock

    package init(
        receive: ReceiveRule = .action,
        publishing: PublishRight = .update,
        mode: SanitizeMode = .strict,
        shape: Shape = .v5,
        clock: WallClock = .system
    ) {
        self.receive = receive
        self.publishing = publishing
        self.mode = mode
        self.shape = shape
        self.clock = clock
    }
}

/// What became of the events so far.
package struct EmitCounters: Sendable, Equatable {
    /// Accepted, by either verb; repeated requests are not counted again.
    package internal(set) var accepted = 0
    /// Refused with an error, by either verb.
    package internal(set) var refused = 0
    /// Views that could not be made, so that an audience, or the operators, got nothing.
    package internal(set) var failedViews = 0
}
