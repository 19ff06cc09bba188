import Synchronization

/// A path at which a server speaks Engine.IO, and what its user has to say about the requests there.
///
/// Requests are judged, and sessions kept, independently of every other path. Its handlers other than
/// ``allowRequest(_:)`` run on event loops: they must be quick and never wait.
public final class EngineIOEndpoint: Sendable {
    /// Greets a client of a bare Engine.IO path.
    public typealias ConnectHandler = @Sendable (EngineIOSocket) async -> Void
    /// Judges a request that would open a connection.
    public typealias RequestJudge = @Sendable (EngineIORequest) async throws -> Void
    /// Adds fields to an answer, or changes those that are there. The length of the body is the server's to say.
    public typealias HeadersHandler = @Sendable (_ headers: inout SocketIOHeaders, EngineIORequest) -> Void
    /// Hears of a request that was refused.
    public typealias ConnectionErrorHandler = @Sendable (EngineIOConnectionError) -> Void

    /// Without a slash at its end.
    public let path: String

    /// What the user added.
    struct Handlers {
        fileprivate(set) var judges: [RequestJudge] = []
        fileprivate var initialHeaders: [HeadersHandler] = []
        fileprivate var headers: [HeadersHandler] = []
        fileprivate(set) var connectionError: [ConnectionErrorHandler] = []

        /// Whether ``change(_:of:)`` has anything to do.
        var changesHeaders: Bool { !self.initialHeaders.isEmpty || !self.headers.isEmpty }

        /// Has the user change the fields of the answer to a poll, a POST or an upgrade.
        ///
        /// - Parameter isInitial: Whether it is the session's first.
        func change(_ headers: inout SocketIOHeaders, isInitial: Bool, of request: EngineIORequest) {
            if isInitial {
                for handler in self.initialHeaders { handler(&headers, request) }
            }
            for handler in self.headers { handler(&headers, request) }
        }
    }
    private let added = Mutex(Handlers())

    /// Makes the layer above a session, on the session's event loop.
    private let layer: @Sendable (ServerLoop) -> any SessionLayer

    init(path: String, layer: @escaping @Sendable (ServerLoop) -> any SessionLayer) {
        self.path = path.trimmingSlashes
        self.layer = layer
    }

    /// Adds a judge of requests that would open a connection, after all other checks but that of the protocol's
    /// version; the judges run in the order they were added, and the first that throws refuses.
    ///
    /// A ``ConnectError`` refuses with 403, code 4 and its message; any other error with the message `Forbidden`.
    public func allowRequest(_ judge: @escaping RequestJudge) { self.added.withLock { $0.judges.append(judge) } }

    /// Adds a handler for the header fields of the first answer in a session.
    public func onInitialHeaders(_ handler: @escaping HeadersHandler) {
        self.added.withLock { $0.initialHeaders.append(handler) }
    }

    /// Adds a handler for the header fields of every answer to a poll, a POST or an upgrade; of a session's first
    /// answer after those of ``onInitialHeaders(_:)``.
    public func onHeaders(_ handler: @escaping HeadersHandler) { self.added.withLock { $0.headers.append(handler) } }

    /// Adds a handler for requests that were refused, with the reason that their client gets and what led to it.
    public func onConnectionError(_ handler: @escaping ConnectionErrorHandler) {
        self.added.withLock { $0.connectionError.append(handler) }
    }

    var handlers: Handlers { self.added.withLock { $0 } }

    func makeLayer(on loop: ServerLoop) -> any SessionLayer { self.layer(loop) }

    /// Whether a request's path is this one.
    ///
    /// - Parameter requiresSlash: Whether it must have its slash, as the reference server demands.
    func matches(_ path: String, requiresSlash: Bool) -> Bool {
        guard path.utf8.starts(with: self.path.utf8) else { return false }
        let next = path.utf8.dropFirst(self.path.utf8.count).first
        return next == UInt8(ascii: "/") || next == nil && !requiresSlash
    }
}

/// A request that was refused, by the reference server's numbers and words.
public struct EngineIOConnectionError: Sendable {
    /// 0 unknown transport, 1 unknown session, 2 bad method, 3 bad request, 4 forbidden, 5 unsupported version.
    public let code: Int
    /// What the client is told.
    public let message: String
    /// What the code alone does not say, such as the `sid` that is unknown. A client's secrets may be among it.
    public let context: [String: String]
    public let request: EngineIORequest
}

extension String {
    /// Without slashes at the end.
    fileprivate var trimmingSlashes: String {
        var rest = self[...]
        while rest.last == "/" { rest.removeLast() }
        return String(rest)
    }
}
