import StrapiSource
import Synchronization
import TestStrapi

/// A database that can be taken away.
final class SwitchedDatabase: StrapiDatabase {
    struct Gone: Error, CustomStringConvertible {
        let description = "gone"
    }

    private let base: any StrapiDatabase
    private let away = Mutex(false)

    /// There is no database any more when nobody holds it.
    private let test: StrapiTestDatabase

    init(_ test: StrapiTestDatabase) {
        self.test = test
        self.base = test.settings.database(timeZone: "UTC")
    }

    var isAway: Bool {
        get { self.away.withLock { $0 } }
        set { self.away.withLock { $0 = newValue } }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any DatabaseQueries) throws -> Value
    ) async throws -> Value {
        if self.isAway { throw Gone() }
        return try await self.base.read(body)
    }
}
