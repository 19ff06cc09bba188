/// Sockets of clients, the oldest first: the answer to `sockets`.
package struct SocketList: Codable, Sendable, Equatable {
    /// How many there are that fit, shown or not.
    package let total: Int
    package let sockets: [SocketSummary]
}

package struct SocketSummary: Codable, Sendable, Equatable {
    package let id: String
    /// The peer's IP address.
    package let address: String
    /// `role:public`, `token:ci`
    package let audience: String
    /// `user:ann`; nil for the public role and for API tokens.
    package let user: String?
    /// The custom rooms that it is in, sorted.
    package let rooms: [String]
    /// `websocket` or `polling`; nil for one that is just leaving.
    package let transport: String?
    /// Milliseconds since 1970.
    package let since: Int64
    /// What it narrowed itself to, as in `article:*` and `api::article.article/7`; nil when it gets everything it may.
    package let narrowing: [String]?
}

/// Rooms with somebody in them, the fullest first: the answer to `rooms`.
package struct RoomList: Codable, Sendable, Equatable {
    /// How many there are, shown or not.
    package let total: Int
    package let rooms: [RoomSummary]
}

package struct RoomSummary: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable {
        case role
        case token
        /// One that clients join.
        case custom
    }

    /// As `raw --room` takes it: `role:editor`, `token:ci`, `news`.
    package let name: String
    package let kind: Kind
    package let members: Int
}

/// The answer to `join`, `leave` and `send-away`.
package struct SocketsChanged: Codable, Sendable, Equatable {
    /// The room that was joined or left.
    package let room: String?
    /// How many sockets did so; those that had before are not counted.
    package let sockets: Int
}
