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
    private let requestHandler = Mutex<SocketIOServer.RequestHandler?>(nil)
    private let endpoints = Mutex<[EngineIOEndpoint]>([])

    init(configuration: SocketIOServerConfiguration, logger: Logger) {
        self.configuration = configuration
        self.transports = Set(configuration.transports.compactMap { EngineTransport(rawValue: $0.rawValue) })
        self.logger = logger
    }

    /// Channels are writable while no more than `maxQueueBytes` is waiting in them.
    var waterMark: ChannelOptions.Types.WriteBufferWaterMark {
        let bytes = max(1, self.configuration.maxQueueBytes)
        return .init(low: bytes, high: bytes)
    }

    /// The browser's client, when it is served.
    var clientFiles: ClientFiles? { self.files.withLock { $0 } }

    func serve(_ files: ClientFiles) { self.files.withLock { $0 = files } }

    /// Answers requests outside the path of Socket.IO.
    var http: SocketIOServer.RequestHandler? { self.requestHandler.withLock { $0 } }

    func setRequestHandler(_ handler: @escaping SocketIOServer.RequestHandler) {
        self.requestHandler.withLock { $0 = handler }
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
