import NIOCore
import NIOHTTP1
import SocketIOProtocol
import Synchronization

/// One request of a connection, and what is to be done when all of it is there.
struct HTTPExchange {
    /// What a request is for.
    enum Purpose {
        case open(EngineIOEndpoint, wantsBase64: Bool)
        case poll(SessionEntry)
        case post(SessionEntry)
        /// To become a WebSocket, with or without a session.
        case upgrade(EngineIOEndpoint, SessionEntry?, wantsBase64: Bool, accept: String)
        /// For the user's `http` handler.
        case fallback
        /// Packets of a revision that is not read: the session is over.
        case endSession(SessionEntry)
        /// To be answered with this, whatever follows.
        case answer(HTTPResponse)
    }

    let head: HTTPRequestHead
    let headers: SocketIOHeaders
    let target: RequestTarget
    let purpose: Purpose
    let corsHeaders: [(name: String, value: String)]
    var body = ByteBuffer()

    init(_ head: HTTPRequestHead, shared: ServerShared) {
        self.head = head
        let headers = SocketIOHeaders(head.headers.map { (name: $0.name, value: $0.value) })
        self.headers = headers
        self.target = RequestTarget(head.uri)
        let origins = shared.configuration.origins
        guard let endpoint = shared.endpoint(for: self.target.path) else {
            self.purpose = shared.http == nil ? .answer(.empty(status: 404)) : .fallback
            self.corsHeaders = []
            return
        }
        let isAllowed = origins.allows(origin: headers["Origin"], host: headers["Host"])
        self.corsHeaders = origins.corsHeaders(origin: headers["Origin"], host: headers["Host"])
        self.purpose = Self.purpose(
            head,
            headers,
            EngineRequest(query: self.target.query),
            isAllowed,
            self.corsHeaders,
            endpoint,
            shared
        )
    }

    private static func purpose(
        _ head: HTTPRequestHead,
        _ headers: SocketIOHeaders,
        _ request: EngineRequest,
        _ isOriginAllowed: Bool,
        _ corsHeaders: [(name: String, value: String)],
        _ endpoint: EngineIOEndpoint,
        _ shared: ServerShared
    ) -> Purpose {
        guard !shared.isStopping.load(ordering: .relaxed) else { return .answer(.empty(status: 503)) }
        if head.method == .OPTIONS, corsHeaders.contains(where: { $0.name == "Access-Control-Allow-Origin" }) {
            return .answer(.preflight(requestedHeaders: headers["Access-Control-Request-Headers"]))
        }
        let isUpgrade = WebSocketUpgrade.isAskedFor(by: head, headers)
        let method: EngineRequest.Method =
            switch head.method {
            case .GET: isUpgrade ? .upgrade : .get
            case .POST: .post
            default: .other
            }
        var session: SessionEntry?
        let verdict = request.judge(
            method: method,
            transports: shared.transports,
            isOriginAllowed: isOriginAllowed
        ) { sid in
            session = shared.sessions.find(sid, at: endpoint)
            guard let session else { return .unknown }
            return .on(session.isWebSocket.load(ordering: .relaxed) ? .websocket : .polling)
        }
        switch (verdict, method) {
        case (.refuse(let refusal), .upgrade): return .answer(.upgradeRefusal(refusal))
        case (.refuse(let refusal), _): return .answer(.refusal(refusal))
        case (_, .upgrade): return Self.upgrade(headers, endpoint, session, request)
        case (.open, _): return .open(endpoint, wantsBase64: request.wantsBase64)
        case (.proceed, .get): return session.map { .poll($0) } ?? .answer(.refusal(.unknownSession))
        case (.proceed, .post): return Self.post(headers, session)
        // As the reference server answers other methods.
        case (.proceed, .other): return .answer(.empty(status: 500))
        }
    }

    private static func upgrade(
        _ headers: SocketIOHeaders,
        _ endpoint: EngineIOEndpoint,
        _ session: SessionEntry?,
        _ request: EngineRequest
    ) -> Purpose {
        switch WebSocketUpgrade.answer(headers) {
        case .accept(let accept): return .upgrade(endpoint, session, wantsBase64: request.wantsBase64, accept: accept)
        case .badRequest: return .answer(.upgradeRefusal(.badRequest))
        case .wrongVersion:
            return .answer(
                HTTPResponse(status: 426, headers: [("Sec-WebSocket-Version", "13")], isLast: true)
            )
        }
    }

    private static func post(_ headers: SocketIOHeaders, _ session: SessionEntry?) -> Purpose {
        guard let session else { return .answer(.refusal(.unknownSession)) }
        let isBinary = headers["Content-Type"]?.equalsIgnoringCase("application/octet-stream") ?? false
        return isBinary ? .endSession(session) : .post(session)
    }
}
