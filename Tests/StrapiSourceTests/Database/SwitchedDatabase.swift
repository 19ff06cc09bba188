import Foundation
import StrapiSource
import Synchronization

/// A database that can be taken away.
final class SwitchedDatabase: StrapiDatabase {
    struct Gone: Error, CustomStringConvertible {
        let description = "gone"
    }

    private let base: any StrapiDatabase
    private let away = Mutex(false)

    private let file: TemporaryFile?

    /// - Parameter file: Is to be there as long as the database.
    init(_ base: any StrapiDatabase, holding file: TemporaryFile? = nil) {
        self.base = base
        self.file = file
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

/// The path of a file that is gone with this.
final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "cmsio-\(UUID().uuidString).db").path

    deinit {
        // Left behind at worst: the system empties its temporary folder.
        try? FileManager.default.removeItem(atPath: self.path)
    }
}
