package import JSONText
import Synchronization

/// A directory that is given its audiences, users and tokens, and keeps them in memory.
package final class MemoryDirectory: RightsDirectory {
    private struct People {
        var users: [Int64: User] = [:]
        var tokens: [ExactString: AudienceID] = [:]
        /// How often a user changed.
        var changes = 0
    }

    private let live: LiveRights
    private let people = Mutex(People())

    package init(audiences: [Audience], publicRole: AudienceID?, clock: WallClock = .system) {
        self.live = LiveRights(audiences: audiences, publicRole: publicRole, users: 0, clock: clock)
    }

    package func replace(audiences: [Audience], publicRole: AudienceID?) {
        let changes = self.people.withLock { $0.changes }
        self.live.replace(audiences: audiences, publicRole: publicRole, users: changes)
    }

    /// Adds the user, or puts it in the place of the one with the same id.
    package func set(_ user: User) {
        self.people.withLock { people in
            people.users[user.id] = user
            people.changes += 1
        }
        let rights = self.live.current
        self.replace(audiences: rights.audiences, publicRole: rights.publicRole)
    }

    /// Lets whoever presents the secret be that audience.
    package func accept(secret: String, for audience: AudienceID) {
        self.people.withLock { $0.tokens[ExactString(secret)] = audience }
    }

    package var rights: Rights { self.live.current }

    package var freshness: RightsFreshness { .current }

    package func changes() -> AsyncStream<Rights> { self.live.changes() }

    package func user(id: Int64) async throws -> User? {
        self.people.withLock { $0.users[id] }
    }

    package func user(named name: ExactString) async throws -> User? {
        self.people.withLock { people in people.users.values.first { $0.name == name } }
    }

    package func tokenAudience(presenting secret: String) async throws -> AudienceID? {
        let claimed = self.people.withLock { $0.tokens[ExactString(secret)] }
        return claimed.flatMap { self.live.current.audience($0)?.id }
    }
}
