import SocketIOProtocol

/// Has a server forget what no client can come back to any more, every so often. Confined to one of its event loops.
final class RecoverySweep: Wakeable {
    var wakePlace: Int?
    private weak var directory: NamespaceDirectory?
    private let interval: Duration

    init(_ directory: NamespaceDirectory, _ recovery: ConnectionStateRecovery) {
        self.directory = directory
        self.interval = max(.seconds(1), min(.seconds(60), recovery.maxDisconnectionDuration))
    }

    func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let directory else { return nil }
        directory.sweep(at: now)
        return now + self.interval
    }
}
