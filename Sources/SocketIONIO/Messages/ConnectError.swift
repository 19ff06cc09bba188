/// The refusal of a connection to a namespace, as its client sees it.
///
/// Thrown by middleware of a server; a client gets it as the reason its connection was refused.
public struct ConnectError: Error, Equatable, CustomStringConvertible {
    /// What the client's `connect_error` says.
    public let message: String
    /// A JSON text with details, or `nil`; the client finds it as the error's `data`.
    public let data: [UInt8]?

    /// A refusal without details.
    public init(message: String) { self.init(message: message, data: nil) }

    /// - Parameter data: Details for the client. Bytes (`[UInt8]`) are a valid JSON text, which nobody checks again; there
    ///   can be none inside other values. When the details cannot be encoded, the client sees the message
    ///   `internal error` and no details.
    public init<Details: Encodable>(message: String, data: Details) {
        do {
            self.init(message: message, data: try Self.text(data))
        } catch {
            self = .internalError
        }
    }

    private static func text<Details: Encodable>(_ data: Details) throws -> [UInt8]? {
        if Details.self == [UInt8].self, let text = data as? [UInt8] { return text }
        var encoding = ArgumentEncoding()
        try encoding.append(data)
        guard encoding.attachments.isEmpty else {
            throw EncodingError.invalidValue(data, .init(codingPath: [], debugDescription: "a refusal takes no bytes"))
        }
        return encoding.arguments.first
    }

    /// - Parameter data: Details for the client as a valid JSON text, which nobody checks again, or `nil` for none.
    public init(message: String, data: [UInt8]?) {
        self.message = message
        self.data = data
    }

    static let internalError = ConnectError(message: "internal error")

    public var description: String { self.message }
}
