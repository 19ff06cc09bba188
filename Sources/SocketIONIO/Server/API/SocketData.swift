import Synchronization

/// A value of the user's that belongs to a socket. A socket shares it with the session that is saved at its end, so that
/// handlers which are still at work then change both.
final class SocketData: Sendable {
    private let state: Mutex<(any Sendable)?>

    init(_ value: (any Sendable)? = nil) { self.state = Mutex(value) }

    var value: (any Sendable)? { self.state.withLock { $0 } }

    func with<Result>(_ body: (inout sending (any Sendable)?) -> sending Result) -> sending Result {
        self.state.withLock(body)
    }
}
