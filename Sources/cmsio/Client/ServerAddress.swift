/// Where a server is: `http://host:port`, and the path of its Socket.IO.
package struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    package let port: Int
    /// `/socket.io`
    package let path: String

    init(host: String, port: Int, path: String) {
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads a URL such as `http://127.0.0.1:1338`, or `localhost:1338` for short; a path in it is that of Socket.IO.
    ///
    /// - Parameter defaultPath: Counts when the URL has none.
    /// - Throws: ``SettingProblem``
    package init(parsing text: String, defaultPath: String = "/socket.io") throws {
        let example = "write it as in http://127.0.0.1:1338"
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            guard rest[..<scheme.lowerBound].lowercased() == "http" else {
                throw SettingProblem("only http is spoken, not \(rest[..<scheme.lowerBound]); \(example)")
            }
            rest = rest[scheme.upperBound...]
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest[authority.endIndex...]
        guard !path.contains("?"), !path.contains("#"), !authority.contains("@") else { throw SettingProblem(example) }
        let (host, port) = try Self.split(authority, otherwise: SettingProblem(example))
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path
        self.init(host: host, port: port, path: trimmed.isEmpty ? defaultPath : String(trimmed))
    }

    /// `http://127.0.0.1:1338`, or `http://[::1]:1338`.
    package var url: String {
        "http://\(self.host.contains(":") ? "[\(self.host)]" : self.host):\(self.port)"
    }

    package var description: String { self.path == "/socket.io" ? self.url : self.url + self.path }

    private static func split(_ authority: Substring, otherwise: SettingProblem) throws -> (String, Int) {
        var host = authority
        var port = 80
        let afterHost = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : authority.startIndex
        guard let afterHost else { throw otherwise }
        if let colon = authority[afterHost...].lastIndex(of: ":") {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65535).contains(number) else {
                throw otherwise
            }
            port = number
            host = authority[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw otherwise }
        return (String(host), port)
    }
}
