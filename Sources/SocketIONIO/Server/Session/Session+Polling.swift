import NIOCore
import SocketIOProtocol

/// The polling transport: performs what ``EngineSession`` decides about GET and POST.
///
/// Source: engine.io-protocol revision 4, "HTTP long-polling".
extension Session {
    /// A GET came for this session.
    func poll(_ reply: HTTPReply) {
        self.wakeAgain()  // what is due by now comes first, though its timer may be a little late
        switch self.machine.poll() {
        case .answer(let messages): reply.send(self.payload(messages))
        case .answerNoop: reply.send(self.payload([.noop]))
        case .hold: self.waitingPoll = reply
        case .answerFarewell:
            reply.send(self.payload([.noop, .close]))
            self.end(.forcedServerClose)
        case .endOverlap:
            reply.send(.empty(status: 400))
            self.answerPoll(self.payload([.close]))
            self.end(.transportError)
        case .refuse:
            reply.send(.refusal(self.machine.isWebSocket ? .badRequest : .unknownSession))
        }
    }

    /// The head of a POST came; its body follows in ``receivePost(_:_:)``.
    func beginPost(_ reply: HTTPReply) {
        self.wakeAgain()
        switch self.machine.beginPost() {
        case .read: self.openPost = reply
        case .endOverlap(let answerPoll):
            reply.send(.empty(status: 400))
            if answerPoll { self.answerPoll(self.payload([.close])) }
            self.end(.transportError)
        case .refuse:
            reply.send(.refusal(self.machine.isWebSocket ? .badRequest : .unknownSession))
        }
    }

    /// The POST ends without a body to process: it was too long, or of a type that is not read.
    func abandonPost(_ reply: HTTPReply) {
        guard self.openPost == reply else { return }
        self.openPost = nil
        self.machine.endPost()
    }

    /// The body of a POST is complete: its packets are processed, then it is answered.
    func receivePost(_ reply: HTTPReply, _ body: [UInt8], isBinary: Bool) {
        guard self.openPost == reply else { return }
        // The reply is ours until the packets are processed, whatever they do to the session.
        self.openPost = nil
        var decoder = EnginePayloadDecoder(body, revision: self.revision, isBinary: isBinary)
        do throws(EnginePacketError) {
            while self.isOpen, let packet = try decoder.next() { self.receive(packet) }
        } catch {
            reply.send(.empty(status: 400))
            return self.end(.parseError)
        }
        guard self.isOpen else {
            self.machine.endPost()
            return reply.send(.ok)
        }
        self.openPost = reply
        self.finishWhenSettled(reply)
    }

    /// Answers the POST when its packets are handled, so that the client's next poll brings what the handlers send, as
    /// with the reference server, whose handlers are done by then. Slow ones are not waited for.
    private func finishWhenSettled(_ reply: HTTPReply) {
        let eventLoop = self.loop.eventLoop
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let tasks = self.layer?.whenSettled { eventLoop.execute { bound.value.settled(reply) } } ?? 0
        guard tasks > 0 else { return self.finishPost() }
        let limit = TimeAmount(self.loop.shared.configuration.handlerPatience)
        let patience = eventLoop.assumeIsolated().scheduleTask(in: limit) { self.finishPost() }
        self.unsettledPost = UnsettledPost(tasks: tasks, patience: patience)
    }

    private func settled(_ reply: HTTPReply) {
        guard self.openPost == reply, let tasks = self.unsettledPost?.tasks else { return }
        self.unsettledPost?.tasks = tasks - 1
        if tasks == 1 { self.finishPost() }
    }

    /// Answers the POST that was processed, unless the handlers of its packets are far behind: then it waits for them.
    func finishPost() {
        self.unsettledPost?.patience.cancel()
        self.unsettledPost = nil
        guard !self.isInputHeld, let reply = self.openPost else { return }
        self.openPost = nil
        self.machine.endPost()
        reply.send(.ok)
    }

    /// The client's connection broke while it waited for an answer.
    func lost(_ reply: HTTPReply) {
        if reply == self.waitingPoll {
            self.waitingPoll = nil
            self.endAfterLoss(self.machine.pollLost())
        } else if reply == self.openPost {
            self.openPost = nil
            self.endAfterLoss(self.machine.postLost())
        }
    }

    private func endAfterLoss(_ action: EngineSession<OutgoingMessage>.LossAction) {
        guard case .endSession(let answerPoll) = action else { return }
        if answerPoll { self.answerPoll(self.payload([.close])) }
        self.end(.transportError)
    }

    func payload(_ messages: [OutgoingMessage]) -> HTTPResponse { .payload(messages, self.frameForm) }

    func answerPoll(_ response: HTTPResponse) {
        self.waitingPoll?.send(response)
        self.waitingPoll = nil
    }
}

/// Whom the answer to a POST waits for.
struct UnsettledPost {
    /// How many tasks have not handled its packets yet.
    var tasks: Int
    /// Ends the wait.
    let patience: Scheduled<Void>
}
