import JSONText
import Logging
import NIOCore
import SocketIOProtocol
import Synchronization

/// What all event loops of a server share.
final class ServerShared: Sendable {
    let configuration: SocketIOServerConfiguration
    let transports: Set<EngineTransport>
    let logger: Logger
    let sessions = SessionTable()
    /// TCP connections, and sockets whose handlers are at work.
    let activity = Activity()
    let isStopping = Atomic(false)
    let slowReaders = Atomic(0)
    private let files = Mutex<ClientFiles?>(nil)
    private let requestHandler = Mutex<HeldRequestHandler?>(nil)
    private let endpoints = Mutex<[EngineIOEndpoint]>([])

    init(configuration: SocketIOServerConfiguration, logger: Logger) {
        self.configuration = configuration
        self.transports = Set(configuration.transports.compactMap { EngineTransport(rawValue: $0.rawValue) })
        self.logger = logger
    }

    /// How connections read. Each keeps its buffer while it is idle, so that begins small and grows with what comes.
    static let receiving = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 512, maximum: 1 << 16)

    /// The browser's client, when it is served.
    var clientFiles: ClientFiles? { self.files.withLock { $0 } }

    func serve(_ files: ClientFiles) { self.files.withLock { $0 = files } }

    /// Answers requests outside the path of Socket.IO.
    var http: SocketIOServer.RequestHandler? { self.requestHandler.withLock { $0 }?.handler }

    func setRequestHandler(_ handler: @escaping SocketIOServer.RequestHandler) {
        self.requestHandler.withLock { $0 = HeldRequestHandler(handler: handler) }
    }

    /// The endpoint at a request's path: of several that match, the one with the longest path.
    func endpoint(for path: String) -> EngineIOEndpoint? {
        let requiresSlash = self.configuration.requiresTrailingSlash
        return self.endpoints.withLock { $0.first { $0.matches(path, requiresSlash: requiresSlash) } }
    }

    func add(_ endpoint: EngineIOEndpoint) {
        self.endpoints.withLock { endpoints in
            let place = endpoints.firstIndex { $0.path.utf8.count < endpoint.path.utf8.count }
            endpoints.insert(endpoint, at: place ?? endpoints.endIndex)
        }
    }
}

/// A structure, because a closure that a generic type holds by itself is wrapped in another one by each access, for good:
/// after a thousand requests a call went through thousands of them.
private struct HeldRequestHandler {
    let handler: SocketIOServer.RequestHandler
}
