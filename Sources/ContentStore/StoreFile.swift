import Foundation
import GRDB

/// Opens the database file, and brings its tables up to date.
enum StoreFile {
    /// Two connections to one file: writing does not hold up reading, and the reader sees the writer as another process
    /// would.
    struct Connections {
        let writer: DatabaseQueue
        let reader: DatabaseQueue
    }

    /// Opens the store at `path`; one that is not there is made, for its owner alone.
    static func open(_ path: String) throws(StoreError) -> Connections {
        try Self.createIfMissing(path)
        do {
            // Looked at before anything is changed: it may be somebody else's.
            let problem = try Self.openForReading(path).read { try StoreSchema.problem(in: $0) }
            if let problem { throw StoreError(path: path, reason: problem) }
            let writer = try DatabaseQueue(path: path, configuration: Self.configuration(readonly: false))
            try writer.write { try StoreSchema.migrate($0) }
            let reader = try Self.openForReading(path)
            return Connections(writer: writer, reader: reader)
        } catch let error as StoreError {
            throw error
        } catch {
            throw Self.failure(error, path: path)
        }
    }

    /// Opens a store that is there, to read in it once.
    static func openForReading(_ path: String) throws -> DatabaseQueue {
        try DatabaseQueue(path: path, configuration: Self.configuration(readonly: true))
    }

    /// What the error of a database call means for this file.
    static func failure(_ error: any Error, path: String) -> StoreError {
        guard let error = error as? DatabaseError else {
            return StoreError(path: path, reason: .failed(sqlite: 0, text: "\(error)"))
        }
        let reason: StoreError.Reason =
            switch error.resultCode {
            case .SQLITE_NOTADB: .notADatabase
            case .SQLITE_READONLY, .SQLITE_PERM: .notWritable
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            default:
                // The message alone: the description would add the statement and its values.
                .failed(sqlite: error.extendedResultCode.rawValue, text: error.message ?? "no reason given")
            }
        return StoreError(path: path, reason: reason)
    }

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(5)
        // To check them is only of use, and only takes time, where something is written.
        configuration.foreignKeysEnabled = !readonly
        if !readonly { configuration.journalMode = .wal }
        return configuration
    }

    /// SQLite gives its side files the mode of the database, so this decides for them too.
    private static func createIfMissing(_ path: String) throws(StoreError) {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            return
        }
        switch errno {
        case EEXIST:
            return
        case ENOENT, ENOTDIR:
            throw StoreError(path: path, reason: .noFolder)
        case EACCES, EPERM, EROFS:
            throw StoreError(path: path, reason: .notWritable)
        case let code:
            throw StoreError(path: path, reason: .failed(sqlite: 0, text: String(cString: strerror(code))))
        }
    }
}
