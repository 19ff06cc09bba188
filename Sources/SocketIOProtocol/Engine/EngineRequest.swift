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
        /// No session yet: open one, if ``EngineRequest/revision(allowing3:)`` knows how.
        case open(EngineTransport)
        /// A request of the session that ``sid`` names.
        case proceed
        case refuse(EngineRefusal)
    }

    /// What the `Origin` header says.
    package enum Origin: Sendable {
        case allowed
        /// A page that may not connect.
        case foreign
        /// Text that no header may hold.
        case illegal
    }

    /// Judges the request in the order of the reference server, whose clients see which error comes first.
    ///
    /// - Parameters:
    ///   - origin: Judged after the transport, before the session.
    ///   - session: Asked only when there is a sid.
    package func judge(
        method: Method,
        transports: Set<EngineTransport>,
        origin: Origin,
        session: (ExactString) -> KnownSession
    ) -> Verdict {
        guard let transport = self.transport.flatMap({ EngineTransport(rawValue: $0.string) }),
            transports.contains(transport)
        else { return .refuse(.unknownTransport) }
        switch origin {
        case .allowed: break
        case .illegal: return .refuse(.badRequest)
        case .foreign: return .refuse(.forbidden)
        }
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
        return .open(transport)
    }

    /// The revision that a new session speaks: the last thing that is judged of a request.
    ///
    /// - Parameter allows3: Whether anything but `EIO=4`, even none at all, is taken for revision 3.
    /// - Returns: `nil` for ``EngineRefusal/unsupportedVersion``.
    package func revision(allowing3 allows3: Bool) -> EngineRevision? {
        if self.version == "4" { return .four }
        return allows3 ? .three : nil
    }

    /// What stands beside a refusal for who looks for its cause, with the reference server's names.
    ///
    /// - Parameters:
    ///   - method: As sent.
    ///   - origin: The header, if any.
    package func context(of refusal: EngineRefusal, method: String, origin: String?) -> [String: String] {
        let transport = self.transport?.string
        switch refusal {
        case .unknownTransport: return transport.map { ["transport": $0] } ?? [:]
        case .unknownSession: return self.sid.map { ["sid": $0.string] } ?? [:]
        case .badMethod: return ["method": method]
        case .forbidden: return origin.map { ["origin": $0] } ?? [:]
        case .unsupportedVersion: return ["protocol": self.version?.string ?? ""]
        case .badRequest:
            if let origin, !Self.isLegal(origin: origin) { return ["name": "INVALID_ORIGIN", "origin": origin] }
            guard self.sid != nil, let transport else { return ["name": "TRANSPORT_HANDSHAKE_ERROR"] }
            return ["name": "TRANSPORT_MISMATCH", "transport": transport]
        }
    }

    /// Whether a header may hold this: printable characters and tabs.
    ///
    /// Source: RFC 9110, section 5.5.
    package static func isLegal(origin: String) -> Bool {
        origin.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
    }
}

/// The revisions of Engine.IO: 3 for clients of Socket.IO 2, 4 for all later ones.
package enum EngineRevision: Sendable {
    case three, four
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
    ///
    /// - Parameter message: Said instead of ``message``, for who was refused by the user's own rules.
    package func json(saying message: String? = nil) -> String {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key("code")
        writer.integer(self.rawValue)
        writer.key("message")
        writer.string(message ?? self.message)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
