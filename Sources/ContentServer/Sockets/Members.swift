import ContentEvents
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
        var narrowing: Narrowings.Lease
    }

    /// What a socket's middleware found, until the socket is connected and kept.
    package struct Admission: Sendable {
        package let membership: Membership
        let narrowing: Narrowings.Lease
    }

    private var members: [ExactString: Member] = [:]
    private let narrowings: Narrowings

    package init(narrowings: Narrowings) {
        self.narrowings = narrowings
    }

    /// Lets a fan-out know of the socket's rooms, before it waits in them.
    package nonisolated func admit(_ membership: Membership) -> Admission {
        Admission(membership: membership, narrowing: self.narrowings.lease(membership))
    }

    /// Keeps a socket that is in the rooms of its membership already.
    package func add(_ socket: SocketIOSocket, _ admission: Admission) {
        self.members[socket.id] = Member(
            socket: socket,
            membership: admission.membership,
            narrowing: admission.narrowing
        )
    }

    package func remove(_ id: ExactString) {
        self.members[id] = nil
    }

    package func contains(_ id: ExactString) -> Bool {
        self.members[id] != nil
    }

    package var all: [(id: ExactString, membership: Membership)] {
        self.members.map { ($0.key, $0.value.membership) }
    }

    /// Changes one socket's membership and puts its rooms in force.
    ///
    /// - Parameter change: Decides on the membership as it is now.
    /// - Returns: What `change` returns; nil when the socket is gone.
    package func update<Answer: Sendable>(
        _ id: ExactString,
        _ change: @Sendable (inout Membership) -> Answer
    ) async -> Answer? {
        guard var member = self.members[id] else { return nil }
        let old = member
        let answer = change(&member.membership)
        guard member.membership != old.membership else { return answer }
        member.narrowing = self.narrowings.lease(member.membership)
        self.members[id] = member
        let rooms = (new: member.membership.rooms, old: old.membership.rooms)
        await member.socket.move(into: rooms.new.subtracting(rooms.old), outOf: rooms.old.subtracting(rooms.new))
        // A fan-out has to know the old rooms until the socket has left them.
        withExtendedLifetime(old.narrowing) {}
        return answer
    }

    /// Tells a client why it is sent away, then disconnects it from the namespace.
    package func end(_ id: ExactString, because refusal: AuthenticationRefusal) {
        guard let member = self.members.removeValue(forKey: id) else { return }
        member.socket.emit(ClientEvent.ended(refusal))
        member.socket.disconnect()
    }
}
