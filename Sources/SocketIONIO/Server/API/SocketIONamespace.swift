public import JSONText
import NIOCore
import Synchronization

/// A named channel that clients join over one connection: `/`, or a name of the user's such as `/chat`.
public final class SocketIONamespace: Sendable {
    /// Judges a client that wants to join.
    public typealias Middleware = @Sendable (SocketIOSocket) async throws -> Void
    /// Greets a client that was accepted.
    public typealias ConnectHandler = @Sendable (SocketIOSocket) async -> Void

    /// Begins with `/`.
    public let name: ExactString

    private struct Part: Sendable {
        let eventLoop: any EventLoop
        let namespace: NIOLoopBoundBox<LoopNamespace>
    }
    private let parts: [Part]
    private let steps = Mutex<(middleware: [Middleware], connectHandlers: [ConnectHandler])>(([], []))
    private let population = Atomic(0)
    private let lastAckID = Atomic<UInt64>(0)

    init(name: ExactString, eventLoops: [any EventLoop]) {
        self.name = name
        self.parts = eventLoops.map { eventLoop in
            Part(
                eventLoop: eventLoop,
                namespace: NIOLoopBoundBox.makeBoxSendingValue(LoopNamespace(), eventLoop: eventLoop)
            )
        }
    }

    // MARK: Who may join

    /// Adds a step that every client must pass, in the order added, before it is accepted.
    ///
    /// A step that throws a ``ConnectError`` refuses the client, which sees its message and data; after any other error
    /// it sees `internal error`. Rooms that a step joins are in force when the client learns that it was accepted.
    public func use(_ middleware: @escaping Middleware) {
        self.steps.withLock { $0.middleware.append(middleware) }
    }

    /// Adds a handler for clients that were accepted. The client's events are handled only after it returned.
    public func onConnect(_ handler: @escaping ConnectHandler) {
        self.steps.withLock { $0.connectHandlers.append(handler) }
    }

    var middleware: [Middleware] { self.steps.withLock { $0.middleware } }
    var connectHandlers: [ConnectHandler] { self.steps.withLock { $0.connectHandlers } }

    // MARK: Sending

    /// Sends an event to the sockets in any of `rooms`, each exactly once, and returns at once.
    ///
    /// Events of one caller arrive at every socket in the order of the calls. The event is encoded once for all.
    ///
    /// - Parameters:
    ///   - rooms: None means everyone. A socket's id is a room with it alone.
    ///   - except: Who is in one of these gets nothing.
    /// - Returns: What tells how many it reached, for who wants to know.
    @discardableResult
    public func emit(
        _ event: SocketIOEvent,
        to rooms: [ExactString] = [],
        except: [ExactString] = []
    ) -> BroadcastReceipt {
        let packet = event.packet(namespace: self.name)
        let receipt = BroadcastReceipt(parts: self.parts.count)
        for part in self.parts {
            part.eventLoop.execute {
                receipt.add(part.namespace.value.broadcast(packet, to: rooms, except: except))
            }
        }
        return receipt
    }

    // MARK: Who is here

    /// The sockets in `room`, or all of them.
    public func sockets(in room: ExactString? = nil) async -> [SocketIOSocket] {
        var sockets: [SocketIOSocket] = []
        for part in self.parts {
            sockets += await withCheckedContinuation { continuation in
                part.eventLoop.execute { continuation.resume(returning: part.namespace.value.sockets(in: room)) }
            }
        }
        return sockets
    }

    /// How many sockets are in the namespace.
    public var socketCount: Int { self.population.load(ordering: .relaxed) }

    func populationChanged(by change: Int) { self.population.add(change, ordering: .relaxed) }

    /// The next id for an event that asks for a reply: one counter for the namespace.
    func takeAckID() -> UInt64 { self.lastAckID.add(1, ordering: .relaxed).oldValue }

    /// The part on an event loop of the server, called there.
    func part(on eventLoop: any EventLoop) -> LoopNamespace? {
        self.parts.first { $0.eventLoop === eventLoop }?.namespace.value
    }
}

/// How many sockets a broadcast reached, once it is known.
public final class BroadcastReceipt: Sendable {
    private struct State {
        var partsLeft: Int
        var count = 0
        var waiters: [CheckedContinuation<Int, Never>] = []
    }
    private let state: Mutex<State>

    init(parts: Int) { self.state = Mutex(State(partsLeft: parts)) }

    func add(_ count: Int) {
        let (total, waiters) = self.state.withLock { state -> (Int, [CheckedContinuation<Int, Never>]) in
            state.count += count
            state.partsLeft -= 1
            guard state.partsLeft == 0 else { return (0, []) }
            defer { state.waiters = [] }
            return (state.count, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: total) }
    }

    /// The sockets the event was written to, or queued for the next poll of; waits until every event loop has sent it.
    public func reached() async -> Int {
        await withCheckedContinuation { continuation in
            let known: Int? = self.state.withLock { state in
                guard state.partsLeft > 0 else { return state.count }
                state.waiters.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
