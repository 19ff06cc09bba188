public import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// One client in one namespace.
///
/// Events sent by one task arrive in the order of the calls. A socket's own events are handled one after the other,
/// in the order they came; a slow handler holds up this socket and no other.
public final class SocketIOSocket: Sendable {
    /// Handles an event.
    public typealias MessageHandler = @Sendable (SocketIOMessage) async -> Void
    /// Hears of the end.
    public typealias DisconnectHandler = @Sendable (DisconnectReason) async -> Void

    /// 20 letters of `A-Z a-z 0-9 - _`, known to the client, and another value than its connection's secret.
    public let id: ExactString
    /// The name of the namespace.
    public let namespaceName: ExactString
    /// How the client came.
    public let handshake: SocketIOHandshake

    let namespace: SocketIONamespace
    /// Whether the client goes on with an earlier session: the socket has its id, rooms and data, and the client the
    /// events that it missed. In middleware: whether it will, if it is accepted.
    public let recovered: Bool
    /// Whether the client may ask for an earlier session.
    let mayRecover: Bool
    let presence = Atomic(Presence.coming)
    let isRecoveryRefused = Atomic(false)
    private let eventLoop: any EventLoop
    /// Which of the namespace's parts it is in.
    private let part: Int
    private let member: NIOLoopBound<Member>
    private let handlers = Mutex(Handlers())
    private let inbox: Mutex<Inbox<Item>>
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
        self.mayRecover = origin.isOpen
        self.part = member.namespace.index
        self.data = Mutex(SocketData(origin.attempt?.session.data))
        self.namespaceName = member.namespaceName
        self.handshake = handshake
        self.namespace = namespace
        self.eventLoop = eventLoop
        self.member = NIOLoopBound(member, eventLoop: eventLoop)
        self.inbox = Mutex(Inbox(limit: inboxLimit))
    }

    // MARK: Receiving

    /// Adds a handler for the events named `event`; the handlers of one event run in the order they were added.
    ///
    /// Handlers added while a connect handler runs see every event of the socket.
    public func on(_ event: ExactString, _ handler: @escaping MessageHandler) {
        self.handlers.withLock { $0.byEvent[event, default: []].append(handler) }
    }

    /// Adds a handler for every event, run before the event's own handlers.
    public func onAny(_ handler: @escaping MessageHandler) {
        self.handlers.withLock { $0.any.append(handler) }
    }

    /// Adds a handler for the socket's end, run once, after the events that came before it were handled. By then the
    /// socket is in no room.
    public func onDisconnect(_ handler: @escaping DisconnectHandler) {
        self.handlers.withLock { $0.disconnect.append(handler) }
    }

    // MARK: Sending

    /// Sends an event; does nothing before the socket was accepted and after its end.
    ///
    /// With ``ConnectionStateRecovery``, an event that is sent after the connection broke is there when the client comes
    /// back, even if that has another socket by then.
    public func emit(_ event: SocketIOEvent) { self.emit(event, SendOptions()) }

    func emit(_ event: SocketIOEvent, _ options: SendOptions) {
        switch self.presence.load(ordering: .acquiring) {
        case .coming, .gone: return
        case .here, .away: break
        }
        self.namespace.send(Shipment(event, to: self.ownRoom, options)) { packets in
            // Looked at again, because the session may be saved by now: then it may have another socket.
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
                    let error = member.value.send(addressed.packet, request, isVolatile: options.isVolatile)
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
        await self.onLoop { $0.join(rooms) }
    }

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

    func onLoop<Result: Sendable>(_ body: @escaping @Sendable (Member) -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            self.eventLoop.execute { [member] in continuation.resume(returning: body(member.value)) }
        }
    }
}

// MARK: The socket's task

extension SocketIOSocket {
    private struct Handlers {
        var byEvent: [ExactString: [MessageHandler]] = [:]
        var any: [MessageHandler] = []
        var disconnect: [DisconnectHandler] = []
    }

    /// What the socket's task has to do, in order.
    enum Item: Sendable {
        case connect
        case message(SocketIOMessage)
        case disconnect(DisconnectReason)
    }

    /// Queues something for the socket's task, from the event loop.
    ///
    /// - Parameter weight: The bytes it holds.
    /// - Returns: Whether the client's connection is not to be read for now.
    func push(_ item: Item, weight: Int, activity: Activity) -> Bool {
        let action = self.inbox.withLock { $0.push(item, weight: weight) }
        if action.startDraining {
            activity.begin()
            Task {
                await self.drain()
                activity.end()
            }
        }
        return action.holdPeer
    }

    private func drain() async {
        while case .handle(let item, let releasePeer) = self.inbox.withLock({ $0.next() }) {
            if releasePeer {
                self.eventLoop.execute { [member] in member.value.releaseInput() }
            }
            switch item {
            case .connect: await self.connect()
            case .message(let message): await self.handle(message)
            case .disconnect(let reason): await self.end(reason)
            }
        }
    }

    private func connect() async {
        guard await !self.yieldsToSavedSession(), await self.passesMiddleware(), await self.isAccepted() else {
            return self.forget()
        }
        for handler in self.namespace.connectHandlers { await handler(self) }
    }

    private func passesMiddleware() async -> Bool {
        guard !self.skipsMiddleware else { return true }
        do {
            for middleware in self.namespace.middleware {
                try await middleware(self)
                guard await !self.startsAnew() else { return false }
            }
            return true
        } catch {
            let refusal = error as? ConnectError ?? ConnectError(message: "internal error")
            await self.onLoop { member in
                guard let session = member.session else { return }
                session.conversation?.refuse(member, refusal, in: session)
            }
            return false
        }
    }

    private func isAccepted() async -> Bool {
        guard !self.recovered else { return await self.catchesUp() }
        return await self.onLoop { member in
            guard let session = member.session else { return false }
            return session.conversation?.accept(member, in: session) ?? false
        }
    }

    private func handle(_ message: SocketIOMessage) async {
        let handlers = self.handlers.withLock { $0.any + $0.byEvent[message.name, default: []] }
        for handler in handlers { await handler(message) }
    }

    private func end(_ reason: DisconnectReason) async {
        let handlers = self.handlers.withLock(\.disconnect)
        for handler in handlers { await handler(reason) }
        self.forget()
    }

    /// Lets go of what is the user's: handlers and data mostly hold the socket itself.
    private func forget() {
        self.handlers.withLock { $0 = Handlers() }
        self.data.withLock { $0 = SocketData() }
    }

    /// What ``SocketIOMessage/acknowledge(_:attachments:)`` calls.
    func reply(to id: AckID) -> PendingReply {
        PendingReply { [eventLoop, member, namespaceName] arguments, attachments in
            let text = SocketPacketText.ack(
                id,
                arguments: arguments,
                namespace: namespaceName,
                attachmentCount: attachments.count
            )
            let packet = OutgoingPacket(text: text, attachments: attachments)
            eventLoop.execute { member.value.send(packet) }
        }
    }
}
