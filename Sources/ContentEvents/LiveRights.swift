import Synchronization

/// Holds the rights that a directory has now, and tells whoever listens when they change.
///
/// The state is swapped whole under a lock; expiry is applied when somebody looks and in ``applyExpiry()``.
package final class LiveRights: Sendable {
    private struct State {
        var current: Rights {
            didSet { self.nextExpiry = Self.firstExpiry(of: self.current) }
        }
        /// What the users were when somebody last said so.
        var users: Int
        /// Seconds since 1970; nil if nothing expires.
        private(set) var nextExpiry: Int64?
        var nextReader = 0
        var readers: [Int: AsyncStream<Rights>.Continuation] = [:]

        init(current: Rights, users: Int) {
            self.current = current
            self.users = users
            self.nextExpiry = Self.firstExpiry(of: current)
        }

        private static func firstExpiry(of rights: Rights) -> Int64? {
            rights.audiences.compactMap(\.expiresAt).min()
        }
    }

    private let clock: WallClock
    private let state: Mutex<State>

    /// - Parameters:
    ///   - users: As for ``replace(audiences:publicRole:users:)``.
    ///   - clock: Decides when tokens expire.
    package init(audiences: [Audience], publicRole: AudienceID?, users: Int, clock: WallClock) {
        self.clock = clock
        let now = clock.seconds
        let living = audiences.filter { !$0.isExpired(at: now) }
        let rights = Rights(version: 1, audiences: living, publicRole: publicRole)
        self.state = Mutex(State(current: rights, users: users))
    }

    package var current: Rights {
        self.state.withLock { state in
            Self.applyExpiry(&state, at: self.clock.seconds)
            return state.current
        }
    }

    /// Makes this the current state, with a new version; does nothing if it is so already.
    ///
    /// - Parameter users: Any number that is another one when some user is another one.
    package func replace(audiences: [Audience], publicRole: AudienceID?, users: Int) {
        let now = self.clock.seconds
        self.state.withLock { state in
            let living = audiences.filter { !$0.isExpired(at: now) }
            if users != state.users || state.current.isSuspended {
                state.users = users
                Self.publish(&state, living, publicRole)
            } else {
                Self.set(&state, living, publicRole)
            }
        }
    }

    /// Makes the current state one that counts no more, until it is replaced.
    package func suspend() {
        self.state.withLock { state in
            guard !state.current.isSuspended else { return }
            Self.publish(&state, state.current.audiences, state.current.publicRole, isSuspended: true)
        }
    }

    /// Removes what has expired by now, and tells the readers.
    package func applyExpiry() {
        self.state.withLock { Self.applyExpiry(&$0, at: self.clock.seconds) }
    }

    /// As ``RightsDirectory/changes()``.
    package func changes() -> AsyncStream<Rights> {
        let (stream, continuation) = AsyncStream.makeStream(of: Rights.self, bufferingPolicy: .bufferingNewest(1))
        let reader = self.state.withLock { state in
            Self.applyExpiry(&state, at: self.clock.seconds)
            continuation.yield(state.current)
            state.nextReader += 1
            state.readers[state.nextReader] = continuation
            return state.nextReader
        }
        continuation.onTermination = { [weak self] _ in
            // Taken out of the lock before it goes, as its end could call back into here.
            _ = self?.state.withLock { $0.readers.removeValue(forKey: reader) }
        }
        return stream
    }

    private static func applyExpiry(_ state: inout State, at second: Int64) {
        guard let nextExpiry = state.nextExpiry, nextExpiry <= second else { return }
        Self.set(
            &state,
            state.current.audiences.filter { !$0.isExpired(at: second) },
            state.current.publicRole
        )
    }

    private static func set(_ state: inout State, _ audiences: [Audience], _ publicRole: AudienceID?) {
        guard audiences != state.current.audiences || publicRole != state.current.publicRole else { return }
        Self.publish(&state, audiences, publicRole, isSuspended: state.current.isSuspended)
    }

    /// Readers are told under the lock, so that they see the versions in order.
    private static func publish(
        _ state: inout State,
        _ audiences: [Audience],
        _ publicRole: AudienceID?,
        isSuspended: Bool = false
    ) {
        state.current = Rights(
            version: state.current.version + 1,
            audiences: audiences,
            publicRole: publicRole,
            isSuspended: isSuspended
        )
        for reader in state.readers.values { reader.yield(state.current) }
    }
}
