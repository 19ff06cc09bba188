public import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// A message of Engine.IO, which knows no events, namespaces or replies.
public enum EngineIOMessage: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
}

/// One client of a bare Engine.IO path.
///
/// Messages sent by one task arrive in the order of the calls. A client's messages are handled one after the other, in
/// the order they came; a slow handler holds up this client and no other.
public final class EngineIOSocket: Sendable {
    /// Handles a message.
    public typealias MessageHandler = @Sendable (EngineIOMessage) async -> Void
    /// Hears of the end.
    public typealias CloseHandler = @Sendable (DisconnectReason) async -> Void

    /// The 20 letters that name the session in its requests: a secret between the client and this server.
    public let id: ExactString
    /// The request that opened the connection.
    public let request: EngineIORequest

    private struct Handlers {
        var message: [MessageHandler] = []
        var close: [CloseHandler] = []
    }

    private let eventLoop: any EventLoop
    private let conversation: NIOLoopBound<EngineConversation>
    private let handlers = Mutex(Handlers())
    private let inbox: Mutex<Inbox<Item>>

    init(
        id: ExactString,
        request: EngineIORequest,
        conversation: NIOLoopBound<EngineConversation>,
        eventLoop: any EventLoop,
        inboxLimit: Int
    ) {
        self.id = id
        self.request = request
        self.conversation = conversation
        self.eventLoop = eventLoop
        self.inbox = Mutex(Inbox(limit: inboxLimit))
    }

    /// Adds a handler for messages; handlers run in the order they were added. Those added while the connect handler
    /// runs see every message.
    public func onMessage(_ handler: @escaping MessageHandler) {
        self.handlers.withLock { $0.message.append(handler) }
    }

    /// Adds a handler for the end, run once, after the messages that came before it were handled.
    public func onClose(_ handler: @escaping CloseHandler) {
        self.handlers.withLock { $0.close.append(handler) }
    }

    /// Sends a message; does nothing after the end.
    ///
    /// - Parameter isCompressed: Whether transports that compress may do so with this message.
    public func send(_ message: EngineIOMessage, isCompressed: Bool = true) {
        let outgoing =
            switch message {
            case .text(let text): OutgoingMessage(text: Array(text.utf8), isCompressed: isCompressed)
            case .binary(let bytes): OutgoingMessage(binary: bytes, isCompressed: isCompressed)
            }
        self.eventLoop.execute { [conversation] in conversation.value.send(outgoing) }
    }

    /// Closes the connection after what was sent before; calling it again changes nothing.
    public func close() {
        self.eventLoop.execute { [conversation] in conversation.value.close() }
    }
}

// MARK: The socket's task

extension EngineIOSocket: HandlerTask {
    /// What the socket's task has to do, in order.
    enum Item: Sendable {
        case connect(EngineIOEndpoint.ConnectHandler)
        case message(EngineIOMessage)
        case close(DisconnectReason)
        case settled(@Sendable () -> Void)
    }

    static func settled(_ done: @escaping @Sendable () -> Void) -> Item { .settled(done) }

    func withInbox<Result>(_ body: (inout sending Inbox<Item>) -> sending Result) -> sending Result {
        self.inbox.withLock(body)
    }

    func releaseInput() {
        self.eventLoop.execute { [conversation] in conversation.value.releaseInput() }
    }

    func perform(_ item: Item) async {
        switch item {
        case .connect(let greet): await greet(self)
        case .message(let message):
            for handler in self.handlers.withLock(\.message) { await handler(message) }
        case .close(let reason):
            // Handlers mostly hold the socket itself, so it lets go of them.
            let handlers = self.handlers.withLock { handlers in
                defer { handlers = Handlers() }
                return handlers.close
            }
            for handler in handlers { await handler(reason) }
        case .settled(let done): done()
        }
    }
}
