import JSONText
import SocketIOProtocol
import Synchronization

/// The events that other servers send to this one: handled one after the other, in the order they came.
final class ServerSideEvents: Sendable {
    typealias Handler = @Sendable (SocketIOMessage) async -> Void

    /// How many bytes may wait for the handlers; what comes beyond it is lost.
    private static let limit = 16 << 20
    /// What an event weighs besides its bytes.
    private static let eventWeight = 256

    private struct State {
        var handlers: [ExactString: [Handler]] = [:]
        var inbox = Inbox<SocketIOMessage>(limit: ServerSideEvents.limit)
        var isFull = false
    }
    private let state = Mutex(State())

    func add(_ name: ExactString, _ handler: @escaping Handler) {
        self.state.withLock { $0.handlers[name, default: []].append(handler) }
    }

    /// - Parameter reply: Where the first reply goes, if one is asked for.
    func receive(_ event: SocketIOEvent, reply: (@Sendable (SocketIOReply) -> Void)?) {
        guard let message = SocketIOMessage(event, reply: reply) else { return }
        let weight = event.attachments.reduce(message.document.bytes.count + Self.eventWeight) { $0 + $1.count }
        let startDraining = self.state.withLock { state in
            guard !state.isFull, state.handlers[event.name] != nil else { return false }
            let action = state.inbox.push(message, weight: weight)
            state.isFull = action.holdPeer
            return action.startDraining
        }
        if startDraining { Task { await self.drain() } }
    }

    private func drain() async {
        while let (message, handlers) = self.next() {
            for handler in handlers { await handler(message) }
        }
    }

    private func next() -> (SocketIOMessage, [Handler])? {
        self.state.withLock { state in
            guard case .handle(let message, let release) = state.inbox.next() else { return nil }
            if release { state.isFull = false }
            return (message, state.handlers[message.name, default: []])
        }
    }
}

extension SocketIOMessage {
    /// An event of another server, which is text that nobody has read yet.
    ///
    /// - Returns: `nil` when its arguments are no JSON.
    fileprivate init?(_ event: SocketIOEvent, reply: (@Sendable (SocketIOReply) -> Void)?) {
        guard let document = JSONDocument(event.name, joining: event.arguments) else { return nil }
        self.init(
            event.name,
            document: document,
            attachments: event.attachments,
            reply: reply.map { reply in
                PendingReply { arguments, attachments in
                    guard let document = JSONDocument(joining: arguments) else { return }
                    reply(SocketIOReply(document: document, attachments: attachments))
                }
            }
        )
    }
}

extension JSONDocument {
    /// The array of a name and these JSON texts, or `nil` when one of them is none.
    fileprivate init?(_ name: ExactString? = nil, joining items: [[UInt8]]) {
        var writer = JSONWriter(capacity: items.reduce(2) { $0 + $1.count + 1 })
        writer.beginArray()
        if let name { writer.string(name.string) }
        for item in items { writer.raw(item) }
        writer.endArray()
        // What is no JSON comes from a program that broke its promise about an event; the event is dropped.
        try? self.init(parsing: writer.bytes)
    }
}
