import JSONText
import SocketIOProtocol
import TestClients
import Testing

@Suite("Socket.IO packets")
struct SocketPacketTests {
    private func decode(_ string: String) throws(SocketPacketError) -> SocketPacket? {
        var decoder = SocketPacketDecoder()
        return try decoder.receive(text: utf8(string)[...])
    }

    @Test(
        "are read in every spelling the protocol allows",
        arguments: [
            ("0", "connect / -"), (#"0{"a":1}"#, #"connect / {"a":1}"#), ("0/custom", "connect /custom -"),
            ("0/custom,", "connect /custom -"), (#"0/custom,{"a":1}"#, #"connect /custom {"a":1}"#),
            ("0/custom?x=1,", "connect /custom?x=1 -"), ("0/\u{E9},", "connect /\u{E9} -"), ("01", "connect / -"),
            ("1", "disconnect /"), ("1/custom,", "disconnect /custom"), ("1/custom", "disconnect /custom"),
            (#"2["m",1]"#, #"event / m - ["m",1]"#), (#"2/a,12["m"]"#, #"event /a m 12 ["m"]"#),
            (#"2[7,1]"#, #"event / 7 - [7,1]"#), (#"20["m"]"#, #"event / m 0 ["m"]"#),
            (#"299999999999999999999999["m"]"#, #"event / m 99999999999999999999999 ["m"]"#),
            (#"312["a"]"#, #"ack / 12 ["a"]"#), ("3/a,1[]", "ack /a 1 []"),
            (#"4"no""#, #"error / "no""#), (#"4/a,{"message":"x"}"#, #"error /a {"message":"x"}"#), ("4", "error / -"),
            (#"50-["m",1]"#, #"event / m - ["m",1]"#), ("60-1[]", "ack / 1 []"),
            (#"2["m",{"_placeholder":true,"num":5}]"#, #"event / m - ["m",{"_placeholder":true,"num":5}]"#),
        ]
    )
    func reads(string: String, expected: String) throws {
        #expect(try self.decode(string).map(describe) == expected)
    }

    @Test(
        "are refused when they are none",
        arguments: [
            ("", SocketPacketError.empty), ("7", .unknownType(0x37)), ("x", .unknownType(0x78)),
            ("0[1]", .wrongPayload(.connect)), (#"0"a""#, .wrongPayload(.connect)), ("0null", .wrongPayload(.connect)),
            ("1{}", .wrongPayload(.disconnect)), ("2", .missingPayload(.event)), ("2{}", .wrongPayload(.event)),
            ("2[]", .wrongPayload(.event)), ("2[null]", .wrongPayload(.event)), ("2[{}]", .wrongPayload(.event)),
            (#"2["connect"]"#, .reservedEventName("connect")),
            (#"2["disconn\u0065ct"]"#, .reservedEventName("disconnect")),
            (#"2["disconnecting"]"#, .reservedEventName("disconnecting")),
            (#"2["connect_error"]"#, .reservedEventName("connect_error")),
            (#"2["newListener"]"#, .reservedEventName("newListener")),
            (#"2["removeListener"]"#, .reservedEventName("removeListener")),
            ("3[]", .missingAckID), ("31{}", .wrongPayload(.ack)), ("31", .missingPayload(.ack)),
            ("4[]", .wrongPayload(.connectError)), ("4null", .wrongPayload(.connectError)),
            (#"5["m"]"#, .illegalAttachmentCount), (#"5-["m"]"#, .illegalAttachmentCount),
            (#"51["m"]"#, .illegalAttachmentCount), (#"5-1-["m"]"#, .illegalAttachmentCount),
            (#"51.5-["m"]"#, .illegalAttachmentCount), (#"511-["m"]"#, .tooManyAttachments(limit: 10)),
            (#"599999999999999999999-["m"]"#, .tooManyAttachments(limit: 10)),
            (#"51-["m",{"_placeholder":true,"num":1}]"#, .placeholderOutOfRange),
            (#"51-["m",[{"a":{"_placeholder":true,"num":-1}}]]"#, .placeholderOutOfRange),
            (#"51-["m",{"_placeholder":true,"num":0.5}]"#, .placeholderOutOfRange),
            (#"51-["m",{"_placeholder":true}]"#, .placeholderOutOfRange),
            (#"50-["m",{"_placeholder":true,"num":0}]"#, .placeholderOutOfRange),
            ("2" + String(repeating: "1", count: 65) + #"["m"]"#, .ackIDTooLong),
        ]
    )
    func refuses(string: String, error: SocketPacketError) {
        #expect(throws: error) { try self.decode(string) }
    }

    @Test("are refused when the payload is no JSON", arguments: [#"2["m","#, "0{", "2a[]", "2,[]", "0/a,,{}", "41x"])
    func refusesBadJSON(string: String) {
        #expect { try self.decode(string) } throws: { error in
            if case .notJSON? = error as? SocketPacketError { true } else { false }
        }
    }

    @Test("are refused when the namespace is no UTF-8")
    func refusesBadNamespace() {
        var decoder = SocketPacketDecoder()
        #expect(throws: SocketPacketError.namespaceNotUTF8) { try decoder.receive(text: [0x30, 0x2F, 0xFF, 0x2C]) }
    }

    @Test("survive any bytes", arguments: 0..<400 as Range<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = utf8(#"0123456-/,[]{}":_placeholdernum tru10"#) + [0xC3, 0xA9]
        var decoder = SocketPacketDecoder()
        for _ in 0..<8 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            do {
                if Bool.random(using: &random) {
                    _ = try decoder.receive(text: bytes[...])
                } else {
                    _ = try decoder.receive(binary: bytes)
                }
            } catch {
                decoder = SocketPacketDecoder()
            }
        }
    }

    @Test("are written byte for byte as the reference server writes them")
    func writes() {
        typealias Text = SocketPacketText
        #expect(text(Text.connected(namespace: "/", socketID: "abc")) == #"0{"sid":"abc"}"#)
        #expect(text(Text.connected(namespace: "/custom", socketID: "abc")) == #"0/custom,{"sid":"abc"}"#)
        #expect(
            text(Text.connectError(namespace: "/random", message: "Invalid namespace", data: nil))
                == #"4/random,{"message":"Invalid namespace"}"#
        )
        #expect(
            text(Text.connectError(namespace: "/", message: "a \"b\"", data: utf8(#"{"code":401}"#)))
                == #"4{"message":"a \"b\"","data":{"code":401}}"#
        )
        #expect(text(Text.connect(namespace: "/", auth: nil)) == "0")
        #expect(text(Text.connect(namespace: "/a", auth: utf8("{}"))) == "0/a,{}")
        #expect(text(Text.disconnect(namespace: "/")) == "1")
        #expect(text(Text.disconnect(namespace: "/a")) == "1/a,")
        let event = Text.event(
            "m",
            arguments: [utf8("1"), utf8("[2]")],
            namespace: "/",
            ackID: nil,
            attachmentCount: 0
        )
        #expect(text(event) == #"2["m",1,[2]]"#)
        let withAck = Text.event("m", arguments: [], namespace: "/a", ackID: AckID(7), attachmentCount: 2)
        #expect(text(withAck) == #"52-/a,7["m"]"#)
        #expect(text(Text.ack(AckID(3), arguments: [utf8("1")], namespace: "/", attachmentCount: 0)) == "33[1]")
        #expect(text(Text.ack(AckID(3), arguments: [], namespace: "/a", attachmentCount: 1)) == "61-/a,3[]")
    }
}

@Suite("Packets with attachments")
struct BinaryPacketTests {
    private var decoder = SocketPacketDecoder()
    private let head = utf8(#"52-3["m",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}]"#)

    @Test("are complete with their last attachment, in the order they came")
    mutating func collects() throws {
        #expect(try self.decoder.receive(text: self.head[...]).map(describe) == nil)
        #expect(try self.decoder.receive(binary: [1]).map(describe) == nil)
        guard case .event(let event)? = try self.decoder.receive(binary: [2, 3]) else {
            Issue.record("no event")
            return
        }
        #expect(event.attachments == [[1], [2, 3]])
        #expect(event.ackID == AckID(3))
        #expect(event.arguments.map(event.document.attachmentIndex) == [1, 0])
    }

    @Test("let replies have attachments too")
    mutating func collectsAck() throws {
        #expect(
            try self.decoder.receive(text: utf8(#"61-/a,4[{"_placeholder":true,"num":0}]"#)[...]).map(describe) == nil
        )
        guard case .ack(let ack)? = try self.decoder.receive(binary: [9]) else {
            Issue.record("no ack")
            return
        }
        #expect(ack.attachments == [[9]])
        #expect(ack.id == AckID(4))
    }

    @Test("are refused when text comes while attachments are due")
    mutating func textTooEarly() throws {
        _ = try self.decoder.receive(text: self.head[...])
        var decoder = self.decoder
        #expect(throws: SocketPacketError.textWhileBinaryDue) { try decoder.receive(text: utf8(#"2["m"]"#)[...]) }
    }

    @Test("are refused when more attachments come than were announced")
    mutating func tooMuchBinary() throws {
        _ = try self.decoder.receive(text: utf8(#"50-["m"]"#)[...])
        var decoder = self.decoder
        #expect(throws: SocketPacketError.binaryNotDue) { try decoder.receive(binary: [1]) }
    }

    @Test("leave the next text packet alone after one without attachments, where the reference server fails")
    mutating func nothingIsDueAfterZero() throws {
        _ = try self.decoder.receive(text: utf8(#"50-["m"]"#)[...])
        #expect(try self.decoder.receive(text: utf8(#"2["m"]"#)[...]).map(describe) != nil)
    }
}

private func describe(_ packet: SocketPacket) -> String {
    func json(_ document: JSONDocument?) -> String { document.map { text($0.text($0.root)) } ?? "-" }
    return switch packet {
    case .connect(let namespace, let auth): "connect \(namespace) \(json(auth))"
    case .disconnect(let namespace): "disconnect \(namespace)"
    case .event(let event):
        "event \(event.namespace) \(event.name) \(event.ackID?.description ?? "-") \(json(event.document))"
    case .ack(let ack): "ack \(ack.namespace) \(ack.id) \(json(ack.document))"
    case .connectError(let namespace, let payload): "error \(namespace) \(json(payload))"
    }
}
