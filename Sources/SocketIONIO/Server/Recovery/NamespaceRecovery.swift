import JSONText
import Logging
import NIOCore
import SocketIOProtocol
import Synchronization

/// The recovery of one namespace: gives its events their places in the log, knows which socket has which session, and
/// saves the sessions of those that end.
final class NamespaceRecovery: Sendable {
    /// The socket that has a session now. It is let go when the socket leaves.
    private struct Holder: Sendable {
        let eventLoop: any EventLoop
        let member: NIOLoopBound<Member>
        let id: ObjectIdentifier
    }
    private struct State {
        /// The last event of the log.
        var head: UInt64
        /// The last event that was sent on its way to each event loop.
        var hops: [UInt64]
        var holders: [ExactString: Holder] = [:]
        var mayHaveSessions = false
    }

    let log: any RecoveryLog
    let options: ConnectionStateRecovery
    /// The bytes of missed events that a client may get at once, and those that may come meanwhile.
    let maxCatchUpBytes: Int
    private let namespace: ExactString
    private let logger: Logger
    /// Held while an event gets its place and is sent on its way, so that every loop sees the order of the log.
    private let state: Mutex<State>

    init?(namespace: ExactString, eventLoops: Int, shared: ServerShared) {
        let configuration = shared.configuration
        guard let options = configuration.connectionStateRecovery else { return nil }
        let retention = RecoveryRetention(
            options,
            pingInterval: configuration.pingInterval,
            pingTimeout: configuration.pingTimeout
        )
        self.options = options
        self.log = options.makeLog(namespace, retention)
        self.maxCatchUpBytes = configuration.maxQueueBytes / 2
        self.namespace = namespace
        self.logger = shared.logger
        let head = self.log.head
        self.state = Mutex(State(head: head, hops: Array(repeating: head, count: eventLoops)))
    }

    /// The last event of the log.
    var head: UInt64 { self.state.withLock(\.head) }

    // MARK: Events

    /// Logs events and has `hop` send them on their way.
    ///
    /// They are encoded after that, by the caller or an event loop, whoever needs it first.
    func send(_ shipment: Shipment, hop: (_ packets: [AddressedPacket]) -> HopTarget) {
        let events = shipment.recoverable
        let packets = self.state.withLock { state in
            let packets = events.map { event in
                AddressedPacket(
                    LoggedEvent(mark: self.log.append(event), recoverable: event),
                    namespace: self.namespace,
                    isCompressed: shipment.options.isCompressed
                )
            }
            let target = hop(packets)
            guard let head = packets.last?.mark?.position else { return packets }
            state.head = head
            switch target {
            case .everyLoop: for part in state.hops.indices { state.hops[part] = head }
            case .loop(let part): state.hops[part] = head
            }
            return packets
        }
        for addressed in packets { _ = addressed.packet }
    }

    /// The last event that was sent to the sockets of an event loop, called there. When none is on its way there, it is
    /// the last of the log.
    func position(on part: LoopNamespace) -> UInt64 { self.state.withLock { Self.position(on: part, $0) } }

    private static func position(on part: LoopNamespace, _ state: State) -> UInt64 {
        state.hops[part.index] <= part.position ? state.head : part.position
    }

    // MARK: Sessions

    /// A member has its session now.
    func hold(_ member: Member, on eventLoop: any EventLoop) {
        guard let trail = member.trail else { return }
        let holder = Holder(
            eventLoop: eventLoop,
            member: NIOLoopBound(member, eventLoop: eventLoop),
            id: ObjectIdentifier(member)
        )
        self.state.withLock { $0.holders[trail.privateID] = holder }
    }

    /// A member is about to leave.
    ///
    /// - Parameter keepsSession: Whether its client may come back.
    func release(_ member: Member, keepsSession: Bool) {
        guard let trail = member.trail else {
            member.socket?.ends(isRecoverable: false)
            return
        }
        self.state.withLock { state in
            if state.holders[trail.privateID]?.id == ObjectIdentifier(member) { state.holders[trail.privateID] = nil }
            let position = Self.position(on: member.namespace, state)
            let session =
                keepsSession ? member.session(leftAt: position, timeLeft: self.options.maxDisconnectionDuration) : nil
            member.socket?.ends(isRecoverable: session != nil)
            guard let session else { return }
            self.log.save(session)
            state.mayHaveSessions = true
        }
    }

    /// Whether a session was ever saved.
    var mayHaveSessions: Bool { self.state.withLock(\.mayHaveSessions) }

    /// Gives back a session whose client was not accepted.
    func giveBack(_ attempt: RecoveryAttempt) {
        if let session = attempt.session(at: .now) { self.log.save(session) }
    }

    /// Takes the session that a client asks for. If a socket has it still, that one ends first: its client is here.
    ///
    /// - Returns: `nil` when there is no such session, or it is not known what the client missed.
    func claim(_ request: RecoveryRequest) async -> RecoveryAttempt? {
        while let holder = self.state.withLock({ $0.holders[request.privateID] }) { await Self.end(holder) }
        do {
            guard let session = try await self.log.take(request.privateID) else { return nil }
            // Read after the old socket's end: nothing was sent to that one alone later.
            let head = self.head
            if let start = try await self.start(of: session, offset: request.offset),
                try await self.log.events(after: start, limit: 1) != nil
            {
                return RecoveryAttempt(session: session, start: start, head: head, takenAt: .now)
            }
            self.log.save(session)
        } catch {
            self.report(error)
        }
        return nil
    }

    private func start(of session: SavedSession, offset: ExactString?) async throws -> UInt64? {
        guard let offset else { return session.progress.start(received: nil) }
        if let lastSent = session.lastSent, lastSent.offset == offset {
            return session.progress.start(received: lastSent.position)
        }
        return try await self.log.position(of: offset).flatMap { session.progress.start(received: $0) }
    }

    private static func end(_ holder: Holder) async {
        await withCheckedContinuation { continuation in
            holder.eventLoop.execute {
                holder.member.value.session?.close(.transportClose)
                continuation.resume()
            }
        }
    }

    // MARK: What was missed

    /// How many events are read at once.
    private static let pageSize = 256

    /// Reads the events that a client missed.
    ///
    /// - Returns: `nil` when they are no longer known, or too much.
    func missed(_ range: MissedRange) async -> [AddressedPacket]? {
        var missed: [AddressedPacket] = []
        var bytes = 0
        var position = range.start
        do {
            while position < range.end {
                guard let page = try await self.log.events(after: position, limit: Self.pageSize) else { return nil }
                guard let last = page.last else { break }
                position = last.mark.position
                for event in page where event.mark.position <= range.end && event.concerns(range.history) {
                    let addressed = AddressedPacket(event, namespace: self.namespace, isCompressed: true)
                    missed.append(addressed)
                    bytes += addressed.packet.byteCount
                    guard bytes <= self.maxCatchUpBytes else { return nil }
                }
            }
            return missed
        } catch {
            self.report(error)
            return nil
        }
    }

    private func report(_ error: any Error) {
        self.logger.warning(
            "a client lost its session because the recovery log failed",
            metadata: ["namespace": "\(self.namespace)", "error": "\(error)"]
        )
    }
}

/// Which event loops events were sent to.
enum HopTarget {
    case everyLoop
    /// The one of a namespace's part.
    case loop(Int)
}

extension Shipment {
    /// The events one by one: a socket that several are for gets the first of them, so nobody gets one after an event
    /// for everyone.
    fileprivate var recoverable: [RecoverableEvent] {
        var except = self.except
        var events: [RecoverableEvent] = []
        for (event, rooms) in self.events {
            events.append(RecoverableEvent(event.unshared, to: SocketSelection(rooms: rooms, except: except)))
            guard !rooms.isEmpty else { break }
            except += rooms
        }
        return events
    }
}

extension LoggedEvent {
    fileprivate func concerns(_ history: RoomHistory) -> Bool {
        let selection = self.recoverable.selection
        return history.concerns(self.mark.position, rooms: selection.rooms, except: selection.except)
    }
}
