import JSONText
import Logging
import NIOCore
import SocketIOProtocol

/// The Socket.IO side of one session: reads packets from its messages and keeps the namespaces it has joined.
/// Confined to the session's event loop.
final class Conversation: SessionLayer {
    private var decoder: SocketPacketDecoder
    var namespaces: NamespaceTable<Joined>
    private let directory: NamespaceDirectory

    /// A namespace the client has joined, or is about to.
    struct Joined {
        let member: Member
        let namespace: SocketIONamespace
    }

    /// - Parameters:
    ///   - directory: The namespaces there are.
    ///   - deadline: When the client must have joined a namespace.
    init(_ configuration: SocketIOServerConfiguration, directory: NamespaceDirectory, deadline: ContinuousClock.Instant)
    {
        self.decoder = SocketPacketDecoder(
            maxAttachments: configuration.maxAttachments,
            // Longer messages were refused before they come here.
            limits: JSONLimits(maxBytes: configuration.maxPayload)
        )
        self.namespaces = NamespaceTable(deadline: deadline)
        self.directory = directory
    }

    /// The server joins `/` for clients of Socket.IO 2, which do not ask for it.
    func start(in session: Session) {
        if session.revision == .three { self.connect(to: "/", auth: nil, in: session) }
    }

    // MARK: Receiving

    func receive(text: ArraySlice<UInt8>, in session: Session) {
        do throws(SocketPacketError) {
            guard let packet = try self.decoder.receive(text: text) else { return }
            self.receive(packet, in: session)
        } catch {
            self.fail(error, in: session)
        }
    }

    func receive(binary: [UInt8], in session: Session) {
        do throws(SocketPacketError) {
            guard let packet = try self.decoder.receive(binary: binary) else { return }
            self.receive(packet, in: session)
        } catch {
            self.fail(error, in: session)
        }
    }

    private func fail(_ error: SocketPacketError, in session: Session) {
        session.loop.shared.logger.debug(
            "closed a client that sent no packet",
            metadata: ["address": "\(session.request.address)", "reason": "\(error)"]
        )
        session.close(.parseError)
    }

    private func receive(_ packet: SocketPacket, in session: Session) {
        switch packet {
        case .connect(let name, let auth):
            let (name, auth) = session.target(of: name, auth: auth)
            self.connect(to: name, auth: auth, in: session)
        case .disconnect(let name):
            guard let joined = self.joined(name, in: session) else { return }
            self.end(joined, .clientNamespaceDisconnect, activity: session.loop.shared.activity)
        case .event(let event):
            guard let member = self.joined(event.namespace, in: session)?.member, let socket = member.socket else {
                return
            }
            let message = SocketIOMessage(event, reply: event.ackID.map(socket.reply))
            let weight = event.attachments.reduce(event.document.bytes.count + Self.packetWeight) { $0 + $1.count }
            let isHeld = socket.push(.message(message), weight: weight, activity: session.loop.shared.activity)
            if isHeld { member.holdInput() }
        case .ack(let ack):
            self.joined(ack.namespace, in: session)?.member.receive(ack)
        case .connectError:
            session.close(.forcedClose)
        }
    }

    /// What a packet weighs besides its bytes.
    private static let packetWeight = 256

    /// What is joined under that name; a client that sends packets for anything else is closed.
    private func joined(_ name: ExactString, in session: Session) -> Joined? {
        switch self.namespaces.receive(for: name) {
        case .deliver(let joined): return joined
        case .closeConnection:
            session.close(.forcedClose)
            return nil
        }
    }

    // MARK: Joining

    private func connect(to name: ExactString, auth: JSONDocument?, in session: Session) {
        let handshake = SocketIOHandshake(request: session.request, auth: auth)
        let action = self.namespaces.connect(to: name) {
            guard let namespace = self.directory.enter(name) else {
                return self.directory.hasParents ? .undecided : .unknown
            }
            return self.enter(namespace, handshake, in: session).map { .found($0) } ?? .unknown
        }
        self.perform(action, name, handshake, in: session)
    }

    private func perform(
        _ action: NamespaceTable<Joined>.ConnectAction,
        _ name: ExactString,
        _ handshake: SocketIOHandshake,
        in session: Session
    ) {
        switch action {
        case .begin(let joined):
            _ = joined.member.socket?.push(.connect, weight: 0, activity: session.loop.shared.activity)
        case .ask:
            self.askParents(about: name, handshake, in: session)
        case .refuseUnknownNamespace:
            let text = session.connectError(in: name, ConnectError(message: "Invalid namespace"))
            session.send(OutgoingPacket(text: text))
        case .closeConnection:
            session.close(.forcedClose)
        case .doNothing:
            break
        }
    }

    /// Asks those who make namespaces on demand. The client is not read meanwhile, so that it cannot ask for many at once.
    private func askParents(about name: ExactString, _ handshake: SocketIOHandshake, in session: Session) {
        let directory = self.directory
        let activity = session.loop.shared.activity
        let eventLoop = session.loop.eventLoop
        let bound = NIOLoopBound((conversation: self, session: session), eventLoop: eventLoop)
        session.holdInput()
        activity.begin()
        Task {
            let namespace = await directory.enterChild(name, handshake)
            eventLoop.execute {
                let (conversation, session) = bound.value
                conversation.decide(name, namespace, handshake, in: session)
                session.releaseInput()
                activity.end()
            }
        }
    }

    private func decide(
        _ name: ExactString,
        _ namespace: SocketIONamespace?,
        _ handshake: SocketIOHandshake,
        in session: Session
    ) {
        var unused = namespace
        let action = self.namespaces.decide(name) {
            unused = nil
            return namespace.flatMap { self.enter($0, handshake, in: session) }
        }
        if let unused { self.directory.leave(unused) }
        self.perform(action, name, handshake, in: session)
    }

    /// A socket of this connection in `namespace`, which it has entered.
    private func enter(
        _ namespace: SocketIONamespace,
        _ handshake: SocketIOHandshake,
        in session: Session
    ) -> Joined? {
        guard let joined = self.makeMember(of: namespace, handshake, .open, in: session) else {
            self.directory.leave(namespace)
            return nil
        }
        return joined
    }

    func makeMember(
        of namespace: SocketIONamespace,
        _ handshake: SocketIOHandshake,
        _ origin: SessionOrigin,
        in session: Session
    ) -> Joined? {
        guard let part = namespace.part(on: session.loop.eventLoop) else { return nil }
        let member = Member(
            id: origin.attempt?.session.socketID ?? session.socketID(in: namespace.name),
            namespaceName: namespace.name,
            namespace: part,
            session: session,
            trail: session.canRecover ? namespace.recovery.map { RecoveryTrail(recovery: $0, origin) } : nil
        )
        member.attach(
            SocketIOSocket(
                member: member,
                namespace: namespace,
                handshake: handshake,
                origin: origin,
                eventLoop: session.loop.eventLoop,
                inboxLimit: session.loop.shared.configuration.maxPayload
            )
        )
        return Joined(member: member, namespace: namespace)
    }

    /// The middleware agrees.
    ///
    /// - Returns: Whether the client was told; not when it is gone.
    func accept(_ member: Member, in session: Session) -> Bool {
        guard let joined = self.namespaces.accept(member.namespaceName) else { return false }
        self.sendConnected(joined, in: session)
        member.join()
        return true
    }

    /// Tells the client that it was accepted.
    func sendConnected(_ joined: Joined, in session: Session) {
        let member = joined.member
        let text = session.connected(
            to: member.namespaceName,
            socketID: member.id,
            privateID: member.trail?.privateID
        )
        session.send(OutgoingPacket(text: text))
        member.socket?.begins()
        joined.namespace.recovery?.hold(member, on: session.loop.eventLoop)
        joined.namespace.populationChanged(by: 1)
    }

    /// The middleware refuses.
    func refuse(_ member: Member, _ error: ConnectError, in session: Session) {
        let name = member.namespaceName
        let text = session.connectError(in: name, error)
        session.send(OutgoingPacket(text: text))
        guard let joined = self.namespaces.remove(name) else { return }
        joined.namespace.recovery?.release(joined.member, keepsSession: true)
        _ = joined.member.leave()
        self.directory.leave(joined.namespace)
    }

    func transportChanged() {
        for joined in self.namespaces.all { joined.member.findOutlet() }
    }

    // MARK: The end

    /// The server wants the client out of one namespace, or of the whole connection.
    func disconnect(_ member: Member, closingConnection: Bool, in session: Session) {
        let activity = session.loop.shared.activity
        for joined in self.namespaces.all where closingConnection || joined.member === member {
            let text = SocketPacketText.disconnect(namespace: joined.member.namespaceName)
            session.send(OutgoingPacket(text: text))
            self.end(joined, .serverNamespaceDisconnect, activity: activity)
        }
        if closingConnection { session.close(.forcedServerClose) }
    }

    private func end(_ joined: Joined, _ reason: DisconnectReason, activity: Activity) {
        self.namespaces.remove(joined.member.namespaceName)
        self.leave(joined, reason, activity: activity)
    }

    /// The session is over.
    func end(_ reason: DisconnectReason, activity: Activity) {
        for joined in self.namespaces.removeAll() { self.leave(joined, reason, activity: activity) }
    }

    private func leave(_ joined: Joined, _ reason: DisconnectReason, activity: Activity) {
        joined.namespace.recovery?.release(joined.member, keepsSession: reason.isRecoverable)
        let left = joined.member.leave()
        self.directory.leave(joined.namespace)
        guard let (socket, rooms) = left else { return }
        joined.namespace.populationChanged(by: -1)
        _ = socket.push(.disconnect(reason, rooms: rooms), weight: 0, activity: activity)
    }

    func whenSettled(_ done: @escaping @Sendable () -> Void) -> Int {
        self.namespaces.all.count { $0.member.socket?.whenSettled(done) == true }
    }

    // MARK: Waking

    func wake(at now: ContinuousClock.Instant) -> SessionLayerWake {
        switch self.namespaces.wake(at: now) {
        case .closeConnection: return .closeConnection
        case .wait(let deadline):
            return .wait(until: self.expireAcks(at: now).map { min($0, deadline) } ?? deadline)
        case .doNothing:
            return self.expireAcks(at: now).map { .wait(until: $0) } ?? .doNothing
        }
    }

    private func expireAcks(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        self.namespaces.all.compactMap { $0.member.expireAcks(at: now) }.min()
    }
}

extension Session {
    /// The layer above when it is Socket.IO; `nil` once the session is over.
    var conversation: Conversation? { self.layer as? Conversation }
}
