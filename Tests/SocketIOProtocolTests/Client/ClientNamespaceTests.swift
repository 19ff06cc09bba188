import JSONText
import SocketIOProtocol
import Testing

@Suite("A client's place in a namespace")
struct ClientNamespaceTests {
    func packet(_ text: String) throws -> SocketPacket {
        var decoder = SocketPacketDecoder()
        return try #require(try decoder.receive(text: Array(text.utf8)[...]))
    }

    func namespace(maxEarlyCount: Int = 10, maxEarlyBytes: Int = 1000) -> ClientNamespace {
        var namespace = ClientNamespace(maxEarlyCount: maxEarlyCount, maxEarlyBytes: maxEarlyBytes)
        _ = namespace.join()
        return namespace
    }

    /// What an action is, in short, for comparing.
    func name(_ action: ClientNamespace.Action) -> String {
        switch action {
        case .doNothing: "nothing"
        case .joined(let sid, let pid, let early): "joined \(sid) \(pid ?? "-") \(early.map(\.name))"
        case .refused(let message, let data):
            "refused '\(message)' \(data.map { String(decoding: $0, as: UTF8.self) } ?? "-")"
        case .answered(let sendDisconnect): sendDisconnect ? "answered, disconnect" : "answered"
        case .sentAway: "sent away"
        case .event(let event): "event \(event.name)"
        case .reply(let ack): "reply \(ack.id)"
        case .fail(let problem): "fail \(problem)"
        }
    }

    @Test("is joined with the id, and the private one of a server that recovers")
    func joins() throws {
        var namespace = ClientNamespace(maxEarlyCount: 1, maxEarlyBytes: 1)
        #expect(namespace.join() == .sendConnect)
        #expect(namespace.join() == .waitForAnswer)
        #expect(self.name(namespace.receive(try self.packet(#"0/x,{"sid":"me"}"#))) == "joined me - []")
        var other = self.namespace()
        let answer = try self.packet(#"0{"sid":"me","pid":"p"}"#)
        #expect(self.name(other.receive(answer)) == "joined me p []")
    }

    @Test("keeps events that come before the answer, in their order and within bounds")
    func early() throws {
        var namespace = self.namespace(maxEarlyCount: 2)
        #expect(self.name(namespace.receive(try self.packet(#"2["a"]"#))) == "nothing")
        #expect(self.name(namespace.receive(try self.packet(#"2["b"]"#))) == "nothing")
        var full = namespace
        #expect(self.name(namespace.receive(try self.packet(#"0{"sid":"me"}"#))) == "joined me - [a, b]")
        #expect(self.name(full.receive(try self.packet(#"2["c"]"#))).hasPrefix("fail too many events"))
        var small = self.namespace(maxEarlyBytes: 10)
        #expect(self.name(small.receive(try self.packet(#"2["long name"]"#))).hasPrefix("fail too many events"))
    }

    @Test("hands over events and replies once it is joined, and nothing before CONNECT was sent")
    func events() throws {
        var namespace = ClientNamespace(maxEarlyCount: 1, maxEarlyBytes: 100)
        #expect(self.name(namespace.receive(try self.packet(#"2["a"]"#))) == "nothing")
        #expect(self.name(namespace.receive(try self.packet(#"0{"sid":"me"}"#))) == "nothing")
        _ = namespace.join()
        #expect(self.name(namespace.receive(try self.packet("37[]"))) == "nothing")
        _ = namespace.receive(try self.packet(#"0{"sid":"me"}"#))
        #expect(self.name(namespace.receive(try self.packet(#"2["a"]"#))) == "event a")
        #expect(self.name(namespace.receive(try self.packet("37[]"))) == "reply 7")
    }

    @Test(
        "tells the server's refusal, and can be joined again",
        arguments: [
            (#"4{"message":"not you","data":{"code":77}}"#, #"refused 'not you' {"code":77}"#),
            (#"4{"message":"Invalid namespace"}"#, "refused 'Invalid namespace' -"), (#"4"no""#, "refused 'no' -"),
            ("4", "refused '' -"),
        ]
    )
    func refusal(packet: String, refusal: String) throws {
        var namespace = self.namespace()
        #expect(self.name(namespace.receive(try self.packet(packet))) == refusal)
        #expect(namespace.join() == .sendConnect)
    }

    @Test("is sent away, joined or not")
    func sentAway() throws {
        var namespace = self.namespace()
        #expect(self.name(namespace.receive(try self.packet("1"))) == "sent away")
        #expect(self.name(namespace.receive(try self.packet("1"))) == "nothing")
    }

    @Test("waits for the answer before it leaves, because a packet between would end the connection")
    func withdraws() throws {
        var joined = self.namespace()
        _ = joined.receive(try self.packet(#"0{"sid":"me"}"#))
        #expect(joined.leave() == .sendDisconnect)
        #expect(joined.leave() == .doNothing)

        var accepted = self.namespace()
        #expect(accepted.leave() == .doNothing)
        #expect(accepted.join() == .waitForAnswer)
        #expect(self.name(accepted.receive(try self.packet(#"2["early"]"#))) == "nothing")
        #expect(self.name(accepted.receive(try self.packet(#"0{"sid":"me"}"#))) == "answered, disconnect")
        #expect(accepted.join() == .sendConnect)

        var refused = self.namespace()
        _ = refused.leave()
        #expect(self.name(refused.receive(try self.packet(#"4{"message":"no"}"#))) == "answered")
    }

    @Test("does not take a server of Socket.IO 2 for one of 5")
    func oldServer() throws {
        var namespace = self.namespace()
        #expect(self.name(namespace.receive(try self.packet("0"))).hasPrefix("fail the server speaks an older"))
    }
}
