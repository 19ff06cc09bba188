import NIOCore

/// A TCP connection of the server on its event loop.
protocol LoopConnection: Wakeable {
    /// Ends as soon as what it is doing is done.
    func serverStops()
    func closeNow()
}

/// What a server keeps on one event loop, to which it is confined: its sessions and connections there, which of them
/// have something to flush, and when to wake.
final class ServerLoop {
    typealias Instant = ContinuousClock.Instant

    let eventLoop: any EventLoop
    let shared: ServerShared
    private var sessions: [ObjectIdentifier: Session] = [:]
    private var connections: [ObjectIdentifier: any LoopConnection] = [:]

    /// The one that came last of those that ask for a session.
    var lastRequest: EngineIORequest?
    let flushes: FlushQueue
    let maxQueueBytes: Int

    private var wakes = WakeQueue()
    private var timer: (task: Scheduled<Void>, at: Instant)?
    private let start = ContinuousClock.now
    private let heartbeatGrain: Int64
    private var sweep: RecoverySweep?

    init(eventLoop: any EventLoop, shared: ServerShared) {
        self.eventLoop = eventLoop
        self.shared = shared
        self.maxQueueBytes = shared.configuration.maxQueueBytes
        self.flushes = FlushQueue(eventLoop: eventLoop, maxQueueBytes: self.maxQueueBytes)
        self.heartbeatGrain = max(1, Int64(shared.configuration.pingInterval / .nanoseconds(1)) / 1024)
    }

    // MARK: What is here

    func add(_ session: Session) { self.sessions[ObjectIdentifier(session)] = session }

    func remove(_ session: Session) {
        self.sessions[ObjectIdentifier(session)] = nil
        self.wakes.set(session, at: nil)
    }

    func add(_ connection: any LoopConnection) {
        self.connections[ObjectIdentifier(connection)] = connection
        self.shared.activity.begin()
    }

    func remove(_ connection: any LoopConnection) {
        guard self.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        self.wakes.set(connection, at: nil)
        self.shared.activity.end()
    }

    // MARK: Waking

    /// Has `wakeable` woken at `instant`, or no more for `nil`.
    func wake(_ wakeable: any Wakeable, at instant: Instant?) {
        self.wakes.set(wakeable, at: instant)
        self.setTimer()
    }

    /// The first instant not before `instant` at which pings are sent: they come in bundles, by at most 1/1024 of the
    /// interval late.
    func sweep(notBefore instant: Instant) -> Instant {
        let nanoseconds = Int64(self.start.duration(to: instant) / .nanoseconds(1))
        let grains = (nanoseconds + self.heartbeatGrain - 1) / self.heartbeatGrain
        return self.start + .nanoseconds(grains * self.heartbeatGrain)
    }

    /// Has this loop sweep for the whole server, until it stops.
    func sweep(_ directory: NamespaceDirectory, _ recovery: ConnectionStateRecovery) {
        let sweep = RecoverySweep(directory, recovery)
        self.sweep = sweep
        self.wake(sweep, at: sweep.wake(at: .now))
    }

    private func setTimer() {
        guard let earliest = self.wakes.earliest else { return }
        if let timer, timer.at <= earliest { return }
        self.timer?.task.cancel()
        let delay = Int64((earliest - .now) / .nanoseconds(1))
        let task = self.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(max(0, delay))) { self.timerFired() }
        self.timer = (task, earliest)
    }

    private func timerFired() {
        self.timer = nil
        let now = ContinuousClock.now
        while let wakeable = self.wakes.popDue(at: now) {
            // A wake that names the past again would keep us here.
            let next = wakeable.wake(at: now).map { max($0, now + .milliseconds(1)) }
            if let next { self.wakes.set(wakeable, at: next) }
        }
        self.setTimer()
    }

    // MARK: The end

    func stop() {
        if let sweep { self.wake(sweep, at: nil) }
        for session in self.sessions.values { session.stop() }
        for connection in self.connections.values { connection.serverStops() }
    }

    func closeAllNow() {
        for connection in self.connections.values { connection.closeNow() }
    }
}
