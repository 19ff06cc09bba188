package import ContentEvents
package import JSONText
import Synchronization

/// The roles, users and API tokens of a Strapi project, as its database has them.
///
/// The rights are kept in memory and read anew when the database says that they changed; while ``run()`` runs that is so
/// within ``pollInterval`` and what a query takes. If the database cannot be read, the last known rights serve for
/// ``maxAge``; after that they are ``Rights/isSuspended``, until it can be read again.
package final class StrapiDirectory: RightsDirectory {
    package static let pollInterval = Duration.seconds(1)

    private struct State {
        var seen: String?
        var lastRead: ContinuousClock.Instant
        var freshness = RightsFreshness.current
        /// What ``users`` were read with.
        var usersDigest: Int
        var users = UserCache()
    }

    package let tables: StrapiTables
    private let database: any StrapiDatabase
    private let tokenSalt: String?
    private let maxAge: Duration
    private let live: LiveRights
    private let state: Mutex<State>
    /// Each time that the database is away, too long away, or back; for one reader.
    package let freshnessChanges: AsyncStream<RightsFreshness>
    private let freshnessWriter: AsyncStream<RightsFreshness>.Continuation
    private let wakeUp: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    /// Reads the rights for the first time.
    ///
    /// - Parameters:
    ///   - version: The project's major version, 4 or 5; nil for the tables'.
    ///   - tokenSalt: The project's `apiToken.salt`; without it no API token is accepted.
    ///   - maxAge: How long the last known rights serve while the database cannot be read.
    /// - Throws: ``StrapiDatabaseError``
    package init(
        database: any StrapiDatabase,
        place: String,
        version: Int?,
        tokenSalt: String?,
        maxAge: Duration,
        clock: WallClock = .system
    ) async throws {
        let first = try await database.read { queries in
            let tables = try StrapiTables(in: queries, at: place, of: version)
            return (tables: tables, snapshot: try Snapshot(queries, tables))
        }
        self.tables = first.tables
        self.database = database
        self.tokenSalt = tokenSalt
        self.maxAge = maxAge
        self.live = LiveRights(
            audiences: first.snapshot.audiences,
            publicRole: first.snapshot.publicRole,
            users: first.snapshot.users,
            clock: clock
        )
        self.state = Mutex(State(seen: first.snapshot.state, lastRead: .now, usersDigest: first.snapshot.users))
        (self.freshnessChanges, self.freshnessWriter) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(8))
        self.wakeUp = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    package var rights: Rights { self.live.current }

    package var freshness: RightsFreshness { self.state.withLock { $0.freshness } }

    package func changes() -> AsyncStream<Rights> { self.live.changes() }

    package func user(id: Int64) async throws -> User? {
        let (known, generation) = self.state.withLock { ($0.users.user(id: id), $0.users.generation) }
        if let known { return known }
        let user = try await self.ask { try $0.user(id: id) }
        self.state.withLock { $0.users.keep(user, id: id, readIn: generation) }
        return user
    }

    package func user(named name: ExactString) async throws -> User? {
        try await self.ask { try $0.user(named: name) }
    }

    package func tokenAudience(presenting secret: String) async throws -> AudienceID? {
        guard let salt = self.tokenSalt else { return nil }
        let key = APITokenKey.make(of: secret, salt: salt)
        let audience = try await self.ask { try $0.token(accessKey: key) }
        // Asked of the rights too: they know what has expired, and nobody may be let in whom they do not know.
        return audience.flatMap { self.live.current.audience($0)?.id }
    }

    private func ask<Value: Sendable>(_ question: @escaping @Sendable (StrapiRights) throws -> Value) async throws
        -> Value
    {
        let tables = self.tables
        return try await self.database.read { try question(StrapiRights(queries: $0, tables: tables)) }
    }
}

// MARK: Keeping up

extension StrapiDirectory {
    /// Looks for changes until its task is cancelled.
    package func run() async {
        await withTaskGroup { group in
            group.addTask {
                // Ends when the task is cancelled.
                while (try? await Task.sleep(for: Self.pollInterval)) != nil { await self.refresh() }
            }
            group.addTask {
                for await _ in self.wakeUp.stream { await self.refresh() }
            }
        }
    }

    /// Has ``run()`` look at once.
    package func lookNow() { self.wakeUp.continuation.yield() }

    /// Reads what changed since it was last read.
    ///
    /// - Parameter now: Decides how old the last known rights are.
    package func refresh(at now: ContinuousClock.Instant = .now) async {
        let known = self.state.withLock { Snapshot.Known(state: $0.seen, users: $0.usersDigest, ids: $0.users.ids) }
        let tables = self.tables
        do {
            let snapshot = try await self.database.read { try Snapshot($0, tables, changedSince: known) }
            self.state.withLock { state in
                state.lastRead = now
                self.set(.current, in: &state)
                guard let snapshot else { return }
                state.seen = snapshot.state
                state.usersDigest = snapshot.users
                if let people = snapshot.people { state.users.replace(with: people, of: known.ids) }
            }
            if let snapshot {
                self.live.replace(
                    audiences: snapshot.audiences,
                    publicRole: snapshot.publicRole,
                    users: snapshot.users
                )
            }
            self.live.applyExpiry()
        } catch {
            self.failed(error, at: now)
        }
    }

    private func failed(_ error: any Error, at now: ContinuousClock.Instant) {
        let isTooOld = self.state.withLock { state in
            // Whatever it says when it is back, it is to be read.
            state.seen = nil
            let isTooOld = now - state.lastRead >= self.maxAge
            self.set(isTooOld ? .suspended(reason: "\(error)") : .stale(reason: "\(error)"), in: &state)
            return isTooOld
        }
        if isTooOld { self.live.suspend() } else { self.live.applyExpiry() }
    }

    /// Told under the lock, and so in order.
    private func set(_ freshness: RightsFreshness, in state: inout State) {
        let before = state.freshness
        state.freshness = freshness
        switch (before, freshness) {
        case (.current, .current), (.stale, .stale), (.suspended, .suspended): break
        case (.current, _), (.stale, _), (.suspended, _): self.freshnessWriter.yield(freshness)
        }
    }
}

/// Everything that decides on rights, as it was at one moment.
private struct Snapshot: Sendable {
    /// What was read before.
    struct Known: Sendable {
        let state: String?
        let users: Int
        /// The users that somebody asked for.
        let ids: [Int64]
    }

    let state: String
    let audiences: [Audience]
    let publicRole: AudienceID?
    /// Another number when what decides on some user is another one.
    let users: Int
    /// Those of the known ids that there are; nil if none of them changed.
    let people: [User]?

    init(_ queries: any DatabaseQueries, _ tables: StrapiTables) throws {
        self = try Self(queries, tables, state: try queries.state(of: tables), known: nil)
    }

    /// - Returns: `nil` when the state is still the known one.
    init?(_ queries: any DatabaseQueries, _ tables: StrapiTables, changedSince known: Known) throws {
        let state = try queries.state(of: tables)
        if state == known.state { return nil }
        self = try Self(queries, tables, state: state, known: known)
    }

    private init(
        _ queries: any DatabaseQueries,
        _ tables: StrapiTables,
        state: String,
        known: Known?
    ) throws {
        let rights = StrapiRights(queries: queries, tables: tables)
        self.state = state
        self.audiences = try rights.audiences()
        self.publicRole = try rights.publicRole()
        self.users = try queries.usersDigest(of: tables)
        self.people =
            if let known, known.users != self.users { try rights.users(ids: known.ids) } else { nil }
    }
}
