import JSONText
import SocketIOProtocol
import TestClients
import Testing

@Suite("Session of a client on WebSocket")
struct ClientSessionTests {
    let start = ClientSession.start

    func session() -> ClientSession {
        var session = ClientSession(.websocket)
        _ = session.start()
        _ = session.receive(text: ClientSession.open())
        return session
    }

    @Test("opens with the handshake, and stays where it is")
    func opens() {
        var session = ClientSession(.websocket, .polling)
        #expect(session.start().map(\.name) == ["open WebSocket"])
        #expect(session.webSocketOpened().isEmpty)
        #expect(session.transport == nil)
        let handshake = ClientSession.open(upgrades: #""websocket""#)
        #expect(session.receive(text: handshake) == ["opened engine \(Duration.seconds(45))"])
        #expect(session.transport == .websocket)
    }

    @Test(
        "ends when what answers is no Engine.IO 4 server",
        arguments: ["", "hello", "2", #"40{"sid":"x"}"#, "0", "0[]", #"0{"sid":"x"}"#]
    )
    func noHandshake(first: String) {
        var session = ClientSession(.websocket)
        _ = session.start()
        #expect(session.receive(text: first).first?.hasPrefix("end noHandshake") == true)
        #expect(session.receive(text: ClientSession.open()) == [])
    }

    @Test("ends when the first message is binary")
    func binaryFirst() {
        var session = ClientSession(.websocket)
        _ = session.start()
        #expect(session.receive(.binary([1]), at: self.start).first?.name.hasPrefix("end noHandshake") == true)
    }

    @Test("sends packets at once, each with its number")
    func sends() {
        var session = self.session()
        #expect(session.send("a") == ["text 4a"])
        let (number, actions) = session.send(.binary([1, 2]))
        #expect(number == 2)
        #expect(actions.map(\.name) == ["binary [1, 2] 2"])
        #expect(session.isWritable)
    }

    @Test("hands over packets and their binary values")
    func events() {
        var session = self.session()
        #expect(session.receive(text: #"42/x,["e",1]"#) == [#"event ["e",1] []"#])
        let binary = #"451-/x,["b",{"_placeholder":true,"num":0}]"#
        #expect(session.receive(text: binary) == [])
        let event = #"event ["b",{"_placeholder":true,"num":0}] [[1, 2]]"#
        #expect(session.receive(.binary([1, 2]), at: self.start).map(\.name) == [event])
        _ = session.receive(text: binary)
        #expect(session.receive(text: "bAQI=") == [event])
    }

    @Test("answers pings of both protocols")
    func pings() {
        var session = self.session()
        #expect(session.receive(text: "2") == ["text 3"])
        #expect(session.receive(text: "2probe") == ["text 3probe"])
        #expect(session.receive(.ping(Array("x".utf8)), at: self.start).map(\.name) == ["pong x"])
        #expect(session.receive(.pong([]), at: self.start).isEmpty)
    }

    @Test("ends 45 s after the last ping, and other traffic does not keep it alive")
    func silence() {
        var session = self.session()
        _ = session.receive(text: "2", at: self.start + .seconds(25))
        _ = session.receive(text: #"42["e"]"#, at: self.start + .seconds(60))
        guard case .wait(self.start + .seconds(70)) = session.wake(at: self.start + .seconds(45)) else {
            Issue.record("does not wait for 45 s after the ping")
            return
        }
        guard case .perform(let actions) = session.wake(at: self.start + .seconds(70)) else {
            Issue.record("waits for longer than 45 s")
            return
        }
        #expect(actions.map(\.name) == ["end silent"])
        #expect(session.receive(text: "2") == [])
    }

    @Test(
        "ends with the server",
        arguments: [
            ("1", ClientEnd.closed(code: nil, reason: "")),
            ("9", .protocolError("an Engine.IO packet starts with byte 57; its type is a digit from 0 to 6, or b")),
            ("42{}", .protocolError("a packet of kind event has a payload of the wrong type")),
            (#"42["connect"]"#, .protocolError("'connect' is a reserved name, so no event can have it")),
            (#"451-["a",{"_placeholder":true,"num":1}]"#, .protocolError("\(SocketPacketError.placeholderOutOfRange)")),
        ]
    )
    func ends(packet: String, end: ClientEnd) {
        var session = self.session()
        #expect(session.receive(text: packet) == ["end \(end)"])
        #expect(session.send("a") == [])
    }

    @Test("ends with a close frame, whose code and reason it tells")
    func closeFrame() {
        var session = self.session()
        let actions = session.receive(.close(code: .messageTooBig, reason: "too big"), at: self.start)
        #expect(actions.map(\.name) == ["end \(ClientEnd.closed(code: 1009, reason: "too big"))"])
        #expect(session.fail(.broken("")).isEmpty)
    }

    @Test("says goodbye, and is closed with the server's own or when the connection ends")
    func closes() {
        var session = self.session()
        #expect(session.close().first?.name.hasPrefix("close") == true)
        #expect(session.receive(text: #"42["late"]"#) == [])
        #expect(session.receive(.close(code: .normal, reason: ""), at: self.start).map(\.name) == ["closed"])
        var deaf = self.session()
        _ = deaf.close()
        #expect(deaf.webSocketFailed(.closed(code: nil, reason: "")).map(\.name) == ["closed"])
        var opening = ClientSession(.websocket)
        _ = opening.start()
        #expect(opening.close().map(\.name) == ["closed"])
    }

    @Test("any bytes from a server are survived", arguments: 0..<200 as Range<UInt64>)
    func anyBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var session = seed % 2 == 0 ? self.session() : ClientSession(.polling, .websocket)
        _ = session.start()
        if seed % 2 == 1 { _ = session.polled(ClientSession.open(upgrades: #""websocket""#)) }
        let pieces = [
            "0", "1", "2", "3probe", "4", "5", "6", "b", "40", #"42["a"]"#, "452-", "43", "\u{1E}", "{}", "x",
        ]
        for _ in 0..<50 {
            let text = (0..<Int.random(in: 0...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }
            let body = Array(text.joined().utf8)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: _ = session.polled(body, at: self.start)
            case 1: _ = session.posted()
            case 2: _ = session.webSocketOpened()
            case 3: _ = session.receive(.binary(body), at: self.start)
            case 4: _ = session.send(.message(body[...]))
            default: _ = session.receive(.text(body), at: self.start)
            }
        }
        _ = session.fail(.broken(""))
        #expect(session.transport == nil)
    }
}
