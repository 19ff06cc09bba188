import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// The task that runs a socket's handlers.
extension SocketIOSocket: HandlerTask {
    /// What the socket's task has to do, in order.
    enum Item: Sendable {
        case connect
        case message(SocketIOMessage)
        case disconnect(DisconnectReason, rooms: Set<ExactString>)
        case settled(@Sendable () -> Void)
    }

    static func settled(_ done: @escaping @Sendable () -> Void) -> Item { .settled(done) }

    func withInbox<Result>(_ body: (inout sending Inbox<Item>) -> sending Result) -> sending Result {
        self.inbox.withLock(body)
    }

    func releaseInput() {
        self.eventLoop.execute { [member] in member.value.releaseInput() }
    }

    func perform(_ item: Item) async {
        switch item {
        case .connect: await self.connect()
        case .message(let message): await self.handle(message)
        case .disconnect(let reason, let rooms): await self.end(reason, rooms: rooms)
        case .settled(let done): done()
        }
    }

    private func connect() async {
        guard await !self.yieldsToSavedSession(), await self.passesMiddleware(), await self.isAccepted() else {
            return self.forget()
        }
        for handler in self.namespace.steps.connectHandlers { await handler(self) }
    }

    private func passesMiddleware() async -> Bool {
        guard !self.skipsMiddleware else { return true }
        do {
            for middleware in self.namespace.steps.middleware {
                try await middleware(self)
                guard await !self.startsAnew() else { return false }
            }
            return true
        } catch {
            let refusal = error as? ConnectError ?? .internalError
            await self.onLoop { member in
                guard let session = member.session else { return }
                session.conversation?.refuse(member, refusal, in: session)
            }
            return false
        }
    }

    private func isAccepted() async -> Bool {
        guard !self.recovered else { return await self.catchesUp() }
        return await self.onLoop { member in
            guard let session = member.session else { return false }
            return session.conversation?.accept(member, in: session) ?? false
        }
    }

    private func handle(_ message: SocketIOMessage) async {
        do {
            for step in self.listeners.withLock(\.middleware) { try await step(message) }
        } catch {
            return await self.report(error, .middleware, message.name)
        }
        for handler in self.listeners.withLock({ $0.take(message.name) }) {
            do {
                try await handler(message)
            } catch let error as SocketIOArgumentError {
                await self.report(error, .arguments, message.name)
            } catch {
                await self.report(error, .handler, message.name)
            }
        }
    }

    private func report(_ error: any Error, _ step: SocketIOEventError.Step, _ event: ExactString) async {
        let error = SocketIOEventError(event: event, step: step, cause: error)
        for handler in self.listeners.withLock(\.errors) { await handler(error) }
        for handler in self.namespace.steps.errorHandlers { await handler(self, error) }
    }

    private func end(_ reason: DisconnectReason, rooms: Set<ExactString>) async {
        for handler in self.listeners.withLock(\.disconnecting) { await handler(reason, rooms) }
        for handler in self.listeners.withLock(\.disconnect) { await handler(reason) }
        self.forget()
    }

    /// Tells who wants to know that an event is on its way to the client; called on the event loop.
    func observe(_ event: SocketIOEvent) {
        for entry in self.listeners.withLock(\.outgoing) { entry.handler(event) }
    }

    /// Lets go of what is the user's: handlers and data mostly hold the socket itself.
    private func forget() {
        self.listeners.withLock { $0 = SocketListeners() }
        self.dropData()
    }

    /// What ``SocketIOMessage/acknowledge(_:attachments:)`` calls.
    func reply(to id: AckID) -> PendingReply {
        PendingReply { [eventLoop, member, namespaceName] arguments, attachments in
            let text = SocketPacketText.ack(
                id,
                arguments: arguments,
                namespace: namespaceName,
                attachmentCount: attachments.count
            )
            let packet = OutgoingPacket(text: text, attachments: attachments)
            eventLoop.execute { member.value.reply(packet) }
        }
    }
}
