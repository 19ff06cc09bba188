import JSONText
import NIOCore
import SocketIOProtocol

/// What a ``SocketIOClient`` is on the event loop: its wishes, and what waits for its namespace.
///
/// Confined to its event loop, so not `Sendable`.
final class ClientMember {
    /// An event that is sent once the client is connected again.
    struct Kept {
        let event: SocketIOEvent
        /// Set for one that asks for a reply.
        let ackID: UInt64?
    }

    struct Caller {
        let id: UInt64
        let promise: EventLoopPromise<Void>
        let limit: Scheduled<Void>
    }

    private struct Question {
        let id: UInt64
        let reply: EventLoopPromise<SocketIOReply>
    }

    let namespace: ExactString
    let auth: SocketIOClient.Auth?
    let events: ClientEventQueue
    var membership = ClientMembership()
    var memory = RecoveryMemory()
    /// Whoever waits for the first connection.
    var caller: Caller?
    /// Finds the auth of the attempt with this number.
    var authTask: (attempt: UInt64, task: Task<Void, Never>)?

    private let eventLoop: any EventLoop
    private let bounds: SocketIOClient.SendBuffer?
    private var buffer: SendBuffer<Kept>
    private var questions = AckTable<Question>()
    /// The questions that were sent on the present connection.
    private var asked: Set<UInt64> = []
    private var replyTimer: Scheduled<Void>?

    init(
        namespace: ExactString,
        auth: SocketIOClient.Auth?,
        bounds: SocketIOClient.SendBuffer?,
        events: ClientEventQueue,
        eventLoop: any EventLoop
    ) {
        self.namespace = namespace
        self.auth = auth
        self.bounds = bounds
        self.events = events
        self.eventLoop = eventLoop
        self.buffer = SendBuffer(maxCount: bounds?.maxCount ?? 0, maxBytes: bounds?.maxBytes ?? 0)
    }

    /// Hands an event to the reader, and remembers its place for a recovery.
    func receive(_ event: ReceivedEvent, reply: PendingReply?) {
        let offset = self.memory.received(event)
        let message = SocketIOMessage(event, reply: reply, offset: offset)
        let attachments = message.attachments.reduce(0) { $0 + $1.count }
        self.events.append(.event(message), byteCount: message.document.bytes.count + attachments)
    }

    /// Ends the wait for the first connection.
    func answerCaller(_ result: Result<Void, any Error>) {
        self.caller?.limit.cancel()
        self.caller?.promise.completeWith(result)
        self.caller = nil
    }

    func cancelAuth() {
        self.authTask?.task.cancel()
        self.authTask = nil
    }
}

// MARK: Away

extension ClientMember {
    /// Keeps an event for the next connection.
    ///
    /// - Throws: ``SocketIOClientError/notConnected`` when nothing is kept, and
    ///   ``SocketIOClientError/bufferFull(maxCount:maxBytes:)``.
    func keep(_ event: SocketIOEvent, ackID: UInt64?) throws(SocketIOClientError) {
        guard let bounds, !self.membership.isEnded else { throw .notConnected }
        let bytes = (event.arguments + event.attachments).reduce(event.name.utf8.count) { $0 + $1.count }
        guard self.buffer.append(Kept(event: event, ackID: ackID), byteCount: bytes) else {
            throw .bufferFull(maxCount: bounds.maxCount, maxBytes: bounds.maxBytes)
        }
    }

    func takeKept() -> [Kept] { self.buffer.takeAll() }
}

// MARK: Questions

extension ClientMember {
    /// Waits for the reply to a question, which is sent now or kept.
    ///
    /// - Parameters:
    ///   - id: Not used before by this client.
    ///   - reply: Fails with ``AckError`` when no reply comes.
    func expect(_ reply: EventLoopPromise<SocketIOReply>, for id: UInt64, timeout: Duration) {
        self.questions.wait(Question(id: id, reply: reply), for: id, until: .now + timeout)
        self.scheduleExpiry()
    }

    /// Takes note that a question was sent: its reply is lost with the connection.
    func wasAsked(_ id: UInt64) { self.asked.insert(id) }

    func receive(_ ack: ReceivedAck) {
        guard let id = ack.id.number, let question = self.questions.take(id) else { return }
        self.asked.remove(id)
        question.reply.succeed(SocketIOReply(ack))
    }

    /// Waits no longer for a reply, and does not send a question that was kept.
    func withdraw(_ id: UInt64, _ error: any Error) {
        self.buffer.removeAll { $0.ackID == id }
        self.asked.remove(id)
        self.questions.take(id)?.reply.fail(error)
    }

    /// The connection is lost: replies to what was sent on it will not come.
    func loseReplies() {
        for id in self.asked.sorted() { self.questions.take(id)?.reply.fail(AckError.disconnected) }
        self.asked = []
    }

    /// The client is over.
    func close() {
        self.cancelAuth()
        self.replyTimer?.cancel()
        _ = self.buffer.takeAll()
        self.asked = []
        for question in self.questions.removeAll() { question.reply.fail(AckError.disconnected) }
        self.events.finish()
    }

    private func scheduleExpiry() {
        self.replyTimer?.cancel()
        guard let deadline = self.questions.nextDeadline else { return }
        self.replyTimer = self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(deadline - .now)) {
            let late = self.questions.expire(at: .now)
            let ids = Set(late.map(\.id))
            self.asked.subtract(ids)
            self.buffer.removeAll { kept in kept.ackID.map(ids.contains) ?? false }
            for question in late { question.reply.fail(AckError.timedOut) }
            self.scheduleExpiry()
        }
    }
}
