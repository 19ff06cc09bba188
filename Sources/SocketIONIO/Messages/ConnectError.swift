/// The refusal of a connection to a namespace, as its client sees it.
///
/// Thrown by middleware of a server; a client gets it as the reason its connection was refused.
public struct ConnectError: Error, Equatable, CustomStringConvertible {
    /// What the client's `connect_error` says.
    public let message: String
    /// A JSON text with details, or `nil`; the client finds it as the error's `data`.
    public let data: [UInt8]?

    /// - Parameter data: A valid JSON text, which nobody checks again.
    public init(message: String, data: [UInt8]? = nil) {
        self.message = message
        self.data = data
    }

    public var description: String { self.message }
}
