import Foundation

/// Files that only their owner may read (0600), and that are never seen half written.
enum PrivateFile {
    /// Writes a file that is not there yet; one that is stays as it is.
    ///
    /// - Returns: Whether it was written now.
    /// - Throws: ``CommandFailure``
    @discardableResult
    static func createOnce(_ path: String, contents: String) throws -> Bool {
        let draft = try Self.writeDraft(for: path, contents: contents)
        defer { unlink(draft) }
        // Unlike rename, link refuses a name that is taken: of two programs one makes the file, and both use it.
        if link(draft, path) == 0 { return true }
        guard errno == EEXIST else { throw Self.failure(path) }
        return false
    }

    /// Writes a file, in place of an older one if there is one.
    ///
    /// - Throws: ``CommandFailure``
    static func replace(_ path: String, contents: String) throws {
        let draft = try Self.writeDraft(for: path, contents: contents)
        guard rename(draft, path) == 0 else {
            let failure = Self.failure(path)
            unlink(draft)
            throw failure
        }
    }

    private static func writeDraft(for path: String, contents: String) throws -> String {
        let draft = "\(path).\(getpid()).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        let bytes = Array(contents.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let failure = Self.failure(path)
            unlink(draft)
            throw failure
        }
        return draft
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(.badConfiguration, "cannot write '\(path)': \(SystemError.text()).")
    }
}
