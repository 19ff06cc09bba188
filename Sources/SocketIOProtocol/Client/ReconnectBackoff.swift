/// How long to wait before each attempt to reconnect: longer each time, up to a limit, and never quite the same.
///
/// Source: socket.io-client, options `reconnectionDelay`, `reconnectionDelayMax` and `randomizationFactor`, whose defaults
/// these are.
package struct ReconnectBackoff: Hashable, Sendable {
    /// The first wait, before jitter.
    package var minimum: Duration
    /// The longest wait, jitter included.
    package var maximum: Duration
    /// By what the wait grows from one attempt to the next; at least 1.
    package var factor: Double
    /// The part of a wait, from 0 to 1, by which it may be shorter or longer.
    package var jitter: Double

    package init(
        minimum: Duration = .seconds(1),
        maximum: Duration = .seconds(5),
        factor: Double = 2,
        jitter: Double = 0.5
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.factor = factor
        self.jitter = jitter
    }

    /// The wait before an attempt.
    ///
    /// - Parameters:
    ///   - attempt: 1 for the first since the connection was lost.
    ///   - random: At least 0 and less than 1; 0.5 gives the wait without jitter.
    package func delay(before attempt: Int, random: Double) -> Duration {
        var delay = min(self.minimum, self.maximum)
        // 64 doublings are enough for any wait; with a smaller factor it then stays as it is.
        for _ in 1..<min(max(attempt, 1), 64) {
            delay = min(delay * max(self.factor, 1), self.maximum)
        }
        let jitter = min(max(self.jitter, 0), 1)
        return min(delay * (1 + (2 * random - 1) * jitter), self.maximum)
    }
}
