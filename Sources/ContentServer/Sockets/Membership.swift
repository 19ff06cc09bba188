import ContentEvents
package import JSONText

/// What one socket is and wants, and the rooms that follow from it.
///
/// A value: the owner changes it and then puts the socket into the difference of ``rooms``.
package struct Membership: Sendable, Equatable {
    package var identity: Identity
    /// The rooms that the client joined, by the names it used.
    package var customRooms: Set<ExactString> = []
    /// The rooms that an operator put the socket into, whatever its audience was granted.
    package var assignedRooms: Set<ExactString> = []
    /// In the order they were made.
    package var subscriptions: [Subscription] = []
    /// Whether the socket gets only what ``subscriptions`` name, and not all that its audience may get.
    package var isNarrowed = false

    package init(identity: Identity) {
        self.identity = identity
    }

    /// Every room with a name of its own, however the socket came there.
    package var allCustomRooms: Set<ExactString> { self.customRooms.union(self.assignedRooms) }

    package mutating func leave(_ room: ExactString) {
        self.customRooms.remove(room)
        self.assignedRooms.remove(room)
    }

    package var rooms: Set<ExactString> {
        let audience = self.identity.audience
        var rooms = Set(self.allCustomRooms.map(Room.custom))
        rooms.insert(Room.audience(audience))
        if let user = self.identity.user {
            rooms.insert(Room.user(user))
        }
        if self.isNarrowed {
            rooms.formUnion(self.subscriptions.map { $0.room(for: audience) })
        } else {
            rooms.insert(Room.events(audience))
        }
        return rooms
    }

    /// The subscriptions that are in force.
    package var narrowings: [Subscription] { self.isNarrowed ? self.subscriptions : [] }
}
