import JSONText
import NIOCore
import SocketIOProtocol

extension SharedConnection {
    /// Sends an event or keeps it.
    ///
    /// - Parameter written: Succeeds when the event was handed over or is kept; fails with ``SocketIOClientError``.
    func emit(_ event: SocketIOEvent, of member: ClientMember, written: EventLoopPromise<Void>) {
        do throws(SocketIOClientError) {
            if member.membership.isJoined, let connection = self.connection {
                let text = event.text(namespace: member.namespace, ackID: nil)
                try connection.send(text, attachments: event.attachments, written: written)
            } else {
                try member.keep(event, ackID: nil)
                written.succeed()
            }
        } catch {
            written.fail(error)
        }
    }

    /// Sends an event if it can go out at once.
    func emitVolatile(_ event: SocketIOEvent, of member: ClientMember) {
        guard member.membership.isJoined, let connection = self.connection, connection.isWritable else { return }
        let text = event.text(namespace: member.namespace, ackID: nil)
        // One that is too large is dropped, as all that cannot be sent are.
        try? connection.send(text, attachments: event.attachments)
    }

    /// Sends a question or keeps it.
    ///
    /// - Parameter id: Not used before by this client.
    func ask(
        _ event: SocketIOEvent,
        of member: ClientMember,
        id: UInt64,
        timeout: Duration,
        reply: EventLoopPromise<SocketIOReply>
    ) {
        do throws(SocketIOClientError) {
            if member.membership.isJoined, let connection = self.connection {
                let text = event.text(namespace: member.namespace, ackID: AckID(id))
                member.expect(reply, for: id, timeout: timeout)
                member.wasAsked(id)
                try connection.send(text, attachments: event.attachments)
            } else {
                try member.keep(event, ackID: id)
                member.expect(reply, for: id, timeout: timeout)
            }
        } catch {
            member.withdraw(id, error)
            reply.fail(error)
        }
    }

    /// Sends what was kept for this connection.
    func sendKept(of member: ClientMember) {
        for kept in member.takeKept() {
            guard let connection = self.connection, member.membership.isJoined else { return }
            let text = kept.event.text(namespace: member.namespace, ackID: kept.ackID.map { AckID($0) })
            do throws(SocketIOClientError) {
                if let id = kept.ackID { member.wasAsked(id) }
                try connection.send(text, attachments: kept.event.attachments)
            } catch {
                if let id = kept.ackID {
                    member.withdraw(id, error)
                } else {
                    member.events.append(.unsendable(kept.event, error))
                }
            }
        }
    }

    /// - Parameter written: Succeeds when the goodbye was handed over, or there is nobody to tell.
    func sendDisconnect(_ namespace: ExactString, written: EventLoopPromise<Void>? = nil) {
        do throws(SocketIOClientError) {
            guard let connection = self.connection else { throw .notConnected }
            try connection.send(SocketPacketText.disconnect(namespace: namespace), written: written)
        } catch {
            written?.succeed()  // there is nobody to tell
        }
    }
}
