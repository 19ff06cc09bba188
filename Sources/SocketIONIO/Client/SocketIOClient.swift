public import Logging
public import NIOCore
import Synchronization

/// A client of one namespace of a Socket.IO server, over WebSocket.
///
/// It connects when told to, and after a loss comes back by itself, with a growing wait between attempts, until
/// ``disconnect()`` or until the server refuses it or sends it away. While it is away nothing is kept for later: sending
/// fails. Connecting can be tried again after it failed; once ``events`` has ended, the client has too.
///
/// ```swift
/// var configuration = SocketIOClient.Configuration(url: "http://127.0.0.1:1338")
/// configuration.namespace = "/operator"
/// let client = SocketIOClient(configuration: configuration, group: group, logger: logger)
/// try await client.connect()
/// let reply = try await client.emitWithAck(SocketIOEvent("watch"), timeout: .seconds(5))
/// for await event in client.events { … }
/// ```
///
/// What is sent from one task is sent in the order of the calls.
public final class SocketIOClient: Sendable {
    /// What happens, in order, from the first connection to the end, for one reader at a time.
    ///
    /// It need not be read. At most ``Configuration/maxWaitingEvents`` elements of at most
    /// ``Configuration/maxWaitingBytes`` wait for the reader: when more come, the oldest are dropped, and
    /// ``Event/missed(_:)`` stands in their place. A reader whose task is cancelled ends the sequence for good.
    public let events: AsyncStream<Event>

    private let configuration: Configuration
    private let eventLoop: any EventLoop
    private let core: NIOLoopBoundBox<ClientCore>
    private let queue: ClientEventQueue
    private let nextID = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - group: Lends one of its event loops; it must outlive the client.
    ///   - logger: Told of connecting and reconnecting, at the level `debug`.
    public init(configuration: Configuration, group: any EventLoopGroup, logger: Logger) {
        let queue = ClientEventQueue(
            maxCount: configuration.maxWaitingEvents,
            maxBytes: configuration.maxWaitingBytes
        )
        let eventLoop = group.next()
        let core = ClientCore(configuration: configuration, events: queue, eventLoop: eventLoop, logger: logger)
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.core = NIOLoopBoundBox.makeBoxSendingValue(core, eventLoop: eventLoop)
        self.queue = queue
        self.events = AsyncStream { await queue.next() }
    }

    deinit {
        // Without this a client that was forgotten would stay connected.
        guard self.nextID.load(ordering: .relaxed) > 0, !self.queue.isFinished else { return }
        self.perform { $0.disconnect(nil) }
    }

    /// Connects, and returns once the server has accepted. Only this first attempt is made; a later loss is repaired.
    ///
    /// - Throws: ``SocketIOClientError``; `CancellationError` when the task was cancelled.
    public func connect() async throws {
        let address = try self.configuration.checkedAddress()
        let id = self.makeID()
        let promise = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.connect(to: address, id: id, promise) }
        try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            self.perform { $0.cancelConnect(id: id) }
        }
    }

    /// Sends an event, and returns once it was handed to the network.
    ///
    /// - Throws: ``SocketIOClientError/notConnected`` and ``SocketIOClientError/tooLarge(bytes:limit:)``;
    ///   `CancellationError` when the task was cancelled, and the event may or may not be sent.
    public func emit(_ event: SocketIOEvent) async throws {
        let written = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.send(event, written: written) }
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

    /// Sends an event, and waits for the server's answer.
    ///
    /// - Throws: ``AckError`` when none came in time, or the connection was lost before; what ``emit(_:)`` throws.
    public func emitWithAck(_ event: SocketIOEvent, timeout: Duration) async throws -> SocketIOReply {
        let id = self.makeID()
        let reply = self.eventLoop.makePromise(of: SocketIOReply.self)
        self.perform { $0.send(event, ackID: id, timeout: timeout, reply: reply) }
        return try await withTaskCancellationHandler {
            try await reply.futureResult.get()
        } onCancel: {
            reply.fail(CancellationError())
            self.perform { $0.withdraw(ackID: id) }
        }
    }

    /// Says goodbye to the server, and returns once the connection is closed, after at most
    /// ``Configuration/farewellTimeout``. It is for good.
    ///
    /// What was sent before still goes out; ``events`` ends after what it holds. A second call changes nothing.
    public func disconnect() async {
        let closed = self.eventLoop.makePromise(of: Void.self)
        self.perform { $0.disconnect(closed) }
        // Closing has no way to fail that would leave the connection open.
        try? await closed.futureResult.get()
    }

    private func makeID() -> UInt64 {
        self.nextID.add(1, ordering: .relaxed).newValue
    }

    private func perform(_ action: @escaping @Sendable (ClientCore) -> Void) {
        let core = self.core
        self.eventLoop.execute { action(core.value) }
    }
}
