public import JSONText

/// A handler that was added to a socket, to take it out again with ``SocketIOSocket/off(_:)-(SocketIOListener)``.
public struct SocketIOListener: Sendable, Hashable {
    let number: UInt64
}

/// Why an event of a client was not handled, or not to its end. It holds nothing that the client sent but the event's
/// name.
public struct SocketIOEventError: Error, CustomStringConvertible {
    /// What failed.
    public enum Step: String, Sendable {
        /// A step of ``SocketIOSocket/use(_:)``: no handler saw the event.
        case middleware
        /// The arguments are not those a handler expects: that handler was not called.
        case arguments
        /// A handler threw an error.
        case handler
    }

    /// The event's name.
    public let event: ExactString
    /// What failed.
    public let step: Step
    /// What was thrown.
    public let cause: any Error

    public var description: String { "the \(self.step) of the event '\(self.event)' failed: \(self.cause)" }
}

/// What the user wants to hear from one socket.
struct SocketListeners {
    struct Entry<Handler: Sendable>: Sendable {
        let listener: SocketIOListener
        let handler: Handler
        var isOnce = false
    }

    private(set) var byEvent: [ExactString: [Entry<SocketIOSocket.MessageHandler>]] = [:]
    var any: [Entry<SocketIOSocket.MessageHandler>] = []
    var outgoing: [Entry<SocketIOSocket.OutgoingHandler>] = []
    var middleware: [SocketIOSocket.MessageHandler] = []
    var disconnecting: [SocketIOSocket.DisconnectingHandler] = []
    var disconnect: [SocketIOSocket.DisconnectHandler] = []
    var errors: [SocketIOSocket.ErrorHandler] = []
    private var lastNumber: UInt64 = 0

    mutating func entry<Handler>(_ handler: Handler, isOnce: Bool = false) -> Entry<Handler> {
        self.lastNumber += 1
        return Entry(listener: SocketIOListener(number: self.lastNumber), handler: handler, isOnce: isOnce)
    }

    mutating func add(
        _ handler: @escaping SocketIOSocket.MessageHandler,
        for event: ExactString,
        isOnce: Bool
    ) -> SocketIOListener {
        let entry = self.entry(handler, isOnce: isOnce)
        self.byEvent[event, default: []].append(entry)
        return entry.listener
    }

    mutating func remove(_ event: ExactString) { self.byEvent[event] = nil }

    mutating func remove(_ listener: SocketIOListener) {
        self.any.removeAll { $0.listener == listener }
        self.outgoing.removeAll { $0.listener == listener }
        for event in self.byEvent.keys { self.byEvent[event]?.removeAll { $0.listener == listener } }
        self.byEvent = self.byEvent.filter { !$0.value.isEmpty }
    }

    /// Who handles an event now, in order; those that wanted to see one only are out then.
    mutating func take(_ event: ExactString) -> [SocketIOSocket.MessageHandler] {
        let named = self.byEvent[event] ?? []
        if named.contains(where: \.isOnce) {
            let rest = named.filter { !$0.isOnce }
            self.byEvent[event] = rest.isEmpty ? nil : rest
        }
        return self.any.map(\.handler) + named.map(\.handler)
    }
}
