/// How far a session had come in its namespace's log when it ended: what decides where its client can go on.
package struct RecoveryProgress: Sendable, Equatable {
    /// Nothing up to here concerned the session yet.
    package let joinedAt: UInt64
    /// The last event that was sent to it, or ``joinedAt``.
    package let lastSent: UInt64
    /// Nothing after here was sent to it.
    package let leftAt: UInt64
    /// Since when its rooms are known.
    package let roomsKnownSince: UInt64

    package init(joinedAt: UInt64, lastSent: UInt64, leftAt: UInt64, roomsKnownSince: UInt64) {
        self.joinedAt = joinedAt
        self.lastSent = lastSent
        self.leftAt = leftAt
        self.roomsKnownSince = roomsKnownSince
    }

    /// Where the events begin that the client may have missed.
    ///
    /// One that received all it was sent goes on where the session ended, so that it can be recovered though its last
    /// event was trimmed from the log long ago.
    ///
    /// - Parameter received: The last event that the client received, or `nil` for none. One from before the session
    ///   means none as well: clients keep the offset of an earlier session until an event replaces it.
    /// - Returns: The position before the first such event, or `nil` when that cannot be known.
    package func start(received: UInt64?) -> UInt64? {
        let received = max(received ?? self.joinedAt, self.joinedAt)
        guard received <= self.lastSent else { return nil }
        guard received < self.lastSent else { return max(self.leftAt, received) }
        return received >= self.roomsKnownSince ? received : nil
    }
}
