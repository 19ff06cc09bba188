/// Notices that a server has gone silent, with no clock of its own.
///
/// The server pings once per interval, so a client that heard none for interval and timeout together is alone. Only a ping
/// counts: other traffic may come from a server whose heartbeat for this client has ended.
///
/// Source: engine.io-protocol revision 4, "Heartbeat".
package struct ClientHeartbeat: Hashable, Sendable {
    package typealias Instant = ContinuousClock.Instant

    private let patience: Duration
    /// When the server is given up, unless it pings before.
    package private(set) var deadline: Instant

    /// - Parameters:
    ///   - interval: What the handshake says as `pingInterval`.
    ///   - timeout: What the handshake says as `pingTimeout`.
    ///   - now: When the handshake came.
    package init(interval: Duration, timeout: Duration, startedAt now: Instant) {
        self.patience = interval + timeout
        self.deadline = now + self.patience
    }

    /// Takes note of a ping.
    package mutating func ping(at now: Instant) {
        self.deadline = now + self.patience
    }

    /// Whether the server is to be given up.
    package func isDead(at now: Instant) -> Bool {
        now >= self.deadline
    }
}
