/// A place to send HTTP requests to: `http://host:port/path?query`.
package struct HTTPAddress: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    package let port: Int
    /// With the query.
    package let target: String

    /// Reads where events are to be posted to: a URL, or for short `localhost:3000/webhook`.
    ///
    /// - Throws: ``SettingProblem``
    package init(forwardingTo text: String) throws {
        try self.init(parsing: text, example: "http://127.0.0.1:3000/webhook", proxyUse: "forward")
    }

    /// The root of a server.
    init(host: String, port: Int) {
        self.host = host
        self.port = port
        self.target = "/"
    }

    /// - Parameters:
    ///   - example: What such an address looks like.
    ///   - proxyUse: What to do with a proxy where the address says https: `forward`, as in "forward to a proxy".
    /// - Throws: ``SettingProblem``
    init(parsing text: String, example: String, proxyUse: String) throws {
        let example = SettingProblem("write it as in \(example)")
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            let name = rest[..<scheme.lowerBound].lowercased()
            guard name != "https" else {
                throw SettingProblem(
                    "only http can be spoken; \(proxyUse) to a proxy on this machine that speaks https, "
                        + "as 'socat TCP-LISTEN:8443,bind=127.0.0.1,fork OPENSSL:example.org:443' does"
                )
            }
            guard name == "http" else { throw example }
            rest = rest[scheme.upperBound...]
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let target = rest[authority.endIndex...]
        guard target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
            let address = try? ServerAddress(parsing: String(authority))
        else { throw example }
        self.host = address.host
        self.port = address.port
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// What the `Host` field says.
    var authority: String {
        (self.host.contains(":") ? "[\(self.host)]" : self.host) + (self.port == 80 ? "" : ":\(self.port)")
    }

    package var description: String { "http://\(self.authority)\(self.target)" }
}
