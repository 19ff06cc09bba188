import SocketIOProtocol
import Synchronization

/// A socket whose client may come back, or has come back.
extension SocketIOSocket {
    /// In middleware, gives the client a new session: its secret belongs to a session that is not its own, or is no
    /// longer to be taken up. Nothing of that session reaches the client.
    ///
    /// The steps that follow do not see this socket; all steps see the client again, with a new one. It does nothing for
    /// a socket that is not ``recovered``, and after the socket was accepted.
    public func refuseRecovery() { self.isRecoveryRefused.store(true, ordering: .relaxed) }

    /// Where the client of a socket is.
    enum Presence: UInt8, AtomicRepresentable {
        /// It is not accepted yet.
        case coming
        case here
        /// Its connection broke, and it may come back to its session or has done so.
        case away
        case gone
    }

    /// The client is told that it was accepted.
    func begins() { self.presence.store(.here, ordering: .releasing) }

    /// The socket is about to end.
    func ends(isRecoverable: Bool) { self.presence.store(isRecoverable ? .away : .gone, ordering: .releasing) }

    /// Whether events for it may still get to its client.
    var isReachable: Bool {
        switch self.presence.load(ordering: .acquiring) {
        case .coming, .gone: false
        case .here, .away: true
        }
    }

    // MARK: Connecting

    var skipsMiddleware: Bool { self.recovered && self.namespace.recovery?.options.skipMiddlewares == true }

    /// Takes up the session that the client asks for, if it can be had.
    ///
    /// - Returns: Whether another socket takes this one's place, with that session.
    func yieldsToSavedSession() async -> Bool {
        guard self.mayRecover, let recovery = self.namespace.recovery,
            let request = RecoveryRequest(auth: self.handshake.auth), let attempt = await recovery.claim(request)
        else { return false }
        await self.onLoop { member in
            if let session = member.session, let conversation = session.conversation,
                conversation.resume(attempt, insteadOf: member, in: session)
            {
                return
            }
            recovery.giveBack(attempt)
        }
        return true
    }

    /// - Returns: Whether another socket takes this one's place, with a new session, as middleware wants.
    func startsAnew() async -> Bool {
        guard self.recovered, self.isRecoveryRefused.load(ordering: .relaxed) else { return false }
        await self.startAnew()
        return true
    }

    private func startAnew() async {
        await self.onLoop { member in
            guard let session = member.session else { return }
            session.conversation?.startAnew(insteadOf: member, in: session)
        }
    }

    /// Sends the client what it missed, in the one order of the log with what comes meanwhile.
    ///
    /// - Returns: Whether the client was accepted. If what it missed cannot be had any more, another socket takes this
    ///   one's place, with a new session.
    func catchesUp() async -> Bool {
        guard let recovery = self.namespace.recovery else { return false }
        let maxBytes = recovery.maxCatchUpBytes
        guard let begun = await self.onLoop({ $0.beginCatchUp(maxBytes: maxBytes) }) else { return false }
        if let missed = await recovery.missed(begun) {
            let isAccepted = await self.onLoop { member in
                guard let session = member.session else { return false }
                return session.conversation?.accept(member, missed: missed, in: session) ?? false
            }
            if isAccepted { return true }
        }
        await self.startAnew()
        return false
    }
}
