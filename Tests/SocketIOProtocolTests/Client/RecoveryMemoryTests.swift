import JSONText
import SocketIOProtocol
import Testing

@Suite("What a client remembers for a recovery")
struct RecoveryMemoryTests {
    func event(_ text: String) throws -> ReceivedEvent {
        var decoder = SocketPacketDecoder()
        guard case .event(let event)? = try decoder.receive(text: Array(text.utf8)[...]) else {
            throw SocketPacketError.empty
        }
        return event
    }

    func payload(_ memory: RecoveryMemory, _ auth: String? = nil) -> String? {
        memory.connectPayload(auth: auth.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("asks for the session by pid and last offset, with the auth behind")
    func asks() throws {
        var memory = RecoveryMemory()
        #expect(self.payload(memory) == nil)
        #expect(self.payload(memory, #"{"token":"t"}"#) == #"{"token":"t"}"#)
        let isRecovered = memory.accepted(pid: "p")
        #expect(!isRecovered)
        #expect(self.payload(memory) == #"{"pid":"p"}"#)
        #expect(memory.received(try self.event(#"2["a",1,"o1"]"#)) == "o1")
        #expect(memory.received(try self.event(#"2["a","o2"]"#)) == "o2")
        #expect(self.payload(memory) == #"{"pid":"p","offset":"o2"}"#)
        #expect(self.payload(memory, "{}") == #"{"pid":"p","offset":"o2"}"#)
        #expect(self.payload(memory, #" {"token": "t"} "#) == #"{"pid":"p","offset":"o2","token": "t"} "#)
    }

    @Test("a last argument that is no string, and an event that wants a reply, have no offset")
    func noOffset() throws {
        var memory = RecoveryMemory()
        _ = memory.accepted(pid: "p")
        for packet in [#"2["a"]"#, #"2["a","x",1]"#, #"27["a","x"]"#] {
            #expect(memory.received(try self.event(packet)) == nil)
        }
        #expect(self.payload(memory) == #"{"pid":"p"}"#)
    }

    @Test("without a pid the server recovers nothing, and no argument is an offset")
    func noRecovery() throws {
        var memory = RecoveryMemory()
        _ = memory.accepted(pid: nil)
        #expect(memory.received(try self.event(#"2["a","x"]"#)) == nil)
        #expect(self.payload(memory) == nil)
    }

    @Test("is recovered when the pid is the same, and forgets the offset when it is another")
    func recovered() throws {
        var memory = RecoveryMemory()
        _ = memory.accepted(pid: "p")
        _ = memory.received(try self.event(#"2["a","o"]"#))
        let sameSession = memory.accepted(pid: "p")
        #expect(sameSession)
        #expect(self.payload(memory) == #"{"pid":"p","offset":"o"}"#)
        let newSession = memory.accepted(pid: "q")
        #expect(!newSession)
        #expect(self.payload(memory) == #"{"pid":"q"}"#)
    }
}
