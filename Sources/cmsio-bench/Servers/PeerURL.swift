/// Where somebody's own server is: `http://127.0.0.1:3000/socket.io/`.
package struct PeerURL: Equatable, Sendable {
    /// IPv4.
    package let host: String
    package let port: Int
    /// `/socket.io/` unless it says another one.
    package let path: String

    /// - Returns: `nil` for anything but `http://`, an IPv4 address or `localhost`, a port and perhaps a path.
    package init?(_ text: String) {
        guard text.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), 1...65535 ~= port else { return nil }
        let path = String(rest.dropFirst(authority.count))
        self.host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        self.port = port
        self.path = path.isEmpty || path == "/" ? "/socket.io/" : path
    }
}
