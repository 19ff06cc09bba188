import JSONText
import SocketIOProtocol
import TestClients
import Testing

@Suite("Session of a client")
struct ClientSessionTests {
    static let handshake =
        #"0{"sid":"engine","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}"#
    let start = ContinuousClock.now

    func text(_ text: String) -> WebSocketFrameDecoder.Message { .text(Array(text.utf8)) }

    func session(_ namespace: ExactString = "/", connected: Bool = true) -> ClientSession {
        var session = ClientSession(namespace: namespace, auth: nil)
        _ = session.receive(self.text(Self.handshake), at: self.start)
        if connected {
            let prefix = namespace == "/" ? "40" : "40\(namespace),"
            _ = session.receive(self.text(prefix + #"{"sid":"me"}"#), at: self.start)
        }
        return session
    }

    /// What an action is, in short, for comparing.
    func name(_ action: ClientSession.Action) -> String {
        switch action {
        case .doNothing: "nothing"
        case .join(let text, let instant): "join \(String(decoding: text, as: UTF8.self)) \(instant - self.start)"
        case .sendText(let text): "text \(String(decoding: text, as: UTF8.self))"
        case .sendPong(let payload): "pong \(String(decoding: payload, as: UTF8.self))"
        case .connected(let sid, let early): "connected \(sid) \(early.map(\.name))"
        case .event(let event):
            "event \(String(decoding: event.document.bytes, as: UTF8.self)) \(event.attachments)"
        case .reply(let ack): "reply \(ack.id) \(String(decoding: ack.document.bytes, as: UTF8.self))"
        case .end(let reason): "end \(reason)"
        }
    }

    @Test("joins its namespace with its auth once the handshake came")
    func joins() {
        var session = ClientSession(namespace: "/operator", auth: Array(#"{"key":"k"}"#.utf8))
        let action = session.receive(self.text(Self.handshake), at: self.start)
        #expect(self.name(action) == #"join 40/operator,{"key":"k"} \#(Duration.seconds(45))"#)
        #expect(session.maxPayload == nil)
        let accepted = session.receive(self.text(#"40/operator,{"sid":"me"}"#), at: self.start)
        #expect(self.name(accepted) == "connected me []")
        #expect(session.maxPayload == 1000)
    }

    @Test(
        "ends when what answers is no Engine.IO 4 server",
        arguments: ["", "hello", "2", #"40{"sid":"x"}"#, "0", "0[]", #"0{"sid":"x"}"#]
    )
    func noHandshake(first: String) {
        var session = ClientSession(namespace: "/", auth: nil)
        #expect(self.name(session.receive(self.text(first), at: self.start)).hasPrefix("end noHandshake"))
        #expect(self.name(session.receive(self.text(Self.handshake), at: self.start)) == "nothing")
    }

    @Test("ends when the first message is binary")
    func binaryFirst() {
        var session = ClientSession(namespace: "/", auth: nil)
        #expect(self.name(session.receive(.binary([1]), at: self.start)).hasPrefix("end noHandshake"))
    }

    @Test(
        "tells the server's refusal",
        arguments: [
            (#"44{"message":"not you","data":{"code":77}}"#, "not you", #"{"code":77}"#),
            (#"44{"message":"Invalid namespace"}"#, "Invalid namespace", nil), (#"44"no""#, "no", nil), ("44", "", nil),
        ]
    )
    func refusal(packet: String, message: String, data: String?) {
        var session = self.session(connected: false)
        let end = ClientEnd.refused(message: message, data: data.map { Array($0.utf8) })
        #expect(self.name(session.receive(self.text(packet), at: self.start)) == "end \(end)")
    }

    @Test("keeps events that come before it is connected, in their order")
    func earlyEvents() {
        var session = self.session(connected: false)
        #expect(self.name(session.receive(self.text(#"42["a"]"#), at: self.start)) == "nothing")
        #expect(self.name(session.receive(self.text(#"42["b"]"#), at: self.start)) == "nothing")
        #expect(self.name(session.receive(self.text(#"40{"sid":"me"}"#), at: self.start)) == "connected me [a, b]")
    }

    @Test("ends when too many events come before it is connected")
    func tooManyEarlyEvents() {
        var session = self.session(connected: false)
        for _ in 0..<ClientSession.maxEarlyEvents { _ = session.receive(self.text(#"42["a"]"#), at: self.start) }
        #expect(self.name(session.receive(self.text(#"42["a"]"#), at: self.start)).hasPrefix("end protocolError"))
    }

    @Test("hands over events, replies and binary values")
    func events() {
        var session = self.session("/x")
        #expect(self.name(session.receive(self.text(#"42/x,["e",1]"#), at: self.start)) == #"event ["e",1] []"#)
        #expect(self.name(session.receive(self.text(#"43/x,7["ok"]"#), at: self.start)) == #"reply 7 ["ok"]"#)
        let binary = #"451-/x,["b",{"_placeholder":true,"num":0}]"#
        #expect(self.name(session.receive(self.text(binary), at: self.start)) == "nothing")
        let event = #"event ["b",{"_placeholder":true,"num":0}] [[1, 2]]"#
        #expect(self.name(session.receive(.binary([1, 2]), at: self.start)) == event)
        _ = session.receive(self.text(binary), at: self.start)
        #expect(self.name(session.receive(self.text("bAQI="), at: self.start)) == event)
    }

    @Test("takes no notice of other namespaces")
    func otherNamespace() {
        var session = self.session("/x")
        #expect(self.name(session.receive(self.text(#"42["e"]"#), at: self.start)) == "nothing")
        #expect(self.name(session.receive(self.text("41/y,"), at: self.start)) == "nothing")
    }

    @Test("answers pings of both protocols")
    func pings() {
        var session = self.session()
        #expect(self.name(session.receive(self.text("2"), at: self.start)) == "text 3")
        #expect(self.name(session.receive(self.text("2probe"), at: self.start)) == "text 3probe")
        #expect(self.name(session.receive(.ping(Array("x".utf8)), at: self.start)) == "pong x")
        #expect(self.name(session.receive(.pong([]), at: self.start)) == "nothing")
    }

    @Test("ends 45 s after the last ping, and other traffic does not keep it alive")
    func silence() {
        var session = self.session()
        _ = session.receive(self.text("2"), at: self.start + .seconds(25))
        _ = session.receive(self.text(#"42["e"]"#), at: self.start + .seconds(60))
        #expect(session.wake(at: self.start + .seconds(45)) == .wait(until: self.start + .seconds(70)))
        #expect(session.wake(at: self.start + .seconds(70)) == .end(.silent))
        #expect(session.wake(at: self.start + .seconds(70)) == .doNothing)
        #expect(self.name(session.receive(self.text("2"), at: self.start)) == "nothing")
    }

    @Test("a server that never accepts is silent in the end too")
    func neverAccepted() {
        var session = self.session(connected: false)
        #expect(session.wake(at: self.start + .seconds(45)) == .end(.silent))
    }

    @Test(
        "ends with the server",
        arguments: [
            ("41", ClientEnd.sentAway), ("1", .closed(code: nil, reason: "")),
            ("9", .protocolError("an Engine.IO packet starts with byte 57; its type is a digit from 0 to 6, or b")),
            ("42{}", .protocolError("a packet of kind event has a payload of the wrong type")),
            (#"42["connect"]"#, .protocolError("'connect' is a reserved name, so no event can have it")),
        ]
    )
    func ends(packet: String, end: ClientEnd) {
        var session = self.session()
        #expect(self.name(session.receive(self.text(packet), at: self.start)) == "end \(end)")
    }

    @Test("ends with a close frame, whose code and reason it tells")
    func closeFrame() {
        var session = self.session()
        let action = session.receive(.close(code: .messageTooBig, reason: "too big"), at: self.start)
        #expect(self.name(action) == "end \(ClientEnd.closed(code: 1009, reason: "too big"))")
        #expect(session.fail() == false)
    }

    @Test("does not take a server of Socket.IO 2 for one of 5")
    func oldServer() {
        var session = self.session(connected: false)
        #expect(self.name(session.receive(self.text("40"), at: self.start)).hasPrefix("end protocolError"))
    }

    @Test("says goodbye when connected, and only then")
    func leaves() {
        var connected = self.session("/x")
        #expect(connected.leave() == Array("41/x,".utf8))
        #expect(connected.leave() == nil)
        var joining = self.session(connected: false)
        #expect(joining.leave() == nil)
        #expect(self.name(joining.receive(self.text(#"40{"sid":"me"}"#), at: self.start)) == "nothing")
    }
}
