public import JSONText
public import Logging
public import NIOCore
import Synchronization

/// A client of one namespace of a Socket.IO server, over long-polling, WebSocket, or from one to the other.
///
/// It connects when told to, and after a loss comes back by itself, with a growing wait between attempts, until
/// ``disconnect()`` or until the server refuses it or sends it away. What is emitted while it is away is kept for later,
/// within bounds, unless ``Configuration/sendBuffer`` is `nil`. Connecting can be tried again after it failed; once
/// ``events`` has ended, the client has too.
///
/// ```swift
/// var configuration = SocketIOClient.Configuration(url: "http://127.0.0.1:1338")
/// configuration.auth = .each { try await tokens.fresh() }
/// let client = SocketIOClient(configuration: configuration, group: group, logger: logger)
/// let chat = client.socket("/chat")
/// try await client.connect()
/// try await chat.connect()
/// let reply = try await chat.emitWithAck(SocketIOEvent("watch"), timeout: .seconds(5))
/// for await event in chat.events { … }
/// ```
///
/// The clients that ``socket(_:auth:)`` makes of one another share a connection, which is opened when the first of them
/// connects and closed when the last one leaves. What is sent by one client from one task is sent in the order of the calls.
public final class SocketIOClient: Sendable {
    /// What happens, in order, from the first connection to the end, for one reader at a time.
    ///
    /// It need not be read. At most ``Configuration/maxWaitingEvents`` elements of at most
    /// ``Configuration/maxWaitingBytes`` wait for the reader: when more come, the oldest are dropped, and
    /// ``Event/missed(_:)`` stands in their place. A reader whose task is cancelled ends the sequence for good.
    public let events: AsyncStream<Event>
    /// The namespace of this client, such as `/chat`.
    public let namespace: ExactString

    private let configuration: Configuration
    private let auth: Auth?
    private let eventLoop: any EventLoop
    private let shared: NIOLoopBoundBox<SharedConnection>
    private let member: NIOLoopBoundBox<ClientMember>
    private let queue: ClientEventQueue
    private let nextID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - group: Lends one of its event loops; it must outlive the client.
    ///   - logger: Told of connecting and reconnecting, at the level `debug`.
    public convenience init(configuration: Configuration, group: any EventLoopGroup, logger: Logger) {
        let eventLoop = group.next()
        let shared = SharedConnection(configuration: configuration, eventLoop: eventLoop, logger: logger)
        self.init(
            namespace: configuration.namespace,
            auth: configuration.auth,
            configuration: configuration,
            eventLoop: eventLoop,
            shared: NIOLoopBoundBox.makeBoxSendingValue(shared, eventLoop: eventLoop)
        )
    }

    private init(
        namespace: ExactString,
        auth: Auth?,
        configuration: Configuration,
        eventLoop: any EventLoop,
        shared: NIOLoopBoundBox<SharedConnection>
    ) {
        let queue = ClientEventQueue(
            maxCount: configuration.maxWaitingEvents,
            maxBytes: configuration.maxWaitingBytes
        )
        let member = ClientMember(
            namespace: namespace,
            auth: auth,
            bounds: configuration.sendBuffer,
            events: queue,
            eventLoop: eventLoop
        )
        self.namespace = namespace
        self.auth = auth
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.shared = shared
        self.member = NIOLoopBoundBox.makeBoxSendingValue(member, eventLoop: eventLoop)
        self.queue = queue
        self.events = AsyncStream { await queue.next() }
    }

    deinit {
        // Without this a client that was forgotten would stay connected.
        guard self.nextID.load(ordering: .relaxed) > 0, !self.queue.isFinished else { return }
        self.perform { $0.disconnect($1, nil) }
    }

    /// A client of another namespace over the same connection, with events, acknowledgements and an end of its own.
    ///
    /// It is not connected yet. Only one client of a namespace can be connected at a time.
    ///
    /// - Parameter auth: For this namespace; nothing is taken from the configuration.
    public func socket(_ namespace: ExactString, auth: Auth? = nil) -> SocketIOClient {
        SocketIOClient(
            namespace: namespace,
            auth: auth,
            configuration: self.configuration,
            eventLoop: self.eventLoop,
            shared: self.shared
        )
    }

    /// Connects, and returns once the server has accepted. Only this first attempt is made; a later loss is repaired.
    ///
    /// - Throws: ``SocketIOClientError``; `CancellationError` when the task was cancelled.
    public func connect() async throws {
        let address = try self.configuration.checkedAddress()
        try Self.check(namespace: self.namespace)
        if case .json(let auth) = self.auth { try Self.check(auth: auth) }
        let id = self.makeID()
        let promise = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.connect($1, to: address, id: id, promise) }
        try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            self.perform { $0.cancelConnect($1, id: id) }
        }
    }

    /// Sends an event, and returns once the network, or with polling the server, has it. While the client is away the
    /// event is kept, in order with the others, and sent with the next connection.
    ///
    /// - Throws: ``SocketIOClientError/notConnected``, ``SocketIOClientError/bufferFull(maxCount:maxBytes:)`` and
    ///   ``SocketIOClientError/tooLarge(bytes:limit:)``; `CancellationError` when the task was cancelled, and the event may
    ///   or may not be sent.
    public func emit(_ event: SocketIOEvent) async throws {
        let written = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.emit(event, of: $1, written: written) }
        do {
            try await withTaskCancellationHandler {
                try await written.futureResult.get()
            } onCancel: {
                written.fail(CancellationError())
            }
        } catch is ChannelError {
            throw SocketIOClientError.notConnected
        }
    }

    /// Sends an event only if it can go out at once; otherwise it is dropped: while the client is away, and while what was
    /// sent before still waits.
    public func emitVolatile(_ event: SocketIOEvent) {
        self.perform { $0.emitVolatile(event, of: $1) }
    }

    /// Sends an event, and waits for the server's answer. While the client is away the event is kept as ``emit(_:)`` does;
    /// its time runs all the same, and when it is up the event is not sent any more.
    ///
    /// - Throws: ``AckError`` when none came in time, or the connection was lost before; what ``emit(_:)`` throws.
    public func emitWithAck(_ event: SocketIOEvent, timeout: Duration) async throws -> SocketIOReply {
        try await self.ask(event, timeout: timeout).value
    }

    /// Sends an event as ``emitWithAck(_:timeout:)`` does, and returns at once, so that several questions of one task can be
    /// under way. They are sent in the order of the calls; how many is up to the caller.
    package func ask(_ event: SocketIOEvent, timeout: Duration) -> ExpectedReply {
        let id = self.makeID()
        let reply = self.eventLoop.makePromise(of: SocketIOReply.self)
        self.perform { $0.ask(event, of: $1, id: id, timeout: timeout, reply: reply) }
        return ExpectedReply(future: reply.futureResult) { self.perform { $1.withdraw(id, CancellationError()) } }
    }

    /// What carries the connection now; `nil` when there is none.
    public var transport: Transport? {
        get async throws {
            try await self.eventLoop.submit { self.shared.value.transport }.get()
        }
    }

    /// The most bytes of a packet that the server takes; `nil` when there is no connection.
    package var maxPayload: Int? {
        get async throws {
            try await self.eventLoop.submit { self.shared.value.maxPayload }.get()
        }
    }

    /// Says goodbye to the server, and returns once that is sent; for the last client of a connection, once it is closed,
    /// after at most ``Configuration/farewellTimeout``. It is for good.
    ///
    /// What was sent before still goes out; what is kept for later is dropped. ``events`` ends after what it holds. A second
    /// call changes nothing.
    public func disconnect() async {
        let closed = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.disconnect($1, closed) }
        // Closing has no way to fail that would leave the connection open.
        try? await closed.futureResult.get()
    }

    private func makeID() -> UInt64 {
        self.nextID.add(1, ordering: .relaxed).newValue
    }

    private func perform(_ action: @escaping @Sendable (SharedConnection, ClientMember) -> Void) {
        let (shared, member) = (self.shared, self.member)
        self.eventLoop.execute { action(shared.value, member.value) }
    }
}
