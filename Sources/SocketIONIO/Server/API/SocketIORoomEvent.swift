public import JSONText

/// What happens to the rooms of a namespace on this server. A socket's own room is one of them.
public enum SocketIORoomEvent: Sendable, Hashable {
    /// The room has its first member.
    case created(ExactString)
    /// A socket has entered the room.
    case joined(ExactString, socketID: ExactString)
    /// A socket has left the room.
    case left(ExactString, socketID: ExactString)
    /// The room has lost its last member.
    case deleted(ExactString)
}

extension SocketIONamespace {
    /// What happens to the rooms from now on, until the server stops.
    ///
    /// - Parameter limit: How many events may wait for their reader; what comes when so many do is lost.
    public func roomEvents(bufferingAtMost limit: Int = 10_000) -> AsyncStream<SocketIORoomEvent> {
        self.ledger.events(bufferingAtMost: limit)
    }
}
