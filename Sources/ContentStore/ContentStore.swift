package import ContentEvents
package import ContentModel
import Foundation
import GRDB
package import JSONText

/// Roles, users, API tokens and grants in one SQLite file, which several processes may open at a time.
///
/// What this object changes shows in its ``rights`` when the call returns; what another process changes shows within a
/// second while ``run()`` runs. A new store has the roles `public` and `authenticated`, which may connect and no more.
package final class ContentStore: RightsDirectory {
    /// How often the file is looked at for changes by others.
    private static let pollInterval = Duration.milliseconds(250)
    /// How many looks in a row may fail before ``run()`` gives up: five seconds.
    private static let toleratedFailures = 20

    package let path: String
    private let writer: DatabaseQueue
    private let reader: DatabaseQueue
    private let live: LiveRights
    private let users = KnownUsers()
    private let clock: WallClock

    /// Opens the store; one that is not there is made, with mode 0600. Its folder must be there.
    ///
    /// - Parameter clock: Decides when tokens expire.
    package init(path: String, clock: WallClock = .system) throws(StoreError) {
        let connections = try StoreFile.open(path)
        self.path = path
        self.clock = clock
        self.writer = connections.writer
        self.reader = connections.reader
        do {
            self.live = try connections.reader.read { db in
                let ledger = try RightsLedger(db, now: clock.seconds)
                return LiveRights(
                    audiences: try ledger.audiences(),
                    publicRole: try ledger.publicRole(),
                    users: try ledger.usersDigest(),
                    clock: clock
                )
            }
        } catch {
            throw StoreFile.failure(error, path: path)
        }
    }

    deinit {
        // Before the writer, which as the last to close then moves all into the one file. If it cannot be closed, the
        // side files stay and the next to open the store reads them.
        try? self.reader.close()
    }

    package var rights: Rights { self.live.current }

    /// A store that cannot be read for five seconds ends ``run()``.
    package var freshness: RightsFreshness { .current }

    package func changes() -> AsyncStream<Rights> { self.live.changes() }

    package func user(id: Int64) async throws -> User? {
        if let known = self.users.find(id) { return known }
        let (user, file) = try await self.read { (try $0.findUser(id: id), try RightsLedger.fileState($0.db)) }
        if let user { self.users.keep(user, readFrom: file) }
        return user
    }

    package func user(named name: ExactString) async throws -> User? {
        try await self.read { try $0.findUser(named: name.string) }
    }

    package func tokenAudience(presenting secret: String) async throws -> AudienceID? {
        let audience = try await self.read { try $0.tokenID(presenting: secret) }
        // Asked of the rights too: they know what has expired, and nobody may be let in whom they do not know.
        return audience.flatMap { self.live.current.audience($0)?.id }
    }

    /// Watches for changes by other processes and for tokens that expire, until its task is cancelled.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read for five seconds on end.
    package func run() async throws {
        var seen: Int?
        var failures = 0
        while !Task.isCancelled {
            do {
                seen = try await self.reload(ifChangedSince: seen)
                failures = 0
            } catch is CancellationError {
                return
            } catch {
                failures += 1
                if failures > Self.toleratedFailures { throw StoreFile.failure(error, path: self.path) }
            }
            self.live.applyExpiry()
            // Ends early only when the task is cancelled, which the loop sees.
            try? await Task.sleep(for: Self.pollInterval)
        }
    }

    /// Keeps what the last `serve` knew, so that commands without a server read and write actions in the short form and
    /// judge them alike.
    package func record(
        types: [ContentType],
        receive: ReceiveRule,
        publishing: PublishRight = .update
    ) async throws {
        try await self.write { ledger in
            try ledger.record(
                types: types.map { (uid: $0.uid, singularName: $0.singularName) },
                receive: receive,
                publishing: publishing
            )
        }
    }

    /// Adds a token as `RightsCommand.tokenAdd` does, with a secret of the caller's choice or, for nil, a random one.
    ///
    /// - Throws: ``RightsError``, also for a secret that another token has.
    package func addToken(
        _ name: String,
        type: TokenType,
        actions: [String] = [],
        expiresIn: Int64? = nil,
        secret: String?
    ) async throws -> TokenAdded {
        try await self.write { ledger in
            try ledger.addToken(name, type: type, actions: actions, expiresIn: expiresIn, secret: secret)
        }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (RightsLedger) throws -> Value
    ) async throws -> Value {
        let clock = self.clock
        return try await self.translated {
            try await self.reader.read { try body(RightsLedger($0, now: clock.seconds)) }
        }
    }

    /// Changes the store in one transaction, and the rights with it.
    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (RightsLedger) throws -> Value
    ) async throws -> Value {
        let clock = self.clock
        return try await self.translated {
            let value = try await self.writer.write { try body(RightsLedger($0, now: clock.seconds)) }
            _ = try await self.reload(ifChangedSince: nil)
            return value
        }
    }

    /// Reads the rights anew unless the file is as it was; gives SQLite's number for the state of the file.
    ///
    /// The rights are replaced while the one reading connection is held, so an older state never replaces a newer.
    private func reload(ifChangedSince seen: Int?) async throws -> Int? {
        let (live, users, clock) = (self.live, self.users, self.clock)
        return try await self.reader.read { db in
            let state = try RightsLedger.fileState(db)
            guard seen == nil || state != seen else { return state }
            let ledger = try RightsLedger(db, now: clock.seconds)
            let digest = try ledger.usersDigest()
            let (audiences, publicRole) = (try ledger.audiences(), try ledger.publicRole())
            users.read(digest: digest, from: state)
            live.replace(audiences: audiences, publicRole: publicRole, users: digest)
            return state
        }
    }

    private func translated<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw StoreFile.failure(error, path: self.path)
        }
    }
}

extension ContentStore {
    /// Answers a question from the file at `path`, over one connection and without waiting: for a command that asks one
    /// thing and ends.
    ///
    /// - Returns: Nil for a store of an older version, which has to be opened to become one of this.
    /// - Throws: ``StoreError``, ``RightsError``
    package static func answer(
        _ question: RightsCommand,
        at path: String,
        clock: WallClock = .system
    ) throws -> RightsAnswer? {
        do {
            return try StoreFile.openForReading(path).read { db in
                if let problem = try StoreSchema.problem(in: db) { throw StoreError(path: path, reason: problem) }
                guard try StoreSchema.isNewest(db) else { return nil }
                return try RightsLedger(db, now: clock.seconds).perform(question)
            }
        } catch let error as DatabaseError {
            throw StoreFile.failure(error, path: path)
        }
    }
}

extension ContentStore: RightsAdministration {
    package func perform(_ command: RightsCommand) async throws -> RightsAnswer {
        do {
            return command.isQuestion
                ? try await self.read { try $0.perform(command) } : try await self.write { try $0.perform(command) }
        } catch let error as StoreError {
            throw RightsError(.unavailable, error.description)
        }
    }
}
