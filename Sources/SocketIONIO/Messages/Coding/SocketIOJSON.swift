public import JSONText

/// A JSON value as it is written: as an argument of an event, and anywhere inside a `Codable` one.
///
/// It is read and sent without change: the order of keys, the digits of numbers and the escapes of strings survive. It
/// can be encoded and decoded by this library alone; other coders throw.
public struct SocketIOJSON: Sendable, Codable {
    /// The whole text it comes from.
    public let document: JSONDocument
    /// Its place in ``document``.
    public let node: JSONNode

    init(document: JSONDocument, node: JSONNode) {
        self.document = document
        self.node = node
    }

    /// A whole document.
    public init(_ document: JSONDocument) { self.init(document: document, node: document.root) }

    /// - Throws: The first place where the text is not JSON.
    public init(parsing text: String) throws(JSONError) { self.init(try JSONDocument(parsing: text)) }

    /// The value as written.
    public var text: [UInt8] { self.document.text(self.node) }

    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: "JSON as it is written is not known to this decoder"
            )
        )
    }

    public func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self,
            .init(
                codingPath: encoder.codingPath,
                debugDescription: "JSON as it is written is not known to this encoder"
            )
        )
    }
}
