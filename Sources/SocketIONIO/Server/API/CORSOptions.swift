/// What browsers are told about requests from the pages that ``OriginPolicy`` lets in.
///
/// Source: Fetch standard, "CORS protocol"; expressjs/cors, which the reference server uses, for the defaults.
public struct CORSOptions: Sendable {
    /// Whether pages may send cookies along. A page let in by ``OriginPolicy/any`` still may not: browsers refuse
    /// credentials together with `*`.
    public var allowsCredentials = false
    public var methods = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"]
    /// `nil` for whatever fields the page asks for.
    public var allowedHeaders: [String]?
    /// The fields of answers that scripts may read.
    public var exposedHeaders: [String] = []
    /// How long browsers may remember the answer to a preflight; whole seconds.
    public var maxAge: Duration?

    public init() {}

    /// The fields of every answer to a page that may connect, after those that name it.
    var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        if self.allowsCredentials { fields.append(("Access-Control-Allow-Credentials", "true")) }
        if !self.exposedHeaders.isEmpty {
            fields.append(("Access-Control-Expose-Headers", self.exposedHeaders.joined(separator: ",")))
        }
        return fields
    }

    /// The further fields of the answer to a preflight.
    ///
    /// - Parameter requested: What the page asks to send: `Access-Control-Request-Headers`.
    func preflightFields(requested: String?) -> [(name: String, value: String)] {
        var fields = [(name: "Access-Control-Allow-Methods", value: self.methods.joined(separator: ","))]
        if let allowedHeaders {
            fields.append(("Access-Control-Allow-Headers", allowedHeaders.joined(separator: ",")))
        } else {
            fields.append(("Vary", "Access-Control-Request-Headers"))
            if let requested { fields.append(("Access-Control-Allow-Headers", requested)) }
        }
        if let maxAge { fields.append(("Access-Control-Max-Age", "\(maxAge.components.seconds)")) }
        return fields
    }
}
