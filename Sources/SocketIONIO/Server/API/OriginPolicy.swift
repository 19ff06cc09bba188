public import JSONText

/// Which web pages may connect, judged by the `Origin` header that browsers send.
///
/// A request without the header comes from no web page and is always allowed; so is a page of the server's own host.
public struct OriginPolicy: Sendable {
    /// A kind of page that may connect, besides those of the server's own host.
    public enum Rule: Sendable, Hashable {
        /// Any page at all: `*`.
        case any
        /// Pages of `localhost`, `127.0.0.1` and `[::1]` on any port: for demos.
        case localhost
        /// Pages of one origin, such as `https://example.com`, compared byte for byte.
        case origin(ExactString)
    }

    private let rules: Set<Rule>
    private let predicate: (@Sendable (_ origin: String) -> Bool)?

    /// Whether a page that may not connect gets 403. With `false` only its browser keeps it out, from polling and not
    /// from WebSockets, as with the reference server: what else may not connect is then for
    /// ``EngineIOEndpoint/allowRequest(_:)`` to say.
    public var refusesOthers = true

    /// Only pages of these kinds, and of the server's own host.
    public init(allowing rules: Set<Rule>) {
        self.rules = rules
        self.predicate = nil
    }

    private init(predicate: @escaping @Sendable (_ origin: String) -> Bool) {
        self.rules = []
        self.predicate = predicate
    }

    /// Pages whose origin, such as `https://example.com`, the predicate agrees to.
    public static func matching(_ predicate: @escaping @Sendable (_ origin: String) -> Bool) -> OriginPolicy {
        OriginPolicy(predicate: predicate)
    }

    /// Only pages of the server's own host.
    public static let sameHost = OriginPolicy(allowing: [])
    /// Any page.
    public static let any = OriginPolicy(allowing: [.any])

    /// Whether a page of `origin` may connect to the server it knows as `host`.
    ///
    /// - Parameters:
    ///   - origin: The header `Origin`, or `nil` without one.
    ///   - host: The header `Host`.
    package func allows(origin: String?, host: String?) -> Bool {
        guard let origin, !self.rules.contains(.any) else { return true }
        if self.rules.contains(.origin(ExactString(origin))) || self.predicate?(origin) ?? false { return true }
        guard let page = Authority(origin: origin) else { return false }
        if self.rules.contains(.localhost), page.isLoopback { return true }
        return host.flatMap { Authority($0, defaultPort: page.defaultPort) } == page
    }

    /// Whether browsers are told anything: not when pages of other hosts may never connect.
    var usesCORS: Bool { !self.rules.isEmpty || self.predicate != nil }

    /// The fields by which a browser lets the page of `origin` read the response.
    ///
    /// Source: Fetch standard, "CORS protocol"; expressjs/cors, which the reference server uses.
    func corsFields(origin: String?, host: String?, _ options: CORSOptions) -> [(name: String, value: String)] {
        if self.rules.contains(.any) { return [("Access-Control-Allow-Origin", "*")] + options.fields }
        guard self.usesCORS else { return [] }
        guard let origin, self.allows(origin: origin, host: host) else { return [("Vary", "Origin")] }
        return [("Access-Control-Allow-Origin", origin), ("Vary", "Origin")] + options.fields
    }
}

/// A host and port, as an origin or a `Host` header names them.
private struct Authority: Equatable {
    let host: String
    let port: Int
    let defaultPort: Int

    var isLoopback: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(self.host) }

    /// - Parameter origin: `http://host` or `https://host`, with or without a port.
    init?(origin: String) {
        for (scheme, defaultPort) in [("http://", 80), ("https://", 443)] where origin.hasPrefix(scheme) {
            self.init(String(origin.dropFirst(scheme.count)), defaultPort: defaultPort)
            return
        }
        return nil
    }

    init?(_ text: String, defaultPort: Int) {
        let bytes = text.lowercased().utf8
        let hostEnd = bytes.first == UInt8(ascii: "[") ? bytes.firstIndex(of: UInt8(ascii: "]")) : bytes.startIndex
        guard let hostEnd, !bytes.isEmpty else { return nil }
        let colon = bytes[hostEnd...].firstIndex(of: UInt8(ascii: ":"))
        self.host = String(decoding: bytes[..<(colon ?? bytes.endIndex)], as: UTF8.self)
        self.defaultPort = defaultPort
        guard let colon else {
            self.port = defaultPort
            return
        }
        guard let port = Int(String(decoding: bytes[bytes.index(after: colon)...], as: UTF8.self)) else { return nil }
        self.port = port
    }
}
