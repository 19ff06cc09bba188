public import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// One client in one namespace.
///
/// Events sent by one task arrive in the order of the calls. A socket's own events are handled one after the other,
/// in the order they came; a slow handler holds up this socket and no other.
public final class SocketIOSocket: Sendable {
    /// 20 letters of `A-Z a-z 0-9 - _`, known to the client, and another value than its connection's secret.
    public let id: ExactString
    /// Where it is.
    public let namespace: SocketIONamespace
    /// The name of the namespace.
    public let namespaceName: ExactString
    /// How the client came.
    public var handshake: SocketIOHandshake { self.coming.withLock { $0 } }
    private let coming: Mutex<SocketIOHandshake>
    /// Whether the client goes on with an earlier session: the socket has its id, rooms and data, and the client the
    /// events that it missed. In middleware: whether it will, if it is accepted.
    public let recovered: Bool

    let eventLoop: any EventLoop
    let member: NIOLoopBound<Member>
    let listeners = Mutex(SocketListeners())
    let inbox: Mutex<Inbox<Item>>
    /// Which of the namespace's parts it is in.
    private let part: Int
    /// Whether the client may ask for an earlier session.
    let mayRecover: Bool
    let presence = Atomic(Presence.coming)
    let isRecoveryRefused = Atomic(false)
    private let data: Mutex<SocketData>

    /// On the event loop of `member`.
    init(
        member: Member,
        namespace: SocketIONamespace,
        handshake: SocketIOHandshake,
        origin: SessionOrigin,
        eventLoop: any EventLoop,
        inboxLimit: Int
    ) {
        self.id = member.id
        self.recovered = origin.attempt != nil
        self.mayRecover = origin.isOpen && member.trail != nil
        self.part = member.namespace.index
        self.data = Mutex(SocketData(origin.attempt?.session.data))
        self.namespaceName = member.namespaceName
        self.coming = Mutex(handshake)
        self.namespace = namespace
        self.eventLoop = eventLoop
        self.member = NIOLoopBound(member, eventLoop: eventLoop)
        self.inbox = Mutex(Inbox(limit: inboxLimit))
    }

    /// Lets go of the auth object once nobody needs it any more: it mostly holds a secret, and memory.
    public func forgetAuth() { self.coming.withLock { $0.auth = nil } }

    // MARK: Sending

    /// Sends an event; does nothing before the socket was accepted and after its end.
    ///
    /// With ``ConnectionStateRecovery``, an event that is sent after the connection broke is there when the client comes
    /// back, even if that has another socket by then.
    public func emit(_ event: SocketIOEvent) { self.emit(event, SendOptions()) }

    func emit(_ event: SocketIOEvent, _ options: SendOptions) {
        guard self.isReachable else { return }
        self.namespace.send(Shipment(event, to: self.ownRoom, options)) { packets in
            // Looked at again in the order of the log: once the session is saved, another socket may have it.
            if case .away = self.presence.load(ordering: .acquiring) {
                self.namespace.onEachLoop { _ = $0.send(packets, except: [], isVolatile: options.isVolatile) }
                return .everyLoop
            }
            self.eventLoop.execute { [member] in
                member.value.namespace.send(packets, to: member.value, isVolatile: options.isVolatile)
            }
            return .loop(self.part)
        }
    }

    /// Sends an event and waits for the client's reply.
    ///
    /// - Throws: ``AckError/timedOut`` when none came in time (a later one is dropped), ``AckError/disconnected`` when
    ///   the socket ended first or was never accepted, `CancellationError` when the task was cancelled.
    public func emitWithAck(_ event: SocketIOEvent, timeout: Duration) async throws -> SocketIOReply {
        try await self.emitWithAck(event, SendOptions(), timeout: timeout)
    }

    func emitWithAck(_ event: SocketIOEvent, _ options: SendOptions, timeout: Duration) async throws -> SocketIOReply {
        let reply = PromisedReply()
        let request = AckRequest(
            id: self.namespace.takeAckID(),
            deadline: .now + timeout,
            waiter: { reply.resolve($0.mapError { $0 }) }
        )
        self.namespace.send(Shipment(event, to: self.ownRoom, options), ackID: AckID(request.id)) { packets in
            self.eventLoop.execute { [member] in
                for addressed in packets {
                    let error = member.value.send(addressed, request, isVolatile: options.isVolatile)
                    if let error { request.waiter(.failure(error)) }
                }
            }
            return .loop(self.part)
        }
        return try await withTaskCancellationHandler {
            try await reply.value
        } onCancel: {
            reply.resolve(.failure(CancellationError()))
            self.eventLoop.execute { [member] in member.value.giveUp(request.id) }
        }
    }

    private var ownRoom: SocketSelection { SocketSelection(rooms: [self.id]) }

    // MARK: Rooms

    /// Enters rooms, and returns when it is in them. In middleware, they are entered as the socket is accepted.
    public func join(_ rooms: [ExactString]) async {
        guard case .coming = self.presence.load(ordering: .acquiring) else {
            return await self.onLoop { $0.join(rooms) }
        }
        // It is accepted on the event loop too, after this: there is nothing to wait for.
        self.eventLoop.execute { [member] in member.value.join(rooms) }
    }

    /// Enters rooms; see ``join(_:)-([ExactString])``.
    public func join(_ rooms: ExactString...) async { await self.join(rooms) }

    /// Leaves rooms; see ``leave(_:)-([ExactString])``.
    public func leave(_ rooms: ExactString...) async { await self.leave(rooms) }

    /// Leaves rooms, and returns when it is out of them. The room of its own ``id`` cannot be left.
    public func leave(_ rooms: [ExactString]) async {
        await self.onLoop { $0.leave(rooms) }
    }

    /// Enters some rooms and leaves others in one step, and returns when that is done: no event comes between.
    public func move(into new: Set<ExactString>, outOf old: Set<ExactString>) async {
        await self.onLoop { member in
            member.join(Array(new))
            member.leave(Array(old))
        }
    }

    /// The rooms it is in, that of its own ``id`` among them; none after its end.
    public var rooms: Set<ExactString> {
        get async { await self.onLoop(\.rooms) }
    }

    // MARK: The end

    /// Tells the client that the server wants it out of the namespace; clients do not come back by themselves then.
    ///
    /// - Parameter closingConnection: Whether the connection is closed too, with all its other sockets.
    public func disconnect(closingConnection: Bool = false) {
        self.eventLoop.execute { [member] in member.value.disconnect(closingConnection: closingConnection) }
    }

    // MARK: The user's data

    /// Reads or changes a value of the user's: `nil` at first, and again after the disconnect handlers ran.
    public func withData<Result>(_ body: (inout sending (any Sendable)?) -> sending Result) -> sending Result {
        self.dataBox.with(body)
    }

    var dataBox: SocketData { self.data.withLock { $0 } }

    /// Lets go of the data; a saved session keeps it.
    func dropData() { self.data.withLock { $0 = SocketData() } }

    func onLoop<Result: Sendable>(_ body: @escaping @Sendable (Member) -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            self.eventLoop.execute { [member] in continuation.resume(returning: body(member.value)) }
        }
    }
}
