import SocketIOProtocol

/// Has the recovery logs of a server forget what is too old, every so often. Confined to one of its event loops.
final class RecoverySweep: Wakeable {
    var wakePlace: Int?
    private weak var shared: ServerShared?
    private let interval: Duration

    init(_ shared: ServerShared, _ options: ConnectionStateRecovery) {
        self.shared = shared
        self.interval = max(.seconds(1), min(.seconds(60), options.maxDisconnectionDuration))
    }

    func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let shared else { return nil }
        for namespace in shared.allNamespaces { namespace.recovery?.log.sweep() }
        return now + self.interval
    }
}
