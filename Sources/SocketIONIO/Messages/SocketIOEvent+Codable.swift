public import JSONText

extension SocketIOEvent {
    /// Makes an event of values.
    ///
    /// Bytes (`[UInt8]` and `Data`) become binary values, at any depth; ``SocketIOJSON`` is sent as it is written; a
    /// `Date` is sent as JavaScript writes it. `nil` is `null`, and left out of objects as `Codable` does.
    ///
    /// - Parameter name: Not a reserved one; see ``init(_:arguments:attachments:)``.
    /// - Throws: `EncodingError`, for a number that JSON cannot write, or what a value's own `encode(to:)` throws.
    public init<each Value: Encodable>(_ name: ExactString, encoding values: repeat each Value) throws {
        var encoding = ArgumentEncoding()
        repeat try encoding.append(each values)
        self.init(name, arguments: encoding.arguments, attachments: encoding.attachments)
    }
}

extension SocketIOMessage {
    /// The arguments as values of these types; those that are not asked for are not looked at.
    ///
    /// Bytes (`[UInt8]` and `Data`) are binary values, ``SocketIOJSON`` is any value as it was written. An argument that
    /// was not sent is `nil` where an optional is asked for.
    ///
    /// - Throws: ``SocketIOArgumentError`` when an argument is missing or of another type.
    public func decode<each Value: Decodable>(_ types: repeat (each Value).Type) throws -> (repeat each Value) {
        var arguments = ArgumentDecoding(self.document, self.arguments, self.attachments)
        return (repeat try arguments.next(each types))
    }

    /// Answers the peer with values; see ``acknowledge(_:attachments:)``.
    ///
    /// - Throws: `EncodingError`, for a number that JSON cannot write, or what a value's own `encode(to:)` throws.
    public func acknowledge<each Value: Encodable>(encoding values: repeat each Value) throws {
        var encoding = ArgumentEncoding()
        repeat try encoding.append(each values)
        self.acknowledge(encoding.arguments, attachments: encoding.attachments)
    }
}

extension SocketIOReply {
    /// The arguments as values of these types; see ``SocketIOMessage/decode(_:)``.
    public func decode<each Value: Decodable>(_ types: repeat (each Value).Type) throws -> (repeat each Value) {
        var arguments = ArgumentDecoding(self.document, self.arguments, self.attachments)
        return (repeat try arguments.next(each types))
    }
}

/// Reads the arguments of a message one after the other.
private struct ArgumentDecoding {
    private let document: JSONDocument
    private let arguments: [JSONNode]
    private let attachments: [[UInt8]]
    private var place = 0

    init(_ document: JSONDocument, _ arguments: [JSONNode], _ attachments: [[UInt8]]) {
        self.document = document
        self.arguments = arguments
        self.attachments = attachments
    }

    mutating func next<Value: Decodable>(_ type: Value.Type) throws -> Value {
        defer { self.place += 1 }
        let decoder = ValueDecoder(
            document: self.document,
            node: self.place < self.arguments.count ? self.arguments[self.place] : nil,
            attachments: self.attachments,
            codingPath: [ValueKey(self.place)]
        )
        do {
            return try decoder.decode(type)
        } catch {
            throw SocketIOArgumentError(place: self.place, expected: "\(type)", underlying: error)
        }
    }
}

/// An argument that is missing or not of the type that was asked for. Its description holds nothing of what was sent.
public struct SocketIOArgumentError: Error, CustomStringConvertible {
    /// Its place after the event's name, from 0.
    public let place: Int
    /// The name of the type that was asked for.
    public let expected: String
    /// What its `init(from:)` threw, which may quote what was sent: for debugging, not for a log.
    public let underlying: any Error

    public var description: String { "argument \(self.place) is no \(self.expected)" }
}
