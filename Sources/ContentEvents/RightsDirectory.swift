package import JSONText

/// Port: who there is and what they may do, for whoever must decide now.
///
/// Laws: ``rights`` is one consistent state, never a mixture of two. Its version never goes back. A change made through
/// the same object shows as soon as the call that made it returns; one made elsewhere shows within a second. A user who is
/// blocked, moved or removed is a change like any other, with a new version. A token is
/// gone from ``rights`` and from ``tokenAudience(presenting:)`` from the second it expires.
package protocol RightsDirectory: Sendable {
    /// The current state, from memory: never waits for a disk or a network.
    var rights: Rights { get }

    /// Whether what decides on the rights can be read now.
    var freshness: RightsFreshness { get }

    /// The current state at once, then the newest one after every change; never ends by itself.
    ///
    /// A reader that is slower than the changes misses the states in between, never the last one. Each call makes a
    /// stream of its own.
    func changes() -> AsyncStream<Rights>

    func user(id: Int64) async throws -> User?

    func user(named name: ExactString) async throws -> User?

    /// The audience of the API token whose secret this is; nil for one that is unknown or expired.
    ///
    /// - Throws: ``TokenRefusal`` for one that is known and of no use here.
    func tokenAudience(presenting secret: String) async throws -> AudienceID?
}

/// Port: changes to roles, users, tokens and grants, and questions about them.
package protocol RightsAdministration: Sendable {
    /// Does the whole command or nothing of it.
    ///
    /// - Throws: ``RightsError`` for everything that whoever asked can put right.
    func perform(_ command: RightsCommand) async throws -> RightsAnswer
}

/// Why an API token that is known is of no use here.
package enum TokenRefusal: Error, Equatable {
    /// It is for the CMS's administration, not for its content.
    case adminToken
}
