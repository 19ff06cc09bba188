import Foundation
import ServiceLifecycle
import Synchronization
import UnixSignals

/// SIGHUP, which asks a server to read again what it reads from elsewhere; from its making on it does not end the process.
///
/// One handler for all who listen, as a process can have no more. When the terminal is closed that the server was started
/// on, this service ends, and with it the server should.
final class HangUp: Service {
    private let signals: UnixSignalsSequence
    private let listeners = Mutex<[AsyncStream<Void>.Continuation]>([])
    private let wasOnTerminal = HangUp.isOnTerminal

    init() async {
        self.signals = await UnixSignalsSequence(trapping: .sighup)
    }

    /// Each SIGHUP from now on, until the server ends; those that come while one waits are one with it.
    func stream() -> AsyncStream<Void> {
        let (stream, listener) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.listeners.withLock { $0.append(listener) }
        return stream
    }

    func run() async throws {
        for await _ in self.signals.cancelOnGracefulShutdown() {
            if self.wasOnTerminal, !Self.isOnTerminal { return }
            for listener in self.listeners.withLock({ $0 }) { listener.yield() }
        }
    }

    private static var isOnTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
