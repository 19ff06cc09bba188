public import JSONText

/// Something from which a broadcast can be addressed: a namespace, a socket, or a broadcast that is addressed further.
public protocol SocketIOAddressing {
    /// A broadcast to everyone that is meant: for a socket, everyone but itself.
    var broadcast: SocketIOBroadcast { get }
}

extension SocketIOAddressing {
    /// Adds rooms: who is in any of those named is meant. With none named at all, everyone is.
    public func to(_ rooms: ExactString...) -> SocketIOBroadcast { self.to(rooms) }

    /// Adds rooms: who is in any of those named is meant. With none named at all, everyone is.
    public func to(_ rooms: [ExactString]) -> SocketIOBroadcast {
        self.broadcast.changed { $0.selection.add(rooms: rooms) }
    }

    /// The same as ``to(_:)-(ExactString...)``.
    public func `in`(_ rooms: ExactString...) -> SocketIOBroadcast { self.to(rooms) }

    /// The same as ``to(_:)-([ExactString])``.
    public func `in`(_ rooms: [ExactString]) -> SocketIOBroadcast { self.to(rooms) }

    /// Adds exceptions: who is in any of these rooms is not meant.
    public func except(_ rooms: ExactString...) -> SocketIOBroadcast { self.except(rooms) }

    /// Adds exceptions: who is in any of these rooms is not meant.
    public func except(_ rooms: [ExactString]) -> SocketIOBroadcast {
        self.broadcast.changed { $0.selection.add(except: rooms) }
    }

    /// Only sockets of this server are meant, none of others in its cluster.
    public var local: SocketIOBroadcast { self.broadcast.changed { $0.isLocal = true } }
}
