import JSONText
import SocketIONIO
import Synchronization

/// A log that reads only when it may, or never, as one on a slow or broken disk does.
final class SlowRecoveryLog: RecoveryLog {
    struct Broken: Error {}

    private let log: InMemoryRecoveryLog
    private let isBroken: Bool
    let gate = Gate()
    /// Who has begun to read, beyond the look whether there is something.
    let readers = AsyncStream.makeStream(of: Void.self)
    let sweeps = AsyncStream.makeStream(of: Void.self)

    init(_ retention: RecoveryRetention, isBroken: Bool = false) {
        self.log = InMemoryRecoveryLog(retention: retention)
        self.isBroken = isBroken
    }

    var head: UInt64 { self.log.head }
    func append(_ event: RecoverableEvent) -> EventMark { self.log.append(event) }
    func position(of offset: ExactString) -> UInt64? { self.log.position(of: offset) }

    func events(after position: UInt64, limit: Int) async throws -> [LoggedEvent]? {
        guard limit > 1 else { return self.log.events(after: position, limit: limit) }
        self.readers.continuation.yield()
        await self.gate.wait()
        if self.isBroken { throw Broken() }
        return self.log.events(after: position, limit: limit)
    }

    func save(_ session: SavedSession) { self.log.save(session) }
    func take(_ privateID: ExactString) -> SavedSession? { self.log.take(privateID) }

    func sweep() {
        self.sweeps.continuation.yield()
        self.log.sweep()
    }
}

/// The log of a server's first namespace, made when that is.
final class SlowRecoveryLogs: Sendable {
    private let made = Mutex<SlowRecoveryLog?>(nil)
    private let isBroken: Bool

    init(isBroken: Bool = false) { self.isBroken = isBroken }

    var log: SlowRecoveryLog? { self.made.withLock { $0 } }

    var configuration: SocketIOServerConfiguration {
        .recovering { recovery in
            recovery.makeLog = { _, retention in
                let log = SlowRecoveryLog(retention, isBroken: self.isBroken)
                self.made.withLock { $0 = $0 ?? log }
                return log
            }
        }
    }
}
