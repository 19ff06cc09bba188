import Dispatch
import Foundation
import Synchronization

/// A file or standard input, read piece by piece off the threads that tasks share, as standard input may say nothing for
/// hours.
final class LineInput: Sendable {
    private static let pieceBytes = 64 << 10

    /// What messages call it.
    let name: String
    /// In bytes; nil for what is no plain file.
    let size: Int?
    private let descriptor: Int32
    /// Closing the second one ends a wait for the input.
    private let wake: (reader: Int32, writer: Int32)
    private let isStopped = Mutex(false)

    /// - Parameter argument: `-` for standard input, else a file.
    /// - Throws: ``CommandFailure``
    init(_ argument: String) throws {
        self.name = argument == "-" ? "standard input" : argument
        self.descriptor = argument == "-" ? STDIN_FILENO : open(argument, O_RDONLY | O_CLOEXEC)
        guard self.descriptor >= 0 else { throw Self.failure(argument) }
        var status = stat()
        guard fstat(self.descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw CommandFailure(.noInput, "'\(argument)' is a folder; name a file with an event on each line.")
        }
        self.size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        var pair: [Int32] = [0, 0]
        guard pipe(&pair) == 0 else {
            throw CommandFailure(.bug, "cannot make a pipe: \(SystemError.text()).")
        }
        self.wake = (pair[0], pair[1])
    }

    deinit {
        if self.descriptor != STDIN_FILENO, self.descriptor >= 0 { close(self.descriptor) }
        close(self.wake.reader)
        self.stop()
    }

    /// - Returns: The next bytes; nil at the end, or once stopped.
    /// - Throws: ``CommandFailure``
    func next() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try self.read() }) }
        }
    }

    /// From now on there is nothing more to read.
    func stop() {
        self.isStopped.withLock { isStopped in
            if !isStopped { close(self.wake.writer) }
            isStopped = true
        }
    }

    private func read() throws -> [UInt8]? {
        var waiting = [
            pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: self.wake.reader, events: 0, revents: 0),
        ]
        while poll(&waiting, 2, -1) < 0, errno == EINTR {}
        guard waiting[1].revents == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.pieceBytes)
        var count: Int
        repeat { count = Foundation.read(self.descriptor, &bytes, bytes.count) } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw CommandFailure(.noInput, "cannot read \(self.name): \(SystemError.text()).")
        }
        return count > 0 ? Array(bytes[..<count]) : nil
    }

    private static func failure(_ path: String) -> CommandFailure {
        errno == ENOENT
            ? CommandFailure(.noInput, "there is no file '\(path)'; name one with an event on each line, or '-'.")
            : CommandFailure(.denied, "cannot read the file '\(path)': \(SystemError.text()).")
    }
}
