public import JSONText

/// A socket of this server or of another one in its cluster, as it was when it was asked for.
public struct RemoteSocket: Sendable {
    /// See ``SocketIOSocket/id``.
    public let id: ExactString
    /// How the client came.
    public let handshake: SocketIOHandshake
    /// That of its own ``id`` among them.
    public let rooms: Set<ExactString>

    private let description: ClusterSocket
    private let broadcast: SocketIOBroadcast

    init(_ description: ClusterSocket, namespace: SocketIONamespace) {
        self.description = description
        self.id = description.id
        self.handshake = description.handshake
        self.rooms = description.rooms
        self.broadcast = SocketIOBroadcast(namespace, SocketSelection(rooms: [description.id]))
    }

    /// The socket's value, as it was when it was asked for; `nil` when there is none that can be encoded.
    ///
    /// - Throws: `DecodingError` when it is of another type.
    public func data<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value? {
        guard let text = self.description.data else { return nil }
        let document = try JSONDocument(parsing: text)
        return try ValueDecoder(
            document: document,
            node: document.root,
            attachments: self.description.attachments,
            codingPath: []
        ).decode(type)
    }

    /// Sends an event; does nothing when the socket is gone.
    public func emit(_ event: SocketIOEvent) { self.broadcast.emit(event) }

    /// Has it enter rooms; returns at once.
    public func join(_ rooms: ExactString...) { self.broadcast.socketsJoin(rooms) }

    /// Has it leave rooms; returns at once.
    public func leave(_ rooms: ExactString...) { self.broadcast.socketsLeave(rooms) }

    /// Disconnects it; returns at once.
    ///
    /// - Parameter closingConnection: Whether its connection is closed too, with all other sockets of it.
    public func disconnect(closingConnection: Bool = false) {
        self.broadcast.disconnectSockets(closingConnections: closingConnection)
    }
}
