import CPostgres
import Dispatch

/// Where a project's PostgreSQL database is, and how to get in.
package struct PostgresLocation: Sendable, Equatable {
    /// libpq's keywords and their values, such as `host`, `user`, `password`; `dbname` may be a whole `postgres://` URL.
    package var parameters: [String: String]
    /// The schema of the tables.
    package var schema: String
    /// The time zone of the Strapi process.
    package var timeZone: String
    /// The certificates of those who vouch for the server, as PEM text; nil where ``parameters`` say it all.
    package var authority: String?
    /// `host:port/name`, for messages.
    package let place: String

    package init(
        parameters: [String: String],
        schema: String = "public",
        timeZone: String = "UTC",
        authority: String? = nil,
        place: String
    ) {
        self.parameters = parameters
        self.schema = schema
        self.timeZone = timeZone
        self.authority = authority
        self.place = place
    }
}

/// A project's database in PostgreSQL: one connection, on a thread of its own, as libpq waits.
package actor PostgresDatabase: StrapiDatabase {
    private let location: PostgresLocation
    private let executor = QueueExecutor(label: "cmsio.postgres")
    private var connection: PostgresConnection?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    package init(_ location: PostgresLocation) {
        self.location = location
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseQueries) throws -> Value
    ) async throws -> Value {
        let connection = try self.connected()
        do {
            try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let value = try body(connection)
            try connection.run("COMMIT")
            return value
        } catch {
            // Whatever state it is in, the next call begins afresh.
            if connection.isBroken || !connection.rollBack() { self.connection = nil }
            throw error
        }
    }

    private func connected() throws(StrapiDatabaseError) -> PostgresConnection {
        if let connection, !connection.isBroken { return connection }
        self.connection = nil
        let new = try PostgresConnection(self.location)
        self.connection = new
        return new
    }
}

/// Runs an actor on a dispatch queue, and so off the threads that others wait for.
private final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        self.queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
