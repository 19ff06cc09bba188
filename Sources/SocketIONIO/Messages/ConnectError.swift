/// The refusal of a connection to a namespace, as its client sees it.
///
/// Thrown by middleware of a server; a client gets it as the reason its connection was refused.
public struct ConnectError: Error, Equatable, CustomStringConvertible {
    /// What the client's `connect_error` says.
    public let message: String
    /// A JSON text with details, or `nil`; the client finds it as the error's `data`.
    public let data: [UInt8]?

    public init(message: String) { self.init(message: message, json: nil) }

    /// - Parameter data: Details for the client. When they cannot be encoded, the client sees the message
    ///   `internal error` and no details.
    public init(message: String, data: some Encodable) {
        var encoding = ArgumentEncoding()
        do {
            try encoding.append(data)
            // A refusal has no attachments: bytes in it would stand for nothing.
            guard encoding.attachments.isEmpty else { throw ConnectError.internalError }
            self.init(message: message, json: encoding.arguments.first)
        } catch {
            self = .internalError
        }
    }

    /// - Parameter json: Details for the client as a valid JSON text, which nobody checks again, or `nil` for none.
    public init(message: String, json: [UInt8]?) {
        self.message = message
        self.data = json
    }

    static let internalError = ConnectError(message: "internal error")

    public var description: String { self.message }
}
