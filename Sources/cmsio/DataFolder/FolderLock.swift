import Foundation

/// Holds a data folder for one server, until the process ends or this object does.
///
/// A lock of the process (fcntl), not of the file (flock): asking who holds it takes nothing, so that a command that asks
/// never stands in the way of a server that starts.
final class FolderLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(self.descriptor)
    }

    /// - Returns: Nil when another process holds it.
    /// - Throws: ``CommandFailure`` when the lock file cannot be opened.
    static func take(_ folder: DataFolder) throws -> FolderLock? {
        let path = folder.path(of: .lock)
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(.badConfiguration, "cannot open '\(path)': \(SystemError.text()).")
        }
        var request = Self.wholeFile()
        guard fcntl(descriptor, F_SETLK, &request) == 0 else {
            close(descriptor)
            return nil
        }
        return FolderLock(descriptor: descriptor)
    }

    /// The process that holds a folder; nil if none does. Changes nothing there.
    static func holder(of folder: DataFolder) -> Int32? {
        let descriptor = open(folder.path(of: .lock), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }  // no server has ever held it
        defer { close(descriptor) }
        var answer = Self.wholeFile()
        guard fcntl(descriptor, F_GETLK, &answer) == 0, answer.l_type != Int16(F_UNLCK) else { return nil }
        return answer.l_pid
    }

    private static func wholeFile() -> flock {
        flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }
}
