import JSONText
import SocketIOProtocol

/// How Socket.IO differs for clients of version 2, which speak Engine.IO 3.
///
/// Source: socket.io 4.8, `lib/client.ts`, `lib/socket.ts` and `lib/namespace.ts` where they ask for the protocol.
extension Session {
    /// The namespace that a CONNECT names, and its auth. In version 2 that is the query of the name.
    func target(of name: ExactString, auth: JSONDocument?) -> (name: ExactString, auth: JSONDocument?) {
        guard self.revision == .three else { return (name, auth) }
        let target = RequestTarget(name.string)
        guard !target.query.isEmpty else { return (name, nil) }
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        for (key, value) in target.query {
            writer.key(key.string)
            writer.string(value.string)
        }
        writer.endObject()
        let query: JSONDocument?
        do {
            query = try JSONDocument(parsing: writer.bytes)
        } catch {
            // What was just written is JSON; were it not, the client came without auth.
            query = nil
        }
        return (ExactString(target.path), query)
    }

    /// The id of a new socket. Clients of version 2 take it to be the session's own, so there it is no separate one.
    func socketID(in namespace: ExactString) -> ExactString {
        switch self.revision {
        case .four: RandomID.make()
        case .three: namespace == "/" ? self.sid : ExactString("\(namespace.string)#\(self.sid.string)")
        }
    }

    /// Whether its clients know how to come back to their sessions.
    var canRecover: Bool { self.revision == .four }

    /// The packet that accepts a client in a namespace.
    func connected(to namespace: ExactString, socketID: ExactString, privateID: ExactString?) -> [UInt8] {
        switch self.revision {
        case .four: SocketPacketText.connected(namespace: namespace, socketID: socketID, privateID: privateID)
        case .three: SocketPacketText.connect(namespace: namespace, auth: nil)
        }
    }

    /// The packet that refuses it: in version 2 the error's data alone, or else its message.
    func connectError(in namespace: ExactString, _ error: ConnectError) -> [UInt8] {
        switch self.revision {
        case .four:
            SocketPacketText.connectError(namespace: namespace, message: error.message, data: error.data)
        case .three:
            SocketPacketText.packet(
                .connectError,
                namespace: namespace,
                ackID: nil,
                attachmentCount: 0,
                payload: error.data ?? Self.json(error.message)
            )
        }
    }

    private static func json(_ text: String) -> [UInt8] {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.string(text)
        return writer.bytes
    }
}
