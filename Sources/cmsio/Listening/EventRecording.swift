import Foundation

/// A file to which each event is added as a line when it comes; `emit --lines` sends them again.
final class EventRecording: Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens the file, or makes one that only its owner may read; what is in it stays.
    ///
    /// - Throws: ``CommandFailure``
    init(_ path: String) throws {
        self.path = path
        self.descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard self.descriptor >= 0 else { throw self.failure("cannot open", errno == EACCES ? .denied : .noInput) }
        var status = stat()
        guard fstat(self.descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure(.usage, "'\(path)' is no file to record to; name another.")
        }
        try self.endLine(at: status.st_size)
    }

    deinit { close(self.descriptor) }

    /// Adds one line; it is in the file when this returns.
    ///
    /// - Throws: ``CommandFailure``
    func add(_ json: [UInt8]) throws {
        let line = json + [UInt8(ascii: "\n")]
        // One call, so that two that record to one file do not mix their lines.
        guard write(self.descriptor, line, line.count) == line.count else {
            throw self.failure("cannot write to", .unreachable)
        }
    }

    /// Ends what was cut off in the middle when somebody else recorded here.
    private func endLine(at size: off_t) throws {
        var last: UInt8 = 0
        guard size > 0, pread(self.descriptor, &last, 1, size - 1) == 1, last != UInt8(ascii: "\n") else { return }
        guard write(self.descriptor, "\n", 1) == 1 else { throw self.failure("cannot write to", .unreachable) }
    }

    private func failure(_ what: String, _ status: ExitStatus) -> CommandFailure {
        CommandFailure(status, "\(what) the recording '\(self.path)': \(SystemError.text()).")
    }
}
