import NIOCore
import NIOHTTP1
import SocketIOProtocol
import Synchronization

/// One request of a connection, and what is to be done when all of it is there.
struct HTTPExchange {
    /// What a request is for.
    enum Purpose {
        /// A new session; `accept` answers the key of one that starts on a WebSocket.
        case open(EngineTransport, accept: String?)
        case poll(SessionEntry)
        case post(SessionEntry, isBinary: Bool)
        /// To become the WebSocket of a session.
        case probe(SessionEntry, accept: String)
        /// For the user's `http` handler.
        case fallback
        /// Packets of a revision that is not read: the session is over.
        case endSession(SessionEntry)
        case refuse(EngineRefusal)
        /// To be answered with this, whatever follows.
        case answer(HTTPResponse)
    }

    let head: HTTPRequestHead
    let headers: SocketIOHeaders
    let target: RequestTarget
    /// Where the request went; `nil` outside of Engine.IO.
    let endpoint: EngineIOEndpoint?
    /// What the target's query says, for a request of Engine.IO.
    let query: EngineRequest
    let isUpgrade: Bool
    /// Whether it asks for a file beneath the endpoint's path, and not for Engine.IO.
    private(set) var isFile = false
    let purpose: Purpose
    /// Fields that any answer gets.
    var extraFields: [(name: String, value: String)] = []
    var body = ByteBuffer()

    init(_ head: HTTPRequestHead, shared: ServerShared) {
        self.head = head
        let headers = SocketIOHeaders(head.headers.map { (name: $0.name, value: $0.value) })
        let target = RequestTarget(head.uri)
        self.headers = headers
        self.target = target
        self.query = EngineRequest(query: target.query)
        self.isUpgrade = WebSocketUpgrade.isAskedFor(by: head, headers)
        self.endpoint = shared.endpoint(for: target.path)
        guard let endpoint else {
            self.purpose = shared.http == nil ? .answer(.empty(status: 404)) : .fallback
            return
        }
        let configuration = shared.configuration
        self.extraFields = configuration.origins.corsFields(
            origin: headers["Origin"],
            host: headers["Host"],
            configuration.cors
        )
        if shared.isStopping.load(ordering: .relaxed) {
            self.purpose = .answer(.empty(status: 503))
        } else if let file = Self.clientFile(head, target, headers, shared) {
            self.isFile = true
            self.purpose = .answer(file)
        } else if let preflight = Self.preflight(head, headers, configuration) {
            self.purpose = .answer(preflight)
        } else {
            let judge = Judge(endpoint: endpoint, headers: headers, query: self.query, shared: shared)
            self.purpose = judge.purpose(head.method, isUpgrade: self.isUpgrade)
        }
    }

    private static func clientFile(
        _ head: HTTPRequestHead,
        _ target: RequestTarget,
        _ headers: SocketIOHeaders,
        _ shared: ServerShared
    ) -> HTTPResponse? {
        guard head.method == .GET || head.method == .HEAD else { return nil }
        return shared.clientFiles?.response(to: target.path, headers)
    }

    /// The answer to any request with OPTIONS, where browsers are told anything at all.
    private static func preflight(
        _ head: HTTPRequestHead,
        _ headers: SocketIOHeaders,
        _ configuration: SocketIOServerConfiguration
    ) -> HTTPResponse? {
        let origins = configuration.origins
        guard head.method == .OPTIONS, origins.usesCORS,
            !origins.refusesOthers || origins.allows(origin: headers["Origin"], host: headers["Host"])
        else { return nil }
        let requested = headers["Access-Control-Request-Headers"]
        return HTTPResponse(status: 204, headers: configuration.cors.preflightFields(requested: requested))
    }

    /// Whether the 101 of this request may agree on compressed messages.
    func deflates(_ configuration: SocketIOServerConfiguration) -> Bool {
        configuration.messageCompressionThreshold != nil
            && PerMessageDeflate.isOffered(in: self.headers.values("Sec-WebSocket-Extensions"))
    }

    /// The request as users see it.
    ///
    /// - Parameter neighbour: One before it, with which it shares memory.
    func request(from address: String, sharingWith neighbour: EngineIORequest? = nil) -> EngineIORequest {
        EngineIORequest(
            headers: self.headers,
            url: self.head.uri,
            address: address,
            issued: WallClock.milliseconds,
            sharingWith: neighbour
        )
    }
}

/// Says what a request for an endpoint is for.
private struct Judge {
    let endpoint: EngineIOEndpoint
    let headers: SocketIOHeaders
    let query: EngineRequest
    let shared: ServerShared

    func purpose(_ method: HTTPMethod, isUpgrade: Bool) -> HTTPExchange.Purpose {
        let method: EngineRequest.Method =
            switch method {
            case .GET: isUpgrade ? .upgrade : .get
            case .POST: .post
            default: .other
            }
        var session: SessionEntry?
        let verdict = self.query.judge(method: method, transports: self.shared.transports, origin: self.origin) { sid in
            session = self.shared.sessions.find(sid, at: self.endpoint)
            guard let session else { return .unknown }
            return .on(session.isWebSocket.load(ordering: .relaxed) ? .websocket : .polling)
        }
        switch (verdict, method, session) {
        case (.refuse(let refusal), _, _): return .refuse(refusal)
        case (.open, .upgrade, _): return self.webSocket { .open(.websocket, accept: $0) }
        case (.open(let transport), _, _): return .open(transport, accept: nil)
        case (.proceed, _, nil): return .refuse(.unknownSession)
        case (.proceed, .upgrade, let session?):
            guard self.shared.configuration.allowsUpgrades else { return .refuse(.badRequest) }
            return self.webSocket { .probe(session, accept: $0) }
        case (.proceed, .get, let session?): return .poll(session)
        case (.proceed, .post, let session?): return self.post(to: session)
        // As the reference server answers other methods.
        case (.proceed, .other, _): return .answer(.empty(status: 500))
        }
    }

    private var origin: EngineRequest.Origin {
        let origin = self.headers["Origin"]
        guard EngineRequest.isLegal(origin: origin ?? "") else { return .illegal }
        let origins = self.shared.configuration.origins
        return !origins.refusesOthers || origins.allows(origin: origin, host: self.headers["Host"])
            ? .allowed : .foreign
    }

    private func webSocket(_ purpose: (_ accept: String) -> HTTPExchange.Purpose) -> HTTPExchange.Purpose {
        switch WebSocketUpgrade.answer(self.headers) {
        case .accept(let accept): purpose(accept)
        case .badRequest: .refuse(.badRequest)
        case .wrongVersion:
            .answer(HTTPResponse(status: 426, headers: [("Sec-WebSocket-Version", "13")], isLast: true))
        }
    }

    private func post(to session: SessionEntry) -> HTTPExchange.Purpose {
        let isBinary = self.headers["Content-Type"]?.equalsIgnoringCase("application/octet-stream") ?? false
        return isBinary && session.revision == .four ? .endSession(session) : .post(session, isBinary: isBinary)
    }
}
