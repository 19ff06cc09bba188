import SocketIOProtocol

/// Why a client could not do what it was asked, with the way out for whoever reads the message.
public enum SocketIOClientError: Error, Equatable, CustomStringConvertible {
    /// `url` is `nil` when it holds a password, which a message must not repeat.
    case invalidURL(_ url: String?, problem: String)
    case invalidConfiguration(_ problem: String)
    /// Nothing that serves answered at `server`, a host and port.
    case cannotReach(server: String, reason: String)
    /// Something answered at `server`, but not as a Socket.IO server does.
    case notSocketIO(server: String, reason: String)
    /// The server refused the connection to the namespace.
    case refused(ConnectError)
    /// There is no connection, or it was lost on the way: what was sent may or may not have arrived.
    case notConnected
    /// `connect` was called again, or the namespace is in use by another client of the same connection.
    case alreadyConnected
    /// The closure that gives the auth failed.
    case authFailed(_ reason: String)
    /// Too much waits for the next connection.
    case bufferFull(maxCount: Int, maxBytes: Int)
    /// The client was disconnected, which is for good: make a new one.
    case ended
    /// One message of the event is larger than the server takes.
    case tooLarge(bytes: Int, limit: Int)

    public var description: String {
        switch self {
        case .invalidURL(let url, let problem):
            url.map { "'\($0)' is no server's URL: \(problem)." } ?? "the server's URL cannot be used: \(problem)."
        case .invalidConfiguration(let problem):
            "the client cannot connect: \(problem)."
        case .cannotReach(let server, let reason):
            "cannot reach \(server): \(reason). Check that the server runs and that host and port are right."
        case .notSocketIO(let server, let reason):
            "no Socket.IO server at \(server): \(reason). Check the port and the path."
        case .refused(let error):
            "the server refused the connection: \(error.message)"
        case .notConnected:
            "there is no connection to the server; what was just sent may not have arrived."
        case .alreadyConnected:
            "the client is connected or connecting already."
        case .authFailed(let reason):
            "there is no auth to connect with: \(reason)."
        case .bufferFull(let maxCount, let maxBytes):
            "the client is away, and what it keeps for later is full (\(maxCount) events or \(maxBytes) bytes)."
                + " Send less until it is back, or raise the bounds (sendBuffer)."
        case .ended:
            "the client has ended; make a new one to connect again."
        case .tooLarge(let bytes, let limit):
            "the event takes a message of \(bytes) bytes, and the server takes no more than \(limit)."
                + " Send less, or raise the server's limit (maxPayload)."
        }
    }
}
