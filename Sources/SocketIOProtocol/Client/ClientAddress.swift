/// Where a client finds its server: the scheme, host and port of a URL.
package struct ClientAddress: Hashable, Sendable {
    /// A name or an IP address; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16

    /// Reads `http://host`, `http://host:port`, the same with `ws`, and `[…]` around an IPv6 address.
    ///
    /// The port is 80 when there is none. A final `/` is the only path allowed: a Socket.IO namespace and the path of the
    /// server are given elsewhere.
    package init(url: String) throws(ClientAddressError) {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")), url[colon...].hasPrefix("://") else {
            throw .noScheme
        }
        switch url[..<colon].lowercased() {
        case "http", "ws": break
        case "https", "wss": throw .tlsNotSupported
        case let scheme: throw .unknownScheme(scheme)
        }
        var authority = url[url.utf8.index(colon, offsetBy: 3)...].utf8
        if let end = authority.firstIndex(where: { "/?#".utf8.contains($0) }) {
            guard authority[end...].elementsEqual("/".utf8) else { throw .hasPath }
            authority = authority[..<end]
        }
        guard !authority.contains(UInt8(ascii: "@")) else { throw .hasCredentials }
        (self.host, self.port) = try Self.hostAndPort(authority)
    }

    /// Host and port, for messages.
    package var name: String { "\(self.writtenHost):\(self.port)" }

    /// The value of the header `Host`.
    package var hostHeader: String { self.port == 80 ? self.writtenHost : self.name }

    private var writtenHost: String {
        self.host.utf8.contains(UInt8(ascii: ":")) ? "[\(self.host)]" : self.host
    }

    private static func hostAndPort(_ authority: Substring.UTF8View) throws(ClientAddressError) -> (String, UInt16) {
        let host: Substring.UTF8View
        var rest: Substring.UTF8View
        if authority.first == UInt8(ascii: "[") {
            guard let bracket = authority.firstIndex(of: UInt8(ascii: "]")) else { throw .badHost }
            host = authority[..<bracket].dropFirst()
            rest = authority[bracket...].dropFirst()
            guard host.contains(UInt8(ascii: ":")) else { throw .badHost }
        } else {
            let end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = authority[..<end]
            rest = authority[end...]
        }
        guard !host.isEmpty, host.allSatisfy({ 0x21...0x7E ~= $0 }) else { throw .badHost }
        guard !rest.isEmpty else { return (String(Substring(host)), 80) }
        guard rest.removeFirst() == UInt8(ascii: ":"), rest.allSatisfy({ 0x30...0x39 ~= $0 }),
            let port = UInt16(Substring(rest)), port > 0
        else { throw .badPort }
        return (String(Substring(host)), port)
    }
}

/// Why a URL names no server that the client can reach.
package enum ClientAddressError: Error, Hashable, CustomStringConvertible {
    case noScheme
    case unknownScheme(String)
    case tlsNotSupported
    case hasPath
    case hasCredentials
    case badHost
    case badPort

    /// Completes a sentence that begins with the URL: "… is no server address: …".
    package var description: String {
        switch self {
        case .noScheme: "write it as http://host:port"
        case .unknownScheme(let scheme): "'\(scheme)' is neither http nor ws; write it as http://host:port"
        case .tlsNotSupported: "TLS is not supported; use http:// on a trusted network, or through a local proxy"
        case .hasPath: "it must end after the port; namespace and path are given separately"
        case .hasCredentials: "it must not hold a user or password"
        case .badHost: "its host is missing or malformed; write it as http://host:port"
        case .badPort: "its port is not a number from 1 to 65535"
        }
    }
}
