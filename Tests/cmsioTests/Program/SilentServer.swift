import Foundation

/// A port that takes connections and never answers.
final class SilentServer: Sendable {
    private let listener: Int32
    let url: String

    init() throws {
        self.listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let port = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Bool in
                bind(listener, address, size) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        guard port else { throw ProgramProblem(description: "cannot listen: \(String(cString: strerror(errno)))") }
        self.url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    }

    deinit { close(self.listener) }

    /// Waits until somebody has connected.
    func connected() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        Thread.detachNewThread { [listener] in
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            _ = poll(&waiting, 1, 20_000)
            continuation.finish()
        }
        for await _ in stream {}
    }
}
