import ServiceLifecycle
import UnixSignals

/// Does something at each SIGHUP, until the server ends.
struct HangupWatch: Service {
    let perform: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await self.perform() }
        }
    }
}
