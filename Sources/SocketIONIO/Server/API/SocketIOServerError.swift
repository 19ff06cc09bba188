import NIOCore

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Why the server cannot listen.
public struct SocketIOServerError: Error, CustomStringConvertible {
    /// What is wrong, for code that has to tell.
    public enum Reason: Sendable, Equatable {
        /// Somebody else listens there.
        case portInUse
        /// The system does not let this program listen there.
        case notPermitted
        /// This machine does not have the address.
        case noSuchAddress
        /// It was started before, or stopped.
        case notReady
        /// The folder named for the browser's client cannot be read, or has no `socket.io.js` or the like.
        case noClientFiles(folder: String)
        /// Anything else, in words.
        case other(String)
    }

    /// Where it was to listen.
    public let host: String
    /// The port it was to listen on.
    public let port: Int
    /// What is wrong.
    public let reason: Reason

    init(host: String, port: Int, reason: Reason) {
        self.host = host
        self.port = port
        self.reason = reason
    }

    init(host: String, port: Int, cause: any Error) {
        let reason: Reason =
            switch (cause as? IOError)?.errnoCode {
            case EADDRINUSE: .portInUse
            case EACCES, EPERM: .notPermitted
            case EADDRNOTAVAIL: .noSuchAddress
            default: cause is SocketAddressError ? .noSuchAddress : .other("\(cause)")
            }
        self.init(host: host, port: port, reason: reason)
    }

    public var description: String {
        switch self.reason {
        case .portInUse:
            "cannot listen on \(self.host):\(self.port): the port is in use. Stop what uses it, or choose another port."
        case .notPermitted:
            "cannot listen on \(self.host):\(self.port): not permitted. Choose a port above 1023."
        case .noSuchAddress:
            "cannot listen on \(self.host):\(self.port): this machine has no such address. Use 127.0.0.1 or 0.0.0.0."
        case .notReady:
            "cannot listen on \(self.host):\(self.port): this server was started before. Make a new one."
        case .noClientFiles(let folder):
            "cannot serve the browser's client: the folder '\(folder)' has no socket.io.js or socket.io.min.js. "
                + "Name the folder 'client-dist' of the npm package socket.io."
        case .other(let text):
            "cannot listen on \(self.host):\(self.port): \(text)"
        }
    }
}
