import ContentModel

/// What an audience is shown of an event that was accepted before it asked.
package enum EarlierView: Sendable, Equatable {
    /// What it got then.
    case shown(EncodedView)
    /// It got the event, and has lost a right since: which fields it may still see is not looked into, it gets none.
    case withheld
    /// It did not get the event.
    case notReceived
}

extension OutgoingEvent {
    /// - Parameter audience: As it is now.
    package func earlierView(for audience: Audience) -> EarlierView {
        for addressed in self.views {
            guard let then = addressed.audiences.first(where: { $0.id == audience.id }) else { continue }
            return audience.hasEveryRight(of: then) ? .shown(addressed.view) : .withheld
        }
        return .notReceived
    }
}

extension OutgoingRawEvent {
    /// - Parameter audience: As it is now. What was sent as it is needs no right.
    package func earlierView(for audience: Audience) -> EarlierView {
        self.denial(of: audience.id) == nil ? .shown(self.view) : .notReceived
    }
}

extension Audience {
    /// Whether it may do all that it might when it was `earlier`.
    fileprivate func hasEveryRight(of earlier: Audience) -> Bool {
        if self.permissions == earlier.permissions { return self.isReadOnlyToken == earlier.isReadOnlyToken }
        if self.permissions.isFullAccess { return true }
        return !earlier.permissions.isFullAccess && !earlier.isReadOnlyToken && !self.isReadOnlyToken
            && earlier.permissions.actions.isSubset(of: self.permissions.actions)
    }
}
