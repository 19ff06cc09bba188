public import JSONText
import NIOCore
import Synchronization

/// A named channel that clients join over one connection: `/`, or a name of the user's such as `/chat`.
public final class SocketIONamespace: Sendable {
    /// Judges a client that wants to join.
    public typealias Middleware = @Sendable (SocketIOSocket) async throws -> Void
    /// Greets a client that was accepted.
    public typealias ConnectHandler = @Sendable (SocketIOSocket) async -> Void
    /// Hears why an event of a socket was not handled.
    public typealias ErrorHandler = @Sendable (SocketIOSocket, SocketIOEventError) async -> Void

    /// Begins with `/`.
    public let name: ExactString

    struct Part: Sendable {
        let eventLoop: any EventLoop
        let namespace: NIOLoopBoundBox<LoopNamespace>
    }
    let parts: [Part]
    let cluster = ClusterNode()
    let serverSide = ServerSideEvents()
    /// `nil` when it is off.
    let recovery: NamespaceRecovery?
    /// What made it, if it was made on demand.
    let parent: SocketIOParentNamespace?
    let ledger: RoomLedger
    private let ownSteps = Mutex(ConnectionSteps())
    private let population = Atomic(0)
    private let lastAckID = Atomic<UInt64>(0)

    init(
        name: ExactString,
        parent: SocketIOParentNamespace?,
        eventLoops: [any EventLoop],
        recovery: NamespaceRecovery?
    ) {
        let ledger = RoomLedger()
        self.name = name
        self.parent = parent
        self.ledger = ledger
        self.recovery = recovery
        self.parts = eventLoops.enumerated().map { index, eventLoop in
            let part = LoopNamespace(index: index, position: recovery?.head ?? 0, ledger: ledger)
            return Part(
                eventLoop: eventLoop,
                namespace: NIOLoopBoundBox.makeBoxSendingValue(part, eventLoop: eventLoop)
            )
        }
    }

    // MARK: Who may join

    /// Adds a step that every client must pass, in the order added, before it is accepted.
    ///
    /// A step that throws a ``ConnectError`` refuses the client, which sees its message and data; after any other error
    /// it sees `internal error`. Rooms that a step joins are in force when the client learns that it was accepted.
    public func use(_ middleware: @escaping Middleware) {
        self.ownSteps.withLock { $0.middleware.append(middleware) }
    }

    /// Adds a handler for clients that were accepted. The client's events are handled only after it returned.
    public func onConnect(_ handler: @escaping ConnectHandler) {
        self.ownSteps.withLock { $0.connectHandlers.append(handler) }
    }

    /// Adds a handler for what goes wrong with events of any socket; see ``SocketIOSocket/onError(_:)``.
    public func onError(_ handler: @escaping ErrorHandler) {
        self.ownSteps.withLock { $0.errorHandlers.append(handler) }
    }

    /// Those of the parent first.
    var steps: ConnectionSteps {
        let own = self.ownSteps.withLock { $0 }
        return self.parent.map { $0.steps + own } ?? own
    }

    /// Nobody is here any longer, or the server stops.
    func close() {
        self.cluster.close()
        self.ledger.close()
    }

    // MARK: Other servers

    /// Adds a handler for what other servers of the cluster send with ``serverSideEmit(_:)``, one after the other in the
    /// order it came; a reply goes to a server that waits for one. What comes while 16 MiB wait for the handlers is lost.
    public func onServerSideEmit(_ event: ExactString, _ handler: @escaping @Sendable (SocketIOMessage) async -> Void) {
        self.serverSide.add(event, handler)
    }

    // MARK: Who is here

    /// The sockets of this server in `room`, or all of them.
    public func sockets(in room: ExactString? = nil) async -> [SocketIOSocket] {
        let selection = SocketSelection(rooms: room.map { [$0] } ?? [])
        return await self.collect { $0.members(selection).compactMap(\.acceptedSocket) }
    }

    /// How many sockets of this server are in the namespace.
    public var socketCount: Int { self.population.load(ordering: .relaxed) }

    func populationChanged(by change: Int) { self.population.add(change, ordering: .relaxed) }

    /// The next id for an event that asks for a reply: one counter for the namespace.
    func takeAckID() -> UInt64 { self.lastAckID.add(1, ordering: .relaxed).oldValue }

    /// The part on an event loop of the server, called there.
    func part(on eventLoop: any EventLoop) -> LoopNamespace? {
        self.parts.first { $0.eventLoop === eventLoop }?.namespace.value
    }
}
