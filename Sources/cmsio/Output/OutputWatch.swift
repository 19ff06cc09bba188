import Foundation

/// Notices that nobody reads standard output any more, before there is anything to write.
///
/// Without it `cmsio listen | head -1` would wait for the second event to learn that the first was enough.
enum OutputWatch {
    /// Finishes when the reader is gone, and never for a file.
    static func untilClosed() -> AsyncStream<Never> {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        Thread.detachNewThread {
            // No events are asked for: errors and the end of the other side are told all the same.
            var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
            while poll(&output, 1, -1) < 0, errno == EINTR {}
            continuation.finish()
        }
        return stream
    }
}
