import ContentEvents
import Synchronization

/// Users that were read from the file, as they were when the rights were read last: each socket that connects asks for
/// one, and a look into the file takes two threads.
///
/// When some user is another one in the file, all are forgotten before the rights that say so are there. A user is kept
/// only when the file was then as the rights were read from it, so that what changed and changed back is never kept.
final class KnownUsers: Sendable {
    private struct State {
        /// As ``RightsLedger/usersDigest()``.
        var digest: Int?
        /// SQLite's number for the state of the file.
        var file: Int?
        var users: [Int64: User] = [:]
    }
    /// Beyond this all are forgotten.
    private static let limit = 4096
    private let state = Mutex(State())

    func find(_ id: Int64) -> User? { self.state.withLock { $0.users[id] } }

    func keep(_ user: User, readFrom file: Int?) {
        self.state.withLock { state in
            guard file == state.file, file != nil else { return }
            if state.users.count >= Self.limit { state.users.removeAll() }
            state.users[user.id] = user
        }
    }

    /// The rights were read. To be called before they are published.
    func read(digest: Int, from file: Int?) {
        self.state.withLock { state in
            if state.digest != digest { state.users.removeAll() }
            state.digest = digest
            state.file = file
        }
    }
}
