import JSONText

/// As whom somebody listens.
enum ListenerIdentity: Sendable {
    /// Over the operator namespace: every event once, or what an audience gets.
    case watcher(key: String, audience: String?)
    /// As a client that presents a token.
    case client(TokenFile)

    /// - Throws: ``CommandFailure`` when a file or the key is not there.
    init(
        audience: String?,
        tokenFile: String?,
        strategy: TokenStrategy?,
        location: ServerLocation
    ) throws {
        if let tokenFile {
            self = .client(try TokenFile(tokenFile, strategy: strategy))
        } else {
            self = .watcher(key: try location.requireKey(), audience: audience)
        }
    }

    /// The location, with what to say about a refusal of this identity.
    func explainingRefusals(of location: ServerLocation) -> ServerLocation {
        guard case .client(let file) = self else { return location }
        var location = location
        location.wayIn = "The token is that of '\(file.path)'; mint or add another, or give its --strategy."
        return location
    }

    var namespace: ExactString {
        switch self {
        case .watcher: "/operator"
        case .client: "/"
        }
    }

    /// What it presents when it connects.
    var auth: [UInt8] {
        switch self {
        case .watcher(let key, _):
            return OperatorCall.auth(key: key)
        case .client(let file):
            var writer = JSONWriter()
            writer.object([("strategy", file.strategy.rawValue), ("token", file.token)])
            return writer.bytes
        }
    }
}

extension ListenerIdentity: CustomStringConvertible {
    /// `role:public`, `operator`, or what a token is.
    var description: String {
        switch self {
        case .watcher(_, let audience): audience ?? "operator"
        case .client(let file): file.strategy == .jwt ? "the user of the JWT" : "the API token"
        }
    }
}

/// When listening ends by itself.
struct ListenerLimits: Sendable {
    let count: Int?
    /// In all, from the start.
    let timeout: Duration?
}
