import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// The task that runs a socket's handlers: it exists while something waits for them.
extension SocketIOSocket {
    /// What the socket's task has to do, in order.
    enum Item: Sendable {
        case connect
        case message(SocketIOMessage)
        case disconnect(DisconnectReason, rooms: Set<ExactString>)
    }

    /// Queues something for the socket's task, from the event loop.
    ///
    /// - Parameter weight: The bytes it holds.
    /// - Returns: Whether the client's connection is not to be read for now.
    func push(_ item: Item, weight: Int, activity: Activity) -> Bool {
        let action = self.inbox.withLock { $0.push(item, weight: weight) }
        if action.startDraining {
            activity.begin()
            Task {
                await self.drain()
                activity.end()
            }
        }
        return action.holdPeer
    }

    private func drain() async {
        while case .handle(let item, let releasePeer) = self.inbox.withLock({ $0.next() }) {
            if releasePeer {
                self.eventLoop.execute { [member] in member.value.releaseInput() }
            }
            switch item {
            case .connect: await self.connect()
            case .message(let message): await self.handle(message)
            case .disconnect(let reason, let rooms): await self.end(reason, rooms: rooms)
            }
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
