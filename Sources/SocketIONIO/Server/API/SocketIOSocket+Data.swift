import JSONText

/// The user's value of a socket.
extension SocketIOSocket {
    /// The socket's value, or `nil` when none of this type was set.
    public func data<Value: Sendable>(as type: Value.Type = Value.self) -> Value? {
        self.withData { data in data as? Value }
    }

    /// Sets the socket's value, in place of any other, until its disconnect handlers have run.
    ///
    /// When it can be encoded, ``SocketIOBroadcast/fetchSockets()`` finds it as ``RemoteSocket/data(as:)``, also on other
    /// servers of a cluster.
    public func setData(_ value: some Sendable) { self.withData { $0 = value } }
}

extension ClusterSocket {
    /// A socket of this server, with its value if that can be encoded.
    init(_ socket: SocketIOSocket, rooms: Set<ExactString>) {
        var encoding = ArgumentEncoding()
        let value: (any Sendable)? = socket.withData { $0 }
        if let value = value as? any Encodable {
            // A value that says it cannot be encoded is one that others do not see.
            try? encoding.append(value)
        }
        self.init(
            id: socket.id,
            handshake: socket.handshake,
            rooms: rooms,
            data: encoding.arguments.first,
            attachments: encoding.attachments
        )
    }
}
