import Foundation

/// Ends a thread's wait in `poll`.
final class WakePipe: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    /// - Throws: ``CommandFailure`` when the process has no descriptors left.
    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw CommandFailure(.unreachable, "cannot open a pipe: \(SystemError.text()).")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (self.readEnd, self.writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(self.readEnd)
        close(self.writeEnd)
    }

    /// From any thread. A full pipe wakes as well.
    func wake() {
        var byte: UInt8 = 0
        _ = write(self.writeEnd, &byte, 1)
    }

    /// Waits for a wake, or for something to read.
    ///
    /// - Parameter descriptor: Looked at too; nil for none.
    /// - Returns: Whether it can be read, or is at its end.
    func wait(orFor descriptor: Int32?) -> Bool {
        var sources = [pollfd(fd: self.readEnd, events: Int16(POLLIN), revents: 0)]
        if let descriptor { sources.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
        guard poll(&sources, nfds_t(sources.count), -1) > 0 else { return false }
        if sources[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(self.readEnd, &bytes, bytes.count) == bytes.count {}
        }
        return sources.count > 1 && sources[1].revents != 0
    }
}
