import ContentEvents
import JSONText
import Synchronization

/// A directory in which something happens just after it was asked for a user, and before the answer is used.
final class InterruptedDirectory: RightsDirectory {
    typealias Interruption = @Sendable () async throws -> Void

    private let base: any RightsDirectory
    private let interruption = Mutex<Interruption?>(nil)
    private let suspension = Mutex(false)

    init(_ base: any RightsDirectory) {
        self.base = base
    }

    /// Has `interruption` happen at the next question for a user, once.
    func interrupt(_ interruption: @escaping Interruption) {
        self.interruption.withLock { $0 = interruption }
    }

    /// Whether the rights are those of a directory that has not been able to read them for too long.
    var isSuspended: Bool {
        get { self.suspension.withLock { $0 } }
        set { self.suspension.withLock { $0 = newValue } }
    }

    var rights: Rights {
        let rights = self.base.rights
        guard self.isSuspended else { return rights }
        return Rights(
            version: rights.version,
            audiences: rights.audiences,
            publicRole: rights.publicRole,
            isSuspended: true
        )
    }

    var freshness: RightsFreshness { self.isSuspended ? .suspended(reason: "a secret of ours") : .current }

    func changes() -> AsyncStream<Rights> { self.base.changes() }

    func user(id: Int64) async throws -> User? {
        let user = try await self.base.user(id: id)
        let interruption = self.interruption.withLock { interruption in
            defer { interruption = nil }
            return interruption
        }
        try await interruption?()
        return user
    }

    func user(named name: ExactString) async throws -> User? {
        try await self.base.user(named: name)
    }

    func tokenAudience(presenting secret: String) async throws -> AudienceID? {
        try await self.base.tokenAudience(presenting: secret)
    }
}
