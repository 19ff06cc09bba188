package import JSONText

/// What a request's query says about its session.
///
/// Source: engine.io-protocol revision 4, "HTTP long-polling", "WebSocket"; engine.io 6.6, `Server.verify`.
package struct EngineRequest: Hashable, Sendable {
    package let transport: ExactString?
    package let sid: ExactString?
    package let version: ExactString?
    /// Whether the client takes no binary frames.
    package let wantsBase64: Bool

    /// - Parameter query: The names and values after the `?`, decoded; of a name given twice the first counts.
    package init(query: [(name: ExactString, value: ExactString)]) {
        func first(_ name: ExactString) -> ExactString? { query.first { $0.name == name }?.value }
        self.transport = first("transport")
        self.sid = first("sid")
        self.version = first("EIO")
        self.wantsBase64 = !(first("b64") ?? "").utf8.isEmpty
    }

    /// What a known session says of itself.
    package enum KnownSession: Sendable {
        case unknown
        case on(EngineTransport)
    }

    package enum Method: Sendable {
        case get, post, other
        /// A GET that asks to become a WebSocket.
        case upgrade
    }

    package enum Verdict: Equatable, Sendable {
        /// No session yet: open one.
        case open(EngineTransport)
        /// A request of the session that ``sid`` names.
        case proceed
        case refuse(EngineRefusal)
    }

    /// Judges the request in the order of the reference server, whose clients see which error comes first.
    ///
    /// - Parameters:
    ///   - isOriginAllowed: Judged after the transport, before the session.
    ///   - session: Asked only when there is a sid.
    package func judge(
        method: Method,
        transports: Set<EngineTransport>,
        isOriginAllowed: Bool,
        session: (ExactString) -> KnownSession
    ) -> Verdict {
        guard let transport = self.transport.flatMap({ EngineTransport(rawValue: $0.string) }),
            transports.contains(transport)
        else { return .refuse(.unknownTransport) }
        guard isOriginAllowed else { return .refuse(.forbidden) }
        guard let sid else { return self.judgeHandshake(method: method, transport: transport) }
        switch (session(sid), method) {
        case (.unknown, _): return .refuse(.unknownSession)
        case (.on, .upgrade): return transport == .websocket ? .proceed : .refuse(.badRequest)
        case (.on(let current), _): return transport == current ? .proceed : .refuse(.badRequest)
        }
    }

    private func judgeHandshake(method: Method, transport: EngineTransport) -> Verdict {
        switch method {
        case .post, .other: return .refuse(.badMethod)
        case .get: guard transport == .polling else { return .refuse(.badRequest) }
        case .upgrade: guard transport == .websocket else { return .refuse(.badRequest) }
        }
        guard self.version == "4" else { return .refuse(.unsupportedVersion) }
        return .open(transport)
    }
}

/// A refusal with the code and words that clients look at.
///
/// Source: engine.io 6.6, `Server.errorMessages`.
package enum EngineRefusal: Int, Hashable, Sendable {
    case unknownTransport = 0
    case unknownSession = 1
    case badMethod = 2
    case badRequest = 3
    case forbidden = 4
    case unsupportedVersion = 5

    package var status: Int { self == .forbidden ? 403 : 400 }

    package var message: String {
        switch self {
        case .unknownTransport: "Transport unknown"
        case .unknownSession: "Session ID unknown"
        case .badMethod: "Bad handshake method"
        case .badRequest: "Bad request"
        case .forbidden: "Forbidden"
        case .unsupportedVersion: "Unsupported protocol version"
        }
    }

    /// The body of the response.
    package var json: String { #"{"code":\#(self.rawValue),"message":"\#(self.message)"}"# }
}
