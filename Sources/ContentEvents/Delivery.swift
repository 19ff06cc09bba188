package import JSONText

/// Port: takes events to the sockets.
///
/// Laws: events arrive at every socket in the order of the calls, both kinds together. A call only enqueues, and returns
/// without waiting for any socket. A socket that belongs to several of the addressed audiences or rooms gets one copy.
package protocol Delivery: Sendable {
    /// Whether an operator watches, so that the full-access view is worth making.
    var hasWatchers: Bool { get }

    func deliver(_ event: OutgoingEvent) -> PendingReach

    func deliver(_ event: OutgoingRawEvent) -> PendingReach
}

/// How many sockets an event was written to, operators not counted.
package struct Reach: Sendable, Equatable {
    /// Each socket once.
    package let sockets: Int
    /// An audience that is missing here was reached at no socket.
    package let byAudience: [AudienceID: Int]

    package init(sockets: Int, byAudience: [AudienceID: Int] = [:]) {
        self.sockets = sockets
        self.byAudience = byAudience
    }
}

/// The reach of a delivery under way.
package struct PendingReach: Sendable {
    private let counted: @Sendable () async -> Reach

    /// - Parameter counted: Called once at most.
    package init(_ counted: @escaping @Sendable () async -> Reach) {
        self.counted = counted
    }

    /// Waits until every event loop has written or dropped the event.
    package func reach() async -> Reach {
        await self.counted()
    }
}

/// An accepted content event with a view for each audience that may have it.
package struct OutgoingEvent: Sendable {
    /// Unique, and sorts as the events were accepted.
    package let id: String
    /// Grows by one with each accepted event of either kind, from 1 at the start of the process.
    package let offset: Int
    /// Milliseconds since 1970 at which it was accepted.
    package let at: Int64
    package let subject: EventSubject
    /// `update`
    package let action: ExactString
    /// Audiences with equal views stand together; no audience stands twice.
    package let views: [AddressedView]
    /// The full-access view, if ``Delivery/hasWatchers`` when the event was accepted.
    package let operatorView: EncodedView?
    /// What the views were made of.
    package let entry: EventEntry
    /// The rights when it was accepted.
    package let rights: Rights
    /// The audiences with the right to it whose view could not be made.
    package let failed: [AudienceID]
}

extension OutgoingEvent {
    package var name: ExactString { self.subject.name }
    package var uid: ExactString { self.subject.uid }
    package var entityIDs: [ExactString] { self.subject.entityIDs }
}

/// One view and everybody it is for.
package struct AddressedView: Sendable {
    package let view: EncodedView
    package let audiences: [Audience]
}

/// An accepted raw event: one argument for everybody addressed.
package struct OutgoingRawEvent: Sendable {
    /// Unique, and sorts as the events were accepted.
    package let id: String
    /// Grows by one with each accepted event of either kind, from 1 at the start of the process.
    package let offset: Int
    /// Milliseconds since 1970 at which it was accepted.
    package let at: Int64
    package let view: EncodedView
    /// Empty for everyone.
    package let rooms: [RawRoom]
    package let except: [RawRoom]
    /// The rights when it was accepted.
    package let rights: Rights
}
