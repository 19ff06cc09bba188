/// How a server does: the answer to `status`.
package struct ServerStatus: Codable, Sendable, Equatable {
    package let version: String
    /// `127.0.0.1:1338`; nil once the server has stopped listening.
    package let address: String?
    /// Milliseconds since 1970.
    package let startedAt: Int64
    /// Seconds since then.
    package let uptime: Int64
    package let sockets: SocketCounts
    /// Open connections of every kind, those of operators among them.
    package let connections: Int
    /// Custom rooms with somebody in them.
    package let rooms: Int
    package let events: EventCounts
    package let rates: EventRates
    /// Clients cut since the start because they read too slowly.
    package let slowReaders: Int
    /// Bytes of memory the process holds; nil where the system does not tell.
    package let memory: Int?
    package let limits: ServerLimits
}

/// The sockets of clients; those of operators are not among them.
package struct SocketCounts: Codable, Sendable, Equatable {
    package let total: Int
    /// By `polling` and `websocket`.
    package let byTransport: [String: Int]
    /// By `role:public`, `token:ci`; without those that have none.
    package let byAudience: [String: Int]
}

/// What became of the events since the start.
package struct EventCounts: Codable, Sendable, Equatable {
    package let accepted: Int
    package let refused: Int
    /// Views that could not be made, so that an audience got nothing.
    package let failedViews: Int
    /// Copies written to sockets.
    package let deliveries: Int
}

/// How fast events go, over the last seconds.
package struct EventRates: Codable, Sendable, Equatable {
    /// The seconds they are taken over.
    package let seconds: Int
    /// Events accepted in a second.
    package let events: Double
    /// Copies written in a second.
    package let deliveries: Double
}

package struct ServerLimits: Codable, Sendable, Equatable {
    /// nil for as many as the system allows.
    package let maxConnections: Int?
    /// Bytes that may wait for one client.
    package let maxQueue: Int
    /// Bytes of one message.
    package let maxPayload: Int
}
