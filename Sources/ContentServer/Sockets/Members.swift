package import ContentEvents
package import JSONText
package import SocketIONIO

/// The connected sockets of `/` and what each of them is: the one place where a socket's rooms change.
///
/// Each change is made to a ``Membership`` first, then its rooms are put in force in the same order, so that a right that
/// was lost while a client joined a room wins.
package actor Members {
    /// A connected socket.
    package struct Member: Sendable {
        package let socket: SocketIOSocket
        package let membership: Membership
        fileprivate let narrowing: Narrowings.Lease
    }

    /// What a socket's middleware found, until the socket is connected and kept.
    package struct Admission: Sendable {
        package let membership: Membership
        let narrowing: Narrowings.Lease
    }

    /// By socket.
    package private(set) var members: [ExactString: Member] = [:]
    package nonisolated let narrowings: Narrowings

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

    package var ids: [ExactString] { Array(self.members.keys) }

    package func membership(of id: ExactString) -> Membership? {
        self.members[id]?.membership
    }

    /// How many sockets each audience has.
    package var countsByAudience: [AudienceID: Int] {
        self.members.values.reduce(into: [:]) { counts, member in
            counts[member.membership.identity.audience, default: 0] += 1
        }
    }

    /// The sockets whose token has ended.
    ///
    /// - Parameter now: Whole seconds since 1970.
    package func expired(at now: Int64) -> [ExactString] {
        self.members.compactMap { $0.value.membership.identity.isExpired(at: now) ? $0.key : nil }
    }

    /// Changes one socket's membership and puts its rooms in force.
    ///
    /// - Parameter change: Decides on the membership as it is now. Rights that it reads itself are those that every later
    ///   change and review goes on from, so it reads them itself.
    /// - Returns: What `change` returns; nil when the socket is gone.
    package func update<Answer: Sendable>(
        _ id: ExactString,
        _ change: @Sendable (inout Membership) -> Answer
    ) async -> Answer? {
        guard var membership = self.members[id]?.membership else { return nil }
        let answer = change(&membership)
        await self.replace(id, with: membership)?.perform()
        return answer
    }

    /// Keeps one socket as the verdict says, or tells its client why it is sent away and disconnects it from the namespace.
    ///
    /// - Parameter judge: Judges the membership as it is now; nil leaves it as it is.
    /// - Returns: The verdict; nil when there is none, or the socket is gone.
    package func review(_ id: ExactString, _ judge: @Sendable (Membership) -> Review?) async -> Review? {
        guard let member = self.members[id], let verdict = judge(member.membership) else { return nil }
        switch verdict {
        case .keep(let membership):
            await self.replace(id, with: membership)?.perform()
        case .end(let refusal):
            self.end(id, with: ClientEvent.ended(refusal))
        }
        return verdict
    }

    /// Tells a socket's client why it is sent away and disconnects it from the namespace.
    ///
    /// - Returns: Whether the socket was there.
    @discardableResult
    package func end(_ id: ExactString, with farewell: SocketIOEvent) -> Bool {
        guard let member = self.members.removeValue(forKey: id) else { return false }
        member.socket.emit(farewell)
        member.socket.disconnect()
        return true
    }

    private func replace(_ id: ExactString, with membership: Membership) -> Move? {
        guard let old = self.members[id], old.membership != membership else { return nil }
        self.members[id] = Member(
            socket: old.socket,
            membership: membership,
            narrowing: self.narrowings.lease(membership)
        )
        return Move(socket: old.socket, new: membership.rooms, old: old.membership.rooms, narrowing: old.narrowing)
    }
}

/// A change of a socket's rooms.
///
/// Performed on its actor and without a pause after the change of the membership, so that the socket's event loop makes the
/// changes in the order in which they were decided.
private struct Move {
    let socket: SocketIOSocket
    let new: Set<ExactString>
    let old: Set<ExactString>
    let narrowing: Narrowings.Lease

    func perform() async {
        await self.socket.move(into: self.new.subtracting(self.old), outOf: self.old.subtracting(self.new))
        // A fan-out has to know the old rooms until the socket has left them.
        withExtendedLifetime(self.narrowing) {}
    }
}
