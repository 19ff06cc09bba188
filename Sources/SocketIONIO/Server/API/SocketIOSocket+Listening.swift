public import JSONText
import NIOCore
import Synchronization

/// What a socket's owner may hear.
///
/// Handlers added while a connect handler runs see every event of the socket. An error that a handler throws goes to
/// ``onError(_:)``; the other handlers run all the same.
extension SocketIOSocket {
    /// Handles an event.
    public typealias MessageHandler = @Sendable (SocketIOMessage) async throws -> Void
    /// Sees an event on its way to the client.
    public typealias OutgoingHandler = @Sendable (SocketIOEvent) -> Void
    /// Hears of the end while the rooms are known that the socket was in.
    public typealias DisconnectingHandler = @Sendable (DisconnectReason, _ rooms: Set<ExactString>) async -> Void
    /// Hears of the end.
    public typealias DisconnectHandler = @Sendable (DisconnectReason) async -> Void
    /// Hears why an event was not handled.
    public typealias ErrorHandler = @Sendable (SocketIOEventError) async -> Void

    /// Adds a handler for the events named `event`; the handlers of one event run in the order they were added.
    @discardableResult
    public func on(_ event: ExactString, _ handler: @escaping MessageHandler) -> SocketIOListener {
        self.listeners.withLock { $0.add(handler, for: event, isOnce: false) }
    }

    /// Adds a handler for the next event named `event`, and for no later one.
    @discardableResult
    public func once(_ event: ExactString, _ handler: @escaping MessageHandler) -> SocketIOListener {
        self.listeners.withLock { $0.add(handler, for: event, isOnce: true) }
    }

    /// Adds a handler for every event, run before the event's own handlers.
    @discardableResult
    public func onAny(_ handler: @escaping MessageHandler) -> SocketIOListener {
        self.listeners.withLock { listeners in
            let entry = listeners.entry(handler)
            listeners.any.append(entry)
            return entry.listener
        }
    }

    /// Adds a handler for every event that is sent to this client, also by broadcasts; not for replies.
    ///
    /// It runs on the socket's event loop at the moment the event is written or queued, so it has to return quickly.
    @discardableResult
    public func onAnyOutgoing(_ handler: @escaping OutgoingHandler) -> SocketIOListener {
        let listener = self.listeners.withLock { listeners in
            let entry = listeners.entry(handler)
            listeners.outgoing.append(entry)
            return entry.listener
        }
        self.eventLoop.execute { [member] in member.value.isObserved = true }
        return listener
    }

    /// Takes out a handler of any kind that was given a ``SocketIOListener``; an event that is being handled still
    /// reaches it.
    public func off(_ listener: SocketIOListener) { self.listeners.withLock { $0.remove(listener) } }

    /// Takes out all handlers for the events named `event`.
    public func off(_ event: ExactString) { self.listeners.withLock { $0.remove(event) } }

    /// Takes out all handlers for every event.
    public func offAny() { self.listeners.withLock { $0.any = [] } }

    /// Takes out all handlers for every event that is sent.
    public func offAnyOutgoing() { self.listeners.withLock { $0.outgoing = [] } }

    /// Adds a step that every event must pass, in the order added, before its handlers see it.
    ///
    /// A step that throws ends the event there: no handler sees it, the client that waits for a reply gets none unless
    /// the step gave one, and ``onError(_:)`` hears of it.
    public func use(_ middleware: @escaping MessageHandler) {
        self.listeners.withLock { $0.middleware.append(middleware) }
    }

    /// Adds a handler for the socket's end, run once, after the events that came before it were handled and before the
    /// handlers of ``onDisconnect(_:)``. It is told the rooms that the socket was in, its own among them.
    public func onDisconnecting(_ handler: @escaping DisconnectingHandler) {
        self.listeners.withLock { $0.disconnecting.append(handler) }
    }

    /// Adds a handler for the socket's end, run once, after the events that came before it were handled. By then the
    /// socket is in no room.
    public func onDisconnect(_ handler: @escaping DisconnectHandler) {
        self.listeners.withLock { $0.disconnect.append(handler) }
    }

    /// Adds a handler for what went wrong with events: middleware or a handler threw, or arguments were not as expected.
    public func onError(_ handler: @escaping ErrorHandler) {
        self.listeners.withLock { $0.errors.append(handler) }
    }
}
