import Foundation
import JSONText
import SocketIONIO
import Testing

@Suite("Values as arguments")
struct ValueTests {
    private struct Upload: Codable, Equatable, Sendable {
        var name: String
        var parts: [[UInt8]]
        var cover: Data?
        var size: Int?
    }

    private enum Level: String, Codable, Sendable { case low, high }

    /// Writes its members one by one, through every kind of container.
    private struct Handmade: Codable, Equatable, Sendable {
        var numbers: [Int] = [1, 2]
        var inner: [String: Bool] = ["yes": true]
        var mixed: String = "x"

        private enum Key: String, CodingKey {
            case list, object
            case above = "super"
        }

        init() {}

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            for number in self.numbers { try list.encode(number) }
            try list.encodeNil()
            var object = container.nestedContainer(keyedBy: Key.self, forKey: .object)
            try object.encode(self.inner, forKey: .object)
            try self.mixed.encode(to: container.superEncoder())
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            var list = try container.nestedUnkeyedContainer(forKey: .list)
            self.numbers = []
            while try !list.decodeNil() { self.numbers.append(try list.decode(Int.self)) }
            #expect(list.isAtEnd)
            let object = try container.nestedContainer(keyedBy: Key.self, forKey: .object)
            self.inner = try object.decode([String: Bool].self, forKey: .object)
            self.mixed = try String(from: container.superDecoder())
        }
    }

    private static func text<each Value: Encodable>(_ values: repeat each Value) throws -> String {
        let event = try SocketIOEvent("e", encoding: repeat each values)
        return event.arguments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    private static func reply(_ text: String, _ attachments: [[UInt8]] = []) throws -> SocketIOReply {
        SocketIOReply(document: try JSONDocument(parsing: text), attachments: attachments)
    }

    @Test("are written as JSON")
    func encode() throws {
        #expect(try Self.text("a \"b\"", 1, -2.5, true, UInt64.max) == #""a \"b\"" 1 -2.5 true 18446744073709551615"#)
        #expect(try Self.text(1.0, 1e20, 1e-300, Float(0.1)) == "1 1e+20 1e-300 0.1")
        #expect(try Self.text(Int?.none, [Int](), [1, 2], [[Int?]](), [1, nil]) == "null [] [1,2] [] [1,null]")
        #expect(try Self.text(["a": 1], [String: Int](), Level.high) == #"{"a":1} {} "high""#)
        #expect(
            try Self.text(Date(timeIntervalSince1970: 1.5), URL(string: "http://a/b"))
                == #""1970-01-01T00:00:01.500Z" "http://a/b""#
        )
        #expect(
            try Self.text(Handmade()) == #"{"list":[1,2,null],"object":{"object":{"yes":true}},"super":"x"}"#
        )
        #expect(try Self.text(SocketIOJSON(parsing: #"{ "b":1.50, "a":"\u00e9" }"#)) == #"{ "b":1.50, "a":"\u00e9" }"#)
        #expect(try Self.text(["j": SocketIOJSON(parsing: "1e0")]) == #"{"j":1e0}"#)
    }

    @Test("have their bytes beside them, numbered through all arguments; an empty list of others is none of them")
    func encodeBytes() throws {
        let upload = Upload(name: "n", parts: [[1], []], cover: Data([2, 3]))
        let event = try SocketIOEvent("e", encoding: [9] as [UInt8], upload)
        #expect(event.attachments == [[9], [1], [], [2, 3]])
        #expect(event.arguments[0] == SocketIOEvent.placeholder(0))
        let parts = (1...3).map { String(decoding: SocketIOEvent.placeholder($0), as: UTF8.self) }
        #expect(
            String(decoding: event.arguments[1], as: UTF8.self)
                == #"{"name":"n","parts":[\#(parts[0]),\#(parts[1])],"cover":\#(parts[2])}"#
        )
        #expect(try SocketIOEvent("e", encoding: [Int](), [String]()).attachments.isEmpty)
    }

    @Test("that JSON cannot write are refused", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(throws: EncodingError.self) { try SocketIOEvent("e", encoding: number) }
        #expect(throws: EncodingError.self) { try SocketIOEvent("e", encoding: ["a": Float(number)]) }
    }

    @Test("are read from JSON")
    func decode() throws {
        let reply = try Self.reply(
            #"["a",1,2.0,1e2,-0.5,true,null,[1,2],{"a":{"b":1}},"high","1970-01-01T00:00:01.500Z"]"#
        )
        let (text, one, two, hundred, half, yes, nothing) = try reply.decode(
            String.self,
            Int.self,
            Int8.self,
            UInt.self,
            Double.self,
            Bool.self,
            Int?.self
        )
        #expect(text == "a" && one == 1 && two == 2 && hundred == 100 && half == -0.5 && yes && nothing == nil)
        let rest = try Self.reply(
            #"[[1,2],{"a":{"b":1}},"high","1970-01-01T00:00:01.500Z","1970-01-01T00:00:01Z","http://a/b"]"#
        ).decode([Int].self, [String: [String: Int]].self, Level.self, Date.self, Date.self, URL.self)
        #expect(rest.0 == [1, 2] && rest.1 == ["a": ["b": 1]] && rest.2 == .high)
        #expect(rest.3 == Date(timeIntervalSince1970: 1.5) && rest.4 == Date(timeIntervalSince1970: 1))
        #expect(rest.5.absoluteString == "http://a/b")
        #expect(try Self.reply("[9007199254740993]").decode(Int.self) == 9_007_199_254_740_993)
        let handmade = #"[{"list":[1,2,null],"object":{"object":{"yes":true}},"super":"x"}]"#
        #expect(try Self.reply(handmade).decode(Handmade.self) == Handmade())
        #expect(try Self.reply(#"[[{ "b":1.50 }]]"#).decode([SocketIOJSON].self)[0].text == json(#"{ "b":1.50 }"#))
    }

    @Test("are read from attachments")
    func decodeBytes() throws {
        let upload = Upload(name: "n", parts: [[1], []], cover: Data([2, 3]))
        let event = try SocketIOEvent("e", encoding: upload)
        let text = "[" + String(decoding: event.arguments[0], as: UTF8.self) + "]"
        #expect(try Self.reply(text, event.attachments).decode(Upload.self) == upload)
        #expect(try Self.reply("[[1,255]]").decode([UInt8].self) == [1, 255] as [UInt8])
    }

    @Test("may be left out at the end where they are optional, and others are not looked at")
    func missing() throws {
        let (text, number, object) = try Self.reply(#"["a"]"#).decode(String.self, Int?.self, Upload?.self)
        #expect(text == "a" && number == nil && object == nil)
        #expect(try Self.reply(#"["a",1,2]"#).decode(String.self) == "a")
    }

    @Test(
        "of another type are refused, without a word of what was sent",
        arguments: [
            #"["secret"]"#, "[1.5]", "[300]", "[-1]", "[1e99]", "[true]", "[null]", "[]", "[[1]]", #"[{"a":"secret"}]"#,
            #"[{"_placeholder":true,"num":7}]"#,
        ]
    )
    func mismatch(text: String) throws {
        let reply = try Self.reply(text)
        let error = #expect(throws: SocketIOArgumentError.self) { try reply.decode(UInt8.self) }
        #expect(error?.description == "argument 0 is no UInt8")
        #expect(throws: SocketIOArgumentError.self) { try reply.decode(Level.self) }
        #expect(throws: SocketIOArgumentError.self) { try reply.decode(Upload.self) }
        #expect(throws: SocketIOArgumentError.self) { try reply.decode(Handmade.self) }
        #expect(throws: SocketIOArgumentError.self) { try reply.decode(Date.self) }
        #expect(throws: SocketIOArgumentError.self) { try reply.decode([String: [UInt8]].self) }
    }
}
