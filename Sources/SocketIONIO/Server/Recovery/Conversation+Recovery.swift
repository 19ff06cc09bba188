import SocketIOProtocol

/// Clients that come back to their sessions.
extension Conversation {
    /// Puts a new socket with a saved session in the place of one whose client asks for that session.
    ///
    /// - Returns: Whether it is there; not when the client is gone.
    func resume(_ attempt: RecoveryAttempt, insteadOf member: Member, in session: Session) -> Bool {
        guard let joined = self.replace(member, .saved(attempt), in: session) else { return false }
        joined.namespace.recovery?.hold(joined.member, on: session.loop.eventLoop)
        return true
    }

    /// Puts a new socket with a new session in the place of one that was not accepted with a saved session.
    func startAnew(insteadOf member: Member, in session: Session) {
        member.trail?.recovery.release(member, keepsSession: true)
        _ = self.replace(member, .new, in: session)
    }

    private func replace(_ member: Member, _ origin: SessionOrigin, in session: Session) -> Joined? {
        let replaced = self.namespaces.replace(member.namespaceName) { joined in
            guard joined.member === member, let socket = member.socket else { return nil }
            return self.makeMember(of: joined.namespace, socket.handshake, origin, in: session)
        }
        guard let replaced else { return nil }
        _ = member.leave()
        _ = replaced.member.socket?.push(.connect, weight: 0, activity: session.loop.shared.activity)
        return replaced
    }

    /// Sends a client that came back what it missed, and then that it was accepted.
    ///
    /// Source: the reference server sends the missed events before the CONNECT packet; clients keep them until that.
    ///
    /// - Returns: Whether the client was told; not when it is gone, or more was sent to it meanwhile than may wait.
    func accept(_ member: Member, missed: [AddressedPacket], in session: Session) -> Bool {
        guard member.endCatchUp(missed), let joined = self.namespaces.accept(member.namespaceName) else { return false }
        self.sendConnected(joined, in: session)
        return true
    }
}
