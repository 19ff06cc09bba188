package import ContentEvents
package import JSONText
package import SocketIONIO

/// The connected sockets of `/` and what each of them is: the one place where a socket's rooms change.
///
/// Each change is made to a ``Membership`` first, then its rooms are put in force in the same order, so that a right that
/// was lost while a client joined a room wins.
package actor Members {
    private struct Member {
        let socket: SocketIOSocket
        var membership: Membership
    }
    private var members: [String: Member] = [:]
    private let narrowings: Narrowings

    package init(narrowings: Narrowings) {
        self.narrowings = narrowings
    }

    package var count: Int { self.members.count }

    /// Starts to keep a socket whose first rooms its middleware has joined already.
    package func add(_ socket: SocketIOSocket, as membership: Membership) {
        self.members[socket.id] = Member(socket: socket, membership: membership)
        self.narrowings.add(membership.narrowings, for: membership.identity.audience)
    }

    package func remove(_ id: String) {
        guard let member = self.members.removeValue(forKey: id) else { return }
        self.narrowings.remove(member.membership.narrowings, for: member.membership.identity.audience)
    }

    package func membership(of id: String) -> Membership? {
        self.members[id]?.membership
    }

    package var all: [(id: String, membership: Membership)] {
        self.members.map { ($0.key, $0.value.membership) }
    }

    /// Changes one socket's membership and puts its rooms in force.
    ///
    /// - Parameter change: Decides on the membership as it is now. What it throws leaves everything as it was.
    /// - Returns: What `change` returns; nil when the socket is gone.
    package func update<Answer: Sendable, Failure: Error>(
        _ id: String,
        _ change: @Sendable (inout Membership) throws(Failure) -> Answer
    ) async throws(Failure) -> Answer? {
        guard var member = self.members[id] else { return nil }
        let old = member.membership
        let answer = try change(&member.membership)
        let new = member.membership
        self.members[id] = member
        // A fan-out knows the new rooms before the socket waits in them, and the old ones until after it left.
        self.narrowings.add(new.narrowings, for: new.identity.audience)
        await member.socket.updateRooms(
            joining: new.rooms.subtracting(old.rooms), leaving: old.rooms.subtracting(new.rooms))
        self.narrowings.remove(old.narrowings, for: old.identity.audience)
        return answer
    }

    /// Tells a client why it is sent away, then disconnects it from the namespace.
    package func end(_ id: String, because refusal: AuthenticationRefusal) {
        guard let member = self.members[id] else { return }
        self.remove(id)
        member.socket.emit(ClientEvent.ended(refusal))
        member.socket.disconnect()
    }
}
