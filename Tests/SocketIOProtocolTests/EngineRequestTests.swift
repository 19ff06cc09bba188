import JSONText
import SocketIOProtocol
import Testing

@Suite("Requests for a session")
struct EngineRequestTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let query: String
        var method = EngineRequest.Method.get
        var origin = EngineRequest.Origin.allowed
        let verdict: EngineRequest.Verdict
        var testDescription: String { "\(self.method) \(self.query)" }
    }

    private func judge(_ example: Case, transports: Set<EngineTransport> = [.polling, .websocket])
        -> EngineRequest.Verdict
    {
        let query = example.query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map { ExactString(String($0)) }
            return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
        return EngineRequest(query: query).judge(
            method: example.method,
            transports: transports,
            origin: example.origin
        ) { sid in
            switch sid {
            case "polls": .on(.polling)
            case "sockets": .on(.websocket)
            default: .unknown
            }
        }
    }

    @Test(
        "are judged in the order of the reference server",
        arguments: [
            Case(query: "EIO=4&transport=polling", verdict: .open(.polling)),
            Case(query: "EIO=4&transport=polling&b64=1&t=abc", verdict: .open(.polling)),
            Case(query: "EIO=4&transport=websocket", method: .upgrade, verdict: .open(.websocket)),
            Case(query: "EIO=4", verdict: .refuse(.unknownTransport)),
            Case(query: "EIO=4&transport=tcp", verdict: .refuse(.unknownTransport)),
            Case(query: "EIO=4&transport=webtransport", verdict: .refuse(.unknownTransport)),
            Case(query: "EIO=4&transport=websocket", verdict: .refuse(.badRequest)),
            Case(query: "EIO=4&transport=polling", method: .upgrade, verdict: .refuse(.badRequest)),
            Case(query: "EIO=4&transport=polling", method: .post, verdict: .refuse(.badMethod)),
            Case(query: "EIO=4&transport=polling", method: .other, verdict: .refuse(.badMethod)),
            Case(query: "EIO=3&transport=polling", verdict: .open(.polling)),
            Case(query: "EIO=3&transport=polling", method: .post, verdict: .refuse(.badMethod)),
            Case(query: "EIO=4&transport=polling&sid=nope", verdict: .refuse(.unknownSession)),
            Case(query: "EIO=4&transport=polling&sid=", verdict: .refuse(.unknownSession)),
            Case(query: "EIO=4&transport=polling&sid=__proto__", verdict: .refuse(.unknownSession)),
            Case(query: "EIO=4&transport=polling&sid=polls", verdict: .proceed),
            Case(query: "EIO=4&transport=polling&sid=polls", method: .post, verdict: .proceed),
            Case(query: "transport=polling&sid=polls", verdict: .proceed),
            Case(query: "EIO=4&transport=websocket&sid=polls", verdict: .refuse(.badRequest)),
            Case(query: "EIO=4&transport=websocket&sid=polls", method: .upgrade, verdict: .proceed),
            Case(query: "EIO=4&transport=websocket&sid=sockets", method: .upgrade, verdict: .proceed),
            Case(query: "EIO=4&transport=polling&sid=sockets", verdict: .refuse(.badRequest)),
            Case(query: "EIO=4&transport=polling", origin: .foreign, verdict: .refuse(.forbidden)),
            Case(query: "EIO=4&transport=polling&sid=polls", origin: .foreign, verdict: .refuse(.forbidden)),
            Case(query: "EIO=4", origin: .foreign, verdict: .refuse(.unknownTransport)),
            Case(query: "EIO=4&transport=polling&sid=nope", origin: .illegal, verdict: .refuse(.badRequest)),
        ]
    )
    func verdicts(example: Case) {
        #expect(self.judge(example) == example.verdict)
    }

    @Test(
        "name revision 4; anything else is revision 3 where that is allowed",
        arguments: [("EIO", "4", true), ("EIO", "3", false), ("EIO", "5", false), ("t", "4", false)]
    )
    func revisions(name: String, value: String, isFour: Bool) {
        let request = EngineRequest(query: [(name: ExactString(name), value: ExactString(value))])
        #expect(request.revision(allowing3: false) == (isFour ? .four : nil))
        #expect(request.revision(allowing3: true) == (isFour ? .four : .three))
    }

    @Test("that are refused come with the reference server's words about the cause")
    func contexts() {
        func context(
            _ query: [(name: ExactString, value: ExactString)],
            _ refusal: EngineRefusal,
            origin: String? = nil
        )
            -> [String: String]
        {
            EngineRequest(query: query).context(of: refusal, method: "PUT", origin: origin)
        }
        let mismatch: [(name: ExactString, value: ExactString)] = [("transport", "websocket"), ("sid", "polls")]
        #expect(context([("transport", "tcp")], .unknownTransport) == ["transport": "tcp"])
        #expect(context([("sid", "nope")], .unknownSession) == ["sid": "nope"])
        #expect(context([], .badMethod) == ["method": "PUT"])
        #expect(context([("EIO", "3")], .unsupportedVersion) == ["protocol": "3"])
        #expect(context([], .badRequest, origin: "a\u{1}") == ["name": "INVALID_ORIGIN", "origin": "a\u{1}"])
        #expect(context(mismatch, .badRequest) == ["name": "TRANSPORT_MISMATCH", "transport": "websocket"])
        #expect(context([("transport", "websocket")], .badRequest) == ["name": "TRANSPORT_HANDSHAKE_ERROR"])
        #expect(context([], .forbidden, origin: "http://x.example") == ["origin": "http://x.example"])
    }

    @Test("may not name a transport that is switched off")
    func disabledTransport() {
        let polling = Case(query: "EIO=4&transport=polling", verdict: .refuse(.unknownTransport))
        #expect(self.judge(polling, transports: [.websocket]) == polling.verdict)
    }

    @Test("that are refused get the words that clients look at")
    func bodies() {
        #expect(EngineRefusal.unknownTransport.json() == #"{"code":0,"message":"Transport unknown"}"#)
        #expect(EngineRefusal.unknownSession.json() == #"{"code":1,"message":"Session ID unknown"}"#)
        #expect(EngineRefusal.badMethod.json() == #"{"code":2,"message":"Bad handshake method"}"#)
        #expect(EngineRefusal.badRequest.json() == #"{"code":3,"message":"Bad request"}"#)
        #expect(EngineRefusal.forbidden.json() == #"{"code":4,"message":"Forbidden"}"#)
        #expect(EngineRefusal.forbidden.json(saying: #"not "you""#) == #"{"code":4,"message":"not \"you\""}"#)
        #expect(EngineRefusal.unsupportedVersion.json() == #"{"code":5,"message":"Unsupported protocol version"}"#)
        #expect(EngineRefusal.forbidden.status == 403)
        #expect(EngineRefusal.badRequest.status == 400)
    }
}
