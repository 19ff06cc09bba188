import JSONText
import Logging
import NIOCore
import SocketIOProtocol

/// The connection that the clients of one server share, and what it is between two connections: performs what
/// ``ClientLifecycle``, ``ClientMembership`` and ``ClientNamespace`` decide.
///
/// Confined to its event loop, so not `Sendable`.
final class SharedConnection {
    let configuration: SocketIOClient.Configuration
    private let eventLoop: any EventLoop
    let logger: Logger
    private var lifecycle: ClientLifecycle
    private(set) var connection: ClientConnection?
    private var address: ClientAddress?
    /// Those who want the connection.
    private var members: [ExactString: ClientMember] = [:]
    /// Where the present connection is in each namespace.
    private var namespaces: [ExactString: ClientNamespace] = [:]
    private var wakeTimer: Scheduled<Void>?
    private var lastAttempt: UInt64 = 0

    init(configuration: SocketIOClient.Configuration, eventLoop: any EventLoop, logger: Logger) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.logger = logger
        self.lifecycle = ClientLifecycle(
            backoff: configuration.reconnection?.backoff,
            maxAttempts: configuration.reconnection?.maxAttempts
        )
    }

    var transport: SocketIOClient.Transport? { self.connection?.transport }

    /// The most bytes of a packet that the server takes.
    var maxPayload: Int? { self.connection?.maxPayload }
}

// MARK: Connecting

extension SharedConnection {
    /// - Parameter id: Names this call for ``cancelConnect(_:id:)``.
    func connect(_ member: ClientMember, to address: ClientAddress, id: UInt64, _ promise: EventLoopPromise<Void>) {
        if let other = self.members[member.namespace], other !== member {
            return promise.fail(SocketIOClientError.alreadyConnected)
        }
        switch member.membership.connect() {
        case .refuseSecondCall:
            return promise.fail(SocketIOClientError.alreadyConnected)
        case .refuseAfterEnd:
            return promise.fail(SocketIOClientError.ended)
        case .join:
            break
        }
        let timeout = self.configuration.connectTimeout
        let limit = self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
            let reason = "no answer within \(timeout)"
            self.abandon(member, SocketIOClientError.cannotReach(server: address.name, reason: reason))
        }
        self.address = address
        self.members[member.namespace] = member
        member.caller = ClientMember.Caller(id: id, promise: promise, limit: limit)
        switch self.lifecycle.need() {
        case .dial: self.dial()
        case .join: self.join(member)
        case .wait: break
        }
    }

    /// Breaks off the attempt of one call; without effect once that has its answer.
    func cancelConnect(_ member: ClientMember, id: UInt64) {
        guard member.caller?.id == id else { return }
        self.abandon(member, CancellationError())
    }

    private func abandon(_ member: ClientMember, _ error: any Error) {
        member.membership.failed()
        self.leave(member)
        self.releaseIfUnused(closed: nil)
        member.answerCaller(.failure(error))
    }

    private func dial() {
        guard let address = self.address else { return }
        self.wakeTimer?.cancel()
        let connection = ClientConnection(
            address: address,
            configuration: self.configuration,
            eventLoop: self.eventLoop,
            report: { self.receive($0) }
        )
        self.connection = connection
        connection.dial()
    }

    private func join(_ member: ClientMember) {
        member.cancelAuth()
        switch member.auth {
        case nil: self.join(member, auth: nil)
        case .json(let json): self.join(member, auth: json)
        case .each(let ask): self.join(member, asking: ask)
        }
    }

    private func join(_ member: ClientMember, asking ask: @escaping @Sendable () async throws -> [UInt8]) {
        self.lastAttempt += 1
        let attempt = self.lastAttempt
        let bound = NIOLoopBound((self, member), eventLoop: self.eventLoop)
        let task = Task {
            let result: Result<[UInt8], SocketIOClientError>
            do {
                let auth = try await ask()
                try SocketIOClient.check(auth: auth)
                result = .success(auth)
            } catch let error as SocketIOClientError {
                result = .failure(error)
            } catch {
                result = .failure(.authFailed("\(error)"))
            }
            bound.eventLoop.execute {
                let (connection, member) = bound.value
                connection.received(result, for: member, attempt: attempt)
            }
        }
        member.authTask = (attempt, task)
    }

    private func received(
        _ auth: Result<[UInt8], SocketIOClientError>,
        for member: ClientMember,
        attempt: UInt64
    ) {
        guard member.authTask?.attempt == attempt else { return }
        member.authTask = nil
        switch auth {
        case .success(let auth): self.join(member, auth: auth)
        case .failure(let error): self.end(member, error)
        }
    }

    private func join(_ member: ClientMember, auth: [UInt8]?) {
        let namespace = ClientNamespace(
            maxEarlyCount: self.configuration.maxWaitingEvents,
            maxEarlyBytes: self.configuration.maxWaitingBytes
        )
        switch self.namespaces[member.namespace, default: namespace].join() {
        case .waitForAnswer:
            break
        case .sendConnect:
            let payload = member.memory.connectPayload(auth: auth)
            do throws(SocketIOClientError) {
                try self.connection?.send(SocketPacketText.connect(namespace: member.namespace, auth: payload))
            } catch {
                self.end(member, error)
            }
        }
    }
}

// MARK: What the connection reports

extension SharedConnection {
    private func receive(_ report: ClientConnection.Report) {
        switch report {
        case .opened:
            self.lifecycle.opened()
            for member in self.members.values where member.membership.wantsToJoin { self.join(member) }
        case .packet(let packet):
            guard let action = self.namespaces[packet.namespace]?.receive(packet) else { return }
            self.perform(action, in: packet.namespace)
        case .upgraded:
            for member in self.members.values where member.membership.isJoined { member.events.append(.upgraded) }
        case .ended(let end):
            self.lost(end)
        }
    }

    private func perform(_ action: ClientNamespace.Action, in namespace: ExactString) {
        switch action {
        case .doNothing:
            break
        case .answered(let sendDisconnect):
            if sendDisconnect { self.sendDisconnect(namespace) }
            if let member = self.members[namespace], member.membership.wantsToJoin { self.join(member) }
        case .fail(let problem):
            self.connection?.fail(.protocolError(problem))
        case .joined(let sid, let pid, let early):
            self.members[namespace].map { self.joined($0, sid: sid, pid: pid, early: early) }
        case .refused(let message, let data):
            let refusal = SocketIOClientError.refused(ConnectError(message: message, data: data))
            self.members[namespace].map { self.end($0, refusal) }
        case .sentAway:
            let refusal = SocketIOClientError.refused(ConnectError(message: "the server disconnected this client"))
            self.members[namespace].map { self.end($0, refusal) }
        case .event(let event):
            self.members[namespace].map { $0.receive(event, reply: self.reply(to: event, for: $0)) }
        case .reply(let ack):
            self.members[namespace]?.receive(ack)
        }
    }

    private func joined(_ member: ClientMember, sid: ExactString, pid: ExactString?, early: [ReceivedEvent]) {
        self.logger.debug("connected", metadata: ["server": "\(self.address?.name ?? "")"])
        self.lifecycle.established()
        self.connection?.established()
        let isRecovered = member.memory.accepted(pid: pid)
        switch member.membership.accepted() {
        case .answerCaller: member.answerCaller(.success(()))
        case .announce, .doNothing: break
        }
        member.events.append(.connected(socketID: sid, isRecovered: isRecovered))
        for event in early { member.receive(event, reply: self.reply(to: event, for: member)) }
        self.sendKept(of: member)
    }

    private func reply(to event: ReceivedEvent, for member: ClientMember) -> PendingReply? {
        guard let id = event.ackID, let connection = self.connection else { return nil }
        let bound = NIOLoopBound((self, connection), eventLoop: self.eventLoop)
        let namespace = member.namespace
        return PendingReply { arguments, attachments in
            let text = SocketPacketText.ack(
                id,
                arguments: arguments,
                namespace: namespace,
                attachmentCount: attachments.count
            )
            bound.eventLoop.execute {
                let (shared, connection) = bound.value
                shared.acknowledge(text, attachments, in: namespace, on: connection)
            }
        }
    }

    private func acknowledge(
        _ text: [UInt8],
        _ attachments: [[UInt8]],
        in namespace: ExactString,
        on connection: ClientConnection
    ) {
        // An id means nothing on another connection, and a packet for a namespace that was left would end this one.
        guard connection === self.connection, self.members[namespace]?.membership.isJoined == true else { return }
        do throws(SocketIOClientError) {
            try connection.send(text, attachments: attachments)
        } catch {
            self.logger.warning("an acknowledgement was not sent", metadata: ["reason": "\(error)"])
        }
    }
}

// MARK: Ending

extension SharedConnection {
    /// Says goodbye in the namespace, for good, and closes the connection if nobody else wants it.
    ///
    /// - Parameter closed: Succeeds when the goodbye was handed over, or the connection is closed.
    func disconnect(_ member: ClientMember, _ closed: EventLoopPromise<Void>?) {
        let isLast = self.members.allSatisfy { $0.value === member }
        switch member.membership.disconnect() {
        case .leave:
            member.events.append(.disconnected(.disconnected))
            self.leave(member, written: isLast ? nil : closed)
        case .abandon:
            self.leave(member)
            if !isLast { closed?.succeed() }
        case .doNothing:
            member.close()
            closed?.succeed()
            return
        }
        member.answerCaller(.failure(SocketIOClientError.ended))
        member.close()
        if isLast { self.releaseIfUnused(closed: closed) }
    }

    /// Takes a member out that was refused, sent away or has no auth; the others stay.
    private func end(_ member: ClientMember, _ error: SocketIOClientError) {
        let action = member.membership.lost(comesBack: false)
        member.loseReplies()
        self.leave(member)
        switch action {
        case .failCaller:
            member.answerCaller(.failure(error))
        case .announce:
            member.events.append(.disconnected(.disconnectedByServer))
            member.close()
        case .giveUp:
            member.events.append(.failed(error))
            member.close()
        case .doNothing:
            break
        }
        self.releaseIfUnused(closed: nil)
    }

    private func leave(_ member: ClientMember, written: EventLoopPromise<Void>? = nil) {
        member.cancelAuth()
        guard self.members[member.namespace] === member else {
            written?.succeed()
            return
        }
        self.members[member.namespace] = nil
        if case .sendDisconnect = self.namespaces[member.namespace]?.leave() {
            self.sendDisconnect(member.namespace, written: written)
        } else {
            written?.succeed()
        }
    }

    private func releaseIfUnused(closed: EventLoopPromise<Void>?) {
        guard self.members.isEmpty else {
            closed?.succeed()
            return
        }
        let connection = self.connection
        self.connection = nil
        self.namespaces = [:]
        self.lifecycle.rest()
        self.wakeTimer?.cancel()
        connection?.leave(closed: closed) ?? closed?.succeed()
    }

    private func lost(_ end: ClientEnd) {
        let error = SocketIOClientError(end, at: self.address?.name ?? "")
        self.connection = nil
        self.namespaces = [:]
        let comesBack = self.configuration.reconnection != nil
        var cameNot: [ClientMember] = []
        for member in self.members.values {
            member.cancelAuth()
            member.loseReplies()
            switch member.membership.lost(comesBack: comesBack) {
            case .failCaller:
                self.members[member.namespace] = nil
                member.answerCaller(.failure(error))
            case .announce(let comesBack):
                member.events.append(.disconnected(SocketIOClient.DisconnectReason(end)))
                if !comesBack { self.forget(member) }
            case .giveUp:
                member.events.append(.failed(error))
                self.forget(member)
            case .doNothing:
                cameNot.append(member)
            }
        }
        self.reconnect(after: error, cameNot)
    }

    /// - Parameter cameNot: Those whom an attempt to reconnect has failed.
    private func reconnect(after error: SocketIOClientError, _ cameNot: [ClientMember]) {
        switch self.lifecycle.lost(isWanted: !self.members.isEmpty, random: .random(in: 0..<1)) {
        case .wait(let delay, let attempt):
            self.logger.debug(
                "reconnecting",
                metadata: ["attempt": "\(attempt)", "in": "\(delay)", "after": "\(error)"]
            )
            for member in cameNot { member.events.append(.reconnectFailed(error)) }
            for member in self.members.values { member.events.append(.reconnecting(attempt: attempt, in: delay)) }
            self.wakeTimer = self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { self.wake() }
        case .giveUp:
            for member in self.members.values {
                _ = member.membership.lost(comesBack: false)
                member.events.append(.failed(error))
                self.forget(member)
            }
        case .rest:
            break
        }
    }

    private func forget(_ member: ClientMember) {
        self.members[member.namespace] = nil
        member.close()
    }

    private func wake() {
        switch self.lifecycle.wake() {
        case .dial: self.dial()
        case .doNothing: break
        }
    }
}
