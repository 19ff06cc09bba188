import JSONText

/// As whom somebody listens.
package enum ListenerIdentity: Sendable {
    /// Over the operator namespace: every event once, or what an audience gets.
    case watcher(key: String, audience: String?)
    /// As a client that presents a token.
    case client(TokenFile)

    /// - Throws: ``CommandFailure`` when a file or the key is not there.
    package init(
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

    package var namespace: ExactString {
        switch self {
        case .watcher: "/operator"
        case .client: "/"
        }
    }

    /// What it presents when it connects.
    package var auth: [UInt8] {
        var writer = JSONWriter()
        switch self {
        case .watcher(let key, _): writer.object([("key", key)])
        case .client(let file): writer.object([("strategy", file.strategy.rawValue), ("token", file.token)])
        }
        return writer.bytes
    }
}

extension ListenerIdentity: CustomStringConvertible {
    /// `role:public`, `operator`, or what a token is.
    package var description: String {
        switch self {
        case .watcher(_, let audience): audience ?? "operator"
        case .client(let file): file.strategy == .jwt ? "the user of the JWT" : "the API token"
        }
    }
}

/// When listening ends by itself.
package struct ListenerLimits: Sendable {
    package let count: Int?
    /// In all, from the start.
    package let timeout: Duration?
}
