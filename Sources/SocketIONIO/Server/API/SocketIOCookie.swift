/// A cookie that holds a session's secret, so that a proxy can send all of a client's requests to one server.
public struct SocketIOCookie: Sendable, Hashable {
    /// Which requests of other sites carry the cookie.
    public enum SameSite: String, Sendable, Hashable {
        case strict = "Strict"
        case lax = "Lax"
        /// All of them; browsers then want ``SocketIOCookie/isSecure`` too.
        case none = "None"
    }

    public var name: String
    /// `nil` for that of the request.
    public var path: String? = "/"
    /// `nil` for the host of the request.
    public var domain: String?
    /// `nil` until the browser is closed; whole seconds.
    public var maxAge: Duration?
    /// Whether scripts cannot read it.
    public var isHTTPOnly = true
    /// Whether it is sent over TLS only.
    public var isSecure = false
    /// `nil` for what the browser takes it to be.
    public var sameSite: SameSite? = .lax

    public init(name: String = "io") { self.name = name }

    /// The value of `Set-Cookie`.
    ///
    /// Source: RFC 6265, section 4.1; in the order of the reference server.
    func header(value: String) -> String {
        var header = "\(self.name)=\(value)"
        if let maxAge { header += "; Max-Age=\(maxAge.components.seconds)" }
        if let domain { header += "; Domain=\(domain)" }
        if let path { header += "; Path=\(path)" }
        if self.isHTTPOnly { header += "; HttpOnly" }
        if self.isSecure { header += "; Secure" }
        if let sameSite { header += "; SameSite=\(sameSite.rawValue)" }
        return header
    }
}
