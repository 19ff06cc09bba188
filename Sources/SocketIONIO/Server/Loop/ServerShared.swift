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
    private let adapter: (any SocketIOAdapter)?
    private let requestHandler = Mutex<SocketIOServer.RequestHandler?>(nil)
    private let endpoints = Mutex<[EngineIOEndpoint]>([])
    private let namespaces = Mutex<[ExactString: SocketIONamespace]>([:])

    init(configuration: SocketIOServerConfiguration, logger: Logger, adapter: (any SocketIOAdapter)?) {
        self.configuration = configuration
        self.transports = Set(configuration.transports.compactMap { EngineTransport(rawValue: $0.rawValue) })
        self.logger = logger
        self.adapter = adapter
    }

    /// Channels are writable while no more than `maxQueueBytes` is waiting in them.
    var waterMark: ChannelOptions.Types.WriteBufferWaterMark {
        let bytes = max(1, self.configuration.maxQueueBytes)
        return .init(low: bytes, high: bytes)
    }

    /// Answers requests outside the path of Socket.IO.
    var http: SocketIOServer.RequestHandler? { self.requestHandler.withLock { $0 } }

    func setRequestHandler(_ handler: @escaping SocketIOServer.RequestHandler) {
        self.requestHandler.withLock { $0 = handler }
    }

    /// The endpoint at a request's path: of several that match, the one with the longest path.
    func endpoint(for path: String) -> EngineIOEndpoint? {
        self.endpoints.withLock { endpoints in endpoints.first { $0.matches(path) } }
    }

    func add(_ endpoint: EngineIOEndpoint) {
        self.endpoints.withLock { endpoints in
            let place = endpoints.firstIndex { $0.path.utf8.count < endpoint.path.utf8.count }
            endpoints.insert(endpoint, at: place ?? endpoints.endIndex)
        }
    }

    func namespace(_ name: ExactString) -> SocketIONamespace? { self.namespaces.withLock { $0[name] } }

    /// The namespace of this name, made by `make` on the first call.
    func namespace(_ name: ExactString, make: () -> SocketIONamespace) -> SocketIONamespace {
        self.namespaces.withLock { namespaces in
            if let known = namespaces[name] { return known }
            let new = make()
            if let adapter { new.cluster.attach(new, to: adapter) }
            namespaces[name] = new
            return new
        }
    }

    var allNamespaces: [SocketIONamespace] { self.namespaces.withLock { Array($0.values) } }

    func leaveCluster() {
        for namespace in self.allNamespaces { namespace.cluster.close() }
    }
}
