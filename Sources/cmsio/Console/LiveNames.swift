import ContentServer
import Dispatch
import Synchronization

/// The names that a server knows, for completion: asked for anew each time, and waited for only a moment.
final class LiveNames: Sendable {
    /// How many types the last names are kept for.
    private static let mostTypes = 100

    private let last = Mutex<[String?: KnownNames]>([:])
    private let ask: @Sendable (_ type: String?) async -> KnownNames?

    /// - Parameter ask: Asks the server, with the type whose fields are wanted; nil when there is no answer.
    init(ask: @escaping @Sendable (_ type: String?) async -> KnownNames?) {
        self.ask = ask
    }

    /// The names as they are, or as they were when the server does not answer in time; none when it never did.
    ///
    /// Blocks its thread for 150 ms at most: not for a thread that others wait for.
    ///
    /// - Parameter type: The content type whose fields are wanted.
    func names(type: String?) -> KnownNames {
        let answered = DispatchSemaphore(value: 0)
        Task {
            if let names = await self.ask(type) { self.keep(names, type) }
            answered.signal()
        }
        _ = answered.wait(timeout: .now() + .milliseconds(150))
        return self.last.withLock { $0[type] ?? $0[nil] } ?? KnownNames()
    }

    private func keep(_ names: KnownNames, _ type: String?) {
        self.last.withLock { last in
            if last.count >= Self.mostTypes { last.removeAll() }
            last[type] = names
        }
    }
}
