public import JSONText

/// How clients whose connection broke go on with their sessions: with the same id, rooms and data, and with the events
/// that they missed.
///
/// With it, each client is told a secret name of its session (`pid`), and every event that asks for no reply and is not
/// volatile has one argument more, its offset in the log. Clients send both when they come back. A session is not saved
/// when one side left the namespace on purpose, or the client sent what is no packet.
///
/// The secret alone does not tell who comes back: middleware does, as for every client. It runs again, with
/// ``SocketIOSocket/recovered`` set and the session's data in ``SocketIOSocket/withData(_:)``, and may refuse the client
/// or give it a new session with ``SocketIOSocket/refuseRecovery()``. Either way it gets nothing of the old one.
///
/// What was missed goes to a client at once, so one that missed more than half of
/// ``SocketIOServerConfiguration/maxQueueBytes`` gets a new session, as does one whose events are no longer kept. If that
/// turns out only after middleware agreed, middleware sees the client again, with a new socket.
///
/// A volatile event whose last argument is a string is taken for an event with an offset by the official client, which
/// is then no longer known: such a client gets a new session.
public struct ConnectionStateRecovery: Sendable {
    /// Makes the log of a namespace.
    public typealias MakeLog = @Sendable (_ namespace: ExactString, _ retention: RecoveryRetention) -> any RecoveryLog

    /// How long after its end a session can be taken up again.
    public var maxDisconnectionDuration = Duration.seconds(120)
    /// Whether middleware is skipped for clients that come back. Then the secret is all they need: one that was blocked
    /// meanwhile comes back, too.
    public var skipMiddlewares = false
    /// The most events of a namespace that are kept.
    public var maxEvents = 100_000
    /// The most bytes that the kept events of a namespace may take.
    public var maxEventBytes = 64 << 20
    /// The most sessions of a namespace that wait for their clients.
    public var maxSessions = 50_000
    /// Makes the log of each namespace; by default one in memory.
    public var makeLog: MakeLog = { _, retention in InMemoryRecoveryLog(retention: retention) }

    public init() {}
}

/// What a log has to keep, and how long.
public struct RecoveryRetention: Sendable {
    /// How old an event may be. A client notices late that its connection broke, so this is longer than a session waits.
    public var eventAge: Duration
    public var maxEvents: Int
    public var maxEventBytes: Int
    /// How long a session waits for its client.
    public var sessionAge: Duration
    public var maxSessions: Int

    public init(eventAge: Duration, maxEvents: Int, maxEventBytes: Int, sessionAge: Duration, maxSessions: Int) {
        self.eventAge = eventAge
        self.maxEvents = maxEvents
        self.maxEventBytes = maxEventBytes
        self.sessionAge = sessionAge
        self.maxSessions = maxSessions
    }

    init(_ options: ConnectionStateRecovery, pingInterval: Duration, pingTimeout: Duration) {
        self.init(
            eventAge: options.maxDisconnectionDuration + pingInterval + pingTimeout,
            maxEvents: options.maxEvents,
            maxEventBytes: options.maxEventBytes,
            sessionAge: options.maxDisconnectionDuration,
            maxSessions: options.maxSessions
        )
    }
}
