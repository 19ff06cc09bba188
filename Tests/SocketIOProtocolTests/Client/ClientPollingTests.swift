import SocketIOProtocol
import Testing

@Suite("Session of a client that polls")
struct ClientPollingTests {
    func polling(_ transports: EngineTransport..., maxPayload: Int = 1000) -> ClientSession {
        var session = ClientSession(transports: transports, maxUnsentBytes: 100)
        _ = session.start()
        _ = session.polled(ClientSession.open(upgrades: #""websocket""#, maxPayload: maxPayload))
        return session
    }

    @Test("opens with the first poll, and polls on")
    func opens() {
        var session = ClientSession(.polling)
        #expect(session.start().map(\.name) == ["poll"])
        #expect(session.polled(ClientSession.open()) == ["opened engine \(Duration.seconds(45))", "poll"])
        #expect(session.transport == .polling)
        #expect(session.polled("6") == ["poll"])
    }

    @Test("the handshake may come together with other packets, and a payload may have several")
    func severalPackets() {
        var session = ClientSession(.polling)
        _ = session.start()
        let events = #"42["a"]|451-["b",{"_placeholder":true,"num":0}]|bAQI=|6"#
        let names = [#"event ["a"] []"#, #"event ["b",{"_placeholder":true,"num":0}] [[1, 2]]"#, "poll"]
        #expect(session.polled(ClientSession.open() + "|" + events).dropFirst() == names[...])
        #expect(session.polled(events) == names)
    }

    @Test("sends one request at a time, with what gathered meanwhile in the next")
    func posts() {
        var session = self.polling(.polling)
        #expect(session.isWritable)
        #expect(session.send("a") == ["post 4a"])
        #expect(!session.isWritable)
        #expect(session.send("b") == [])
        #expect(session.send("c") == [])
        #expect(session.posted().map(\.name) == ["sent 1", "post 4b|4c"])
        #expect(session.posted().map(\.name) == ["sent 3"])
        #expect(session.isWritable)
        #expect(session.posted().isEmpty)
    }

    @Test("no request is larger than the server takes")
    func maxPayload() {
        var session = self.polling(.polling, maxPayload: 10)
        _ = session.send("first")
        for text in ["aaaa", "bbbb", "c"] { _ = session.send(text) }
        #expect(session.posted().map(\.name) == ["sent 1", "post 4aaaa"])
        #expect(session.posted().map(\.name) == ["sent 2", "post 4bbbb|4c"])
    }

    @Test("answers pings, which come with the polls")
    func pings() {
        var session = self.polling(.polling)
        #expect(session.polled(#"2|42["a"]"#).contains("post 3"))
    }

    @Test("ends when more waits than may, because the server does not take it")
    func unread() {
        var session = self.polling(.polling)
        _ = session.send("a")
        let ends = (0..<11).flatMap { _ in session.send("ten bytes") }
        let limit = "100 bytes or \(ClientSession.maxPackets) packets"
        #expect(ends == ["end \(ClientEnd.broken("the server reads too slowly: more than \(limit) wait for it"))"])
    }

    @Test("ends when one answer has more packets than may be, however small they are")
    func flood() {
        var session = self.polling(.polling)
        let body = String(repeating: "6|", count: ClientSession.maxPackets) + "6"
        #expect(session.polled(body).first?.hasPrefix("end protocolError") == true)
        var other = self.polling(.polling)
        #expect(other.polled(String(body.dropLast(2))) == ["poll"])
    }

    @Test(
        "ends with the server, and reads nothing behind that",
        arguments: [
            ("1|42[\"a\"]", ClientEnd.closed(code: nil, reason: "")),
            ("6|1", .closed(code: nil, reason: "")),
            ("", .protocolError("an Engine.IO packet is empty; it needs at least its type")),
            ("b*|42[\"a\"]", .protocolError("a binary Engine.IO packet is not base64")),
            ("42{}|42[\"a\"]", .protocolError("a packet of kind event has a payload of the wrong type")),
        ]
    )
    func ends(body: String, end: ClientEnd) {
        var session = self.polling(.polling)
        #expect(session.polled(body) == ["end \(end)"])
        #expect(session.polled("6") == [])
        #expect(session.posted().isEmpty)
    }

    @Test("says goodbye in its last request, behind what waits")
    func closes() {
        var session = self.polling(.polling)
        _ = session.send("a")
        _ = session.send("41")
        #expect(session.close().isEmpty)
        #expect(session.polled("6") == [])
        #expect(session.posted().map(\.name) == ["sent 1", "post 441|1"])
        #expect(session.posted().map(\.name) == ["sent 3", "closed"])
        var idle = self.polling(.polling)
        #expect(idle.close().map(\.name) == ["post 1"])
        #expect(idle.fail(.broken("")).map(\.name) == ["closed"])
    }

    // MARK: Fallback

    @Test("a transport that is not served gives the next its turn")
    func fallsBack() {
        var session = ClientSession(.polling, .websocket)
        _ = session.start()
        #expect(session.fail(.notServed("HTTP 400")).map(\.name) == ["open WebSocket"])
        #expect(session.receive(text: ClientSession.open()).first?.hasPrefix("opened") == true)
        #expect(session.transport == .websocket)

        var other = ClientSession(.websocket, .polling)
        _ = other.start()
        #expect(other.webSocketFailed(.notServed("HTTP 400")).map(\.name) == ["drop WebSocket", "poll"])

        var page = ClientSession(.polling, .websocket)
        _ = page.start()
        #expect(page.polled("<html>|<body>") == ["open WebSocket"])
    }

    @Test("tells what the first transport met when none is served, and tries no other where nobody answers")
    func servedNowhere() {
        var session = ClientSession(.polling, .websocket)
        _ = session.start()
        _ = session.fail(.notServed("HTTP 404"))
        #expect(session.webSocketFailed(.notServed("HTTP 400")).last?.name == "end \(ClientEnd.notServed("HTTP 404"))")
        var unreachable = ClientSession(.polling, .websocket)
        _ = unreachable.start()
        #expect(unreachable.fail(.unreachable("no")).map(\.name) == ["end \(ClientEnd.unreachable("no"))"])
    }
}

@Suite("Upgrade of a client's session")
struct ClientUpgradeTests {
    /// A session whose WebSocket is to be opened.
    func upgrading() -> ClientSession {
        var session = ClientSession(.polling, .websocket)
        _ = session.start()
        let opened = session.polled(ClientSession.open(upgrades: #""websocket""#))
        #expect(opened.dropFirst() == ["open WebSocket", "poll"])
        return session
    }

    func probed() -> ClientSession {
        var session = self.upgrading()
        #expect(session.webSocketOpened().map(\.name) == ["text 2probe"])
        return session
    }

    @Test("probes, lets the poll end, and moves with all that waits, in order")
    func upgrades() {
        var session = self.probed()
        #expect(session.send("a") == ["post 4a"])
        #expect(session.receive(text: "3probe") == [])
        #expect(!session.isWritable)
        #expect(session.send("b") == [])
        #expect(session.send(.binary([1])).actions.isEmpty)
        #expect(session.polled(#"42["last"]"#) == [#"event ["last"] []"#])
        #expect(session.posted().map(\.name) == ["sent 1", "text 5", "upgraded", "text 4b", "binary [1] 3"])
        #expect(session.transport == .websocket)
        #expect(session.send("c") == ["text 4c"])
    }

    @Test("a ping in the last poll is answered on the WebSocket")
    func pingInLastPoll() {
        var session = self.probed()
        _ = session.receive(text: "3probe")
        #expect(session.polled("2|6") == ["text 5", "upgraded", "text 3"])
    }

    @Test("polls and sends as before while the probe is under way")
    func probing() {
        var session = self.upgrading()
        #expect(session.polled("6") == ["poll"])
        #expect(session.send("a") == ["post 4a"])
        _ = session.webSocketOpened()
        #expect(session.posted().map(\.name) == ["sent 1"])
        #expect(session.polled("6") == ["poll"])
    }

    @Test("stays on polling when the WebSocket fails, before the probe and after it")
    func failed() {
        var before = self.upgrading()
        #expect(before.webSocketFailed(.notServed("HTTP 400")).map(\.name) == ["drop WebSocket"])
        #expect(before.polled("6") == ["poll"])
        var wrong = self.probed()
        #expect(wrong.receive(text: "3") == ["drop WebSocket"])
        #expect(wrong.transport == .polling)
        var after = self.probed()
        _ = after.receive(text: "3probe")
        #expect(after.polled("6") == ["text 5", "upgraded"])
        var paused = self.probed()
        _ = paused.send("a")
        _ = paused.receive(text: "3probe")
        #expect(paused.polled("6") == [])
        _ = paused.send("b")
        #expect(paused.webSocketFailed(.closed(code: nil, reason: "")).map(\.name) == ["drop WebSocket", "poll"])
        #expect(paused.posted().map(\.name) == ["sent 1", "post 4b"])
    }

    @Test("a server that uses the WebSocket too early would reorder events, and is left")
    func tooEarly() {
        var session = self.probed()
        _ = session.receive(text: "3probe")
        #expect(session.receive(text: #"42["a"]"#).first?.hasPrefix("end protocolError") == true)
    }

    @Test("does not upgrade where the server offers none, or the user wants none")
    func notOffered() {
        var unoffered = ClientSession(.polling, .websocket)
        _ = unoffered.start()
        #expect(unoffered.polled(ClientSession.open()).dropFirst() == ["poll"])
        var unwanted = ClientSession(.polling)
        _ = unwanted.start()
        #expect(unwanted.polled(ClientSession.open(upgrades: #""websocket""#)).dropFirst() == ["poll"])
    }

    @Test("says goodbye by polling in the middle of an upgrade")
    func closes() {
        var session = self.probed()
        _ = session.receive(text: "3probe")
        _ = session.send("41")
        #expect(session.close().map(\.name) == ["drop WebSocket", "post 441|1"])
        #expect(session.webSocketFailed(.closed(code: nil, reason: "")).isEmpty)
        #expect(session.posted().map(\.name) == ["sent 2", "closed"])
    }
}
