import JSONText
import SocketIOProtocol

/// A namespace's socket as its event loop sees it: its rooms and the replies it owes. Confined to that loop.
final class Member {
    /// What waits for the reply to an event.
    typealias AckWaiter = @Sendable (Result<SocketIOReply, AckError>) -> Void

    enum State {
        /// The middleware is at work; the rooms it asks for are entered when it agrees.
        case joining(rooms: Set<ExactString>)
        /// It is in its rooms, and what is sent to it waits until it has the events that it missed.
        indirect case catchingUp(CatchUp<AddressedPacket>)
        /// More came than may wait while it was catching up.
        case overrun
        case joined
        case left
    }
    struct Membership {
        let room: Room
        var place: Int
        /// The last logged event before it entered.
        var since: UInt64
    }

    let id: ExactString
    let namespaceName: ExactString
    let namespace: LoopNamespace
    /// What it needs so that its client can come back, unless that is off.
    let trail: RecoveryTrail?
    var state: State
    var memberships: [Membership] = []
    private var acks = AckTable<AckWaiter>()
    /// `nil` once it left.
    private(set) var session: Session?
    /// What the user holds; `nil` once it left.
    private(set) var socket: SocketIOSocket?
    /// Where the namespace has it, while it is in its rooms.
    private var seat: SeatID?
    /// Whether somebody wants to see the events on their way to the client.
    var isObserved = false { didSet { self.findOutlet() } }
    /// How often the socket's handlers fell behind, less how often they caught up: while it is not 0 the client is not
    /// read. They can fall behind again before the news that they caught up comes here.
    private var inputHolds = 0

    init(
        id: ExactString,
        namespaceName: ExactString,
        namespace: LoopNamespace,
        session: Session,
        trail: RecoveryTrail?
    ) {
        self.id = id
        self.namespaceName = namespaceName
        self.namespace = namespace
        self.session = session
        self.trail = trail
        let rooms = trail?.restored?.entered.keys.filter { $0 != id } ?? []
        self.state = .joining(rooms: Set(rooms))
    }

    /// Gives it the user's side, which needs it first.
    func attach(_ socket: SocketIOSocket) { self.socket = socket }

    // MARK: Joining and leaving the namespace

    /// Enters the rooms that were asked for; from now on broadcasts arrive.
    func join() {
        guard case .joining(let rooms) = self.state else { return }
        self.state = .joined
        self.beginTrail()
        self.takeSeat(rooms: rooms)
    }

    /// Enters the rooms, and that of everyone.
    func takeSeat(rooms: Set<ExactString>) {
        self.seat = self.namespace.add(self, rooms: rooms)
        self.findOutlet()
    }

    private func leaveSeat() {
        guard let seat else { return }
        self.namespace.remove(self, from: seat)
        self.seat = nil
    }

    /// Has events go to its WebSocket past it, as long as there is nothing for it to decide or to note. Called when that may
    /// have changed.
    func findOutlet() {
        guard let seat, let session else { return }
        let isPlain = if case .joined = self.state { self.trail == nil && !self.isObserved } else { false }
        self.namespace.setOutlet(isPlain ? session.plainOutlet : nil, in: session.loop.flushes, of: seat)
    }

    /// Leaves all rooms and tells those who wait for replies.
    ///
    /// - Returns: The user's side when it was accepted before, so that it hears of the end, and the rooms it was in.
    func leave() -> (socket: SocketIOSocket, rooms: Set<ExactString>)? {
        let before = self.state
        let rooms = self.rooms
        self.state = .left
        while self.inputHolds > 0 { self.releaseInput() }
        for waiter in self.acks.removeAll() { waiter(.failure(.disconnected)) }
        defer {
            self.session = nil
            self.socket = nil
        }
        switch before {
        case .joined:
            self.leaveSeat()
            return self.socket.map { ($0, rooms) }
        case .catchingUp, .overrun:
            self.leaveSeat()
            return nil
        case .joining, .left:
            return nil
        }
    }

    /// What the user holds, once its client knows that it was accepted.
    var acceptedSocket: SocketIOSocket? {
        if case .joined = self.state { self.socket } else { nil }
    }

    /// The server wants it out of the namespace.
    func disconnect(closingConnection: Bool) {
        guard let session else { return }
        session.conversation?.disconnect(self, closingConnection: closingConnection, in: session)
    }

    // MARK: Reading from the client

    /// The socket's handlers are behind: the client is not read until they caught up.
    func holdInput() {
        self.inputHolds += 1
        self.session?.holdInput()
    }

    func releaseInput() {
        guard self.inputHolds > 0 else { return }
        self.inputHolds -= 1
        self.session?.releaseInput()
    }

    // MARK: Rooms

    func join(_ names: [ExactString]) {
        switch self.state {
        case .joining(let rooms): self.state = .joining(rooms: rooms.union(names))
        case .catchingUp, .overrun, .joined:
            guard let seat else { return }
            for name in names { self.namespace.join(self, name, on: seat) }
        case .left: break
        }
    }

    func leave(_ names: [ExactString]) {
        switch self.state {
        case .joining(let rooms):
            self.state = .joining(rooms: rooms.subtracting(names))
            for name in names where name != self.id { self.trail?.forget(name) }
        case .catchingUp, .overrun, .joined: for name in names { self.namespace.leave(self, name) }
        case .left: break
        }
    }

    var rooms: Set<ExactString> {
        switch self.state {
        case .joining(let rooms): rooms.union([self.id])
        case .catchingUp, .overrun, .joined: Set(self.memberships.dropFirst().map(\.room.name)).union([self.id])
        case .left: []
        }
    }

    /// Called by ``LoopNamespace``.
    ///
    /// - Returns: Whether it was not there before.
    func enter(_ room: Room, on seat: SeatID) -> Bool {
        guard !self.memberships.contains(where: { $0.room === room }) else { return false }
        let place = room.add(seat)
        self.memberships.append(Membership(room: room, place: place, since: self.namespace.position))
        return true
    }

    /// Called by ``LoopNamespace``.
    ///
    /// - Returns: Whether it was there before.
    func leave(_ room: Room) -> Bool {
        guard let index = self.memberships.firstIndex(where: { $0.room === room }) else { return false }
        let membership = self.memberships.remove(at: index)
        self.leave(membership)
        self.trail?.left(room.name, enteredAt: membership.since, leftAt: self.namespace.position)
        return true
    }

    /// Called by ``LoopNamespace``.
    ///
    /// - Returns: The rooms it was in.
    func leaveAll() -> [Room] {
        defer { self.memberships = [] }
        for membership in self.memberships { self.leave(membership) }
        return self.memberships.map(\.room)
    }

    private func leave(_ membership: Membership) {
        guard let moved = membership.room.remove(at: membership.place) else { return }
        self.namespace.moved(moved, to: membership.place, in: membership.room)
    }

    /// Called by ``LoopNamespace`` when another member's leaving gave this one a new place.
    func moved(to place: Int, in room: Room) {
        guard let index = self.memberships.firstIndex(where: { $0.room === room }) else { return }
        self.memberships[index].place = place
    }

    // MARK: Events

    /// Sends an event.
    ///
    /// - Parameter isVolatile: Whether it is dropped when the client cannot take it at once.
    /// - Returns: Whether it was written, or queued for the next poll.
    @discardableResult
    func send(_ addressed: AddressedPacket, isVolatile: Bool) -> Bool {
        switch self.state {
        case .joined:
            guard let session, !isVolatile || session.isWritable else { return false }
            if let mark = addressed.mark { self.trail?.passed(mark) }
            if self.isObserved { self.socket?.observe(addressed.event) }
            return session.send(addressed.packet)
        case .catchingUp:
            return !isVolatile && self.hold(addressed)
        case .joining, .overrun, .left:
            return false
        }
    }

    /// Sends the reply to an event of the client.
    func reply(_ packet: OutgoingPacket) {
        guard case .joined = self.state else { return }
        self.session?.send(packet)
    }

    /// Sends an event and keeps `request` until the reply.
    ///
    /// - Returns: Why no reply is waited for, or `nil` when one is.
    func send(_ addressed: AddressedPacket, _ request: AckRequest, isVolatile: Bool) -> AckError? {
        switch self.state {
        case .joined, .catchingUp:
            guard let session else { return .disconnected }
            guard !isVolatile || session.isWritable else { return .notSent }
            self.acks.wait(request.waiter, for: request.id, until: request.deadline)
            session.wakeAgain()
            self.send(addressed, isVolatile: false)
            return nil
        case .joining, .overrun, .left:
            return .disconnected
        }
    }

    /// The client replied; a reply that nobody waits for is dropped.
    func receive(_ ack: ReceivedAck) {
        guard let id = ack.id.number, let waiter = self.acks.take(id) else { return }
        waiter(.success(SocketIOReply(ack)))
    }

    /// Who waited no longer does.
    func giveUp(_ id: UInt64) { _ = self.acks.take(id) }

    /// Tells those whose time is up.
    ///
    /// - Returns: When to call again.
    func expireAcks(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        for waiter in self.acks.expire(at: now) { waiter(.failure(.timedOut)) }
        return self.acks.nextDeadline
    }
}

/// What a socket that is asked for a reply needs to know.
struct AckRequest: Sendable {
    let id: UInt64
    let deadline: ContinuousClock.Instant
    /// Called once.
    let waiter: Member.AckWaiter
}
