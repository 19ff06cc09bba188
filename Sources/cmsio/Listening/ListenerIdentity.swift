import JSONText
import SocketIONIO

/// As whom somebody listens.
enum ListenerIdentity: Sendable {
    /// Over the operator namespace: every event once, or what an audience gets, or what it does not get.
    case watcher(key: String, Watched)
    /// As a client that presents a token, of events of these entries only, if there are any.
    case client(TokenFile, [EntitySelector])
    /// As a client of a server that need not be cmsio.
    ///
    /// - Parameter auth: A JSON object; nil for none.
    case foreign(namespace: ExactString, auth: [UInt8]?)

    /// What an operator watches.
    struct Watched: Sendable {
        /// Nil for everything.
        let audience: String?
        let isDenied: Bool
    }

    /// Over the operator namespace.
    ///
    /// - Throws: ``CommandFailure`` when the location has no key.
    static func watcher(_ watched: Watched, at location: ServerLocation) throws -> ListenerIdentity {
        guard let key = location.key else {
            throw CommandFailure(
                .usage,
                "--server needs the operator key of \(location.address): add --key-file FILE, or set CMSIO_KEY_FILE; "
                    + "or watch as any client of any Socket.IO server with --foreign."
            )
        }
        return .watcher(key: key, watched)
    }

    /// The location, with what to say about a refusal of this identity.
    func explainingRefusals(of location: ServerLocation) -> ServerLocation {
        var location = location
        switch self {
        case .watcher: location.wayElsewhere = " A server that is not cmsio is watched with --foreign."
        case .client(let file, let entities):
            location.wayIn = "The token is that of '\(file.path)'; mint or add another, or give its --strategy."
            if let entity = entities.first {
                location.wayIn += " To name an entry whose uid is not \(entity.uid), write UID/ID."
            }
        case .foreign(let namespace, let auth):
            let auth = auth == nil ? "what it wants may be given with --auth-file" : "check --auth-file"
            location.wayIn = "The namespace is \(namespace) (--namespace); \(auth)."
        }
        return location
    }

    var namespace: ExactString {
        switch self {
        case .watcher: "/operator"
        case .client: "/"
        case .foreign(let namespace, _): namespace
        }
    }

    /// Which way to go to the server: the next one is tried if a server does not offer the first.
    var transports: [SocketIOClient.Transport] {
        switch self {
        case .watcher, .client: [.websocket]
        case .foreign: [.websocket, .polling]
        }
    }

    /// What it presents when it connects.
    var auth: [UInt8]? {
        switch self {
        case .watcher(let key, _): return OperatorCall.auth(key: key)
        case .foreign(_, let auth): return auth
        case .client(let file, let entities):
            var writer = JSONWriter()
            writer.beginObject()
            writer.member("strategy", file.strategy.rawValue)
            writer.member("token", file.token)
            if !entities.isEmpty {
                writer.key("subscribe")
                writer.beginArray()
                for entity in entities { writer.object([("uid", entity.uid.string), ("id", entity.id.string)]) }
                writer.endArray()
            }
            writer.endObject()
            return writer.bytes
        }
    }
}

extension ListenerIdentity: CustomStringConvertible {
    /// `role:public`, `operator`, or what a token is.
    var description: String {
        switch self {
        case .watcher(_, let watched):
            (watched.audience ?? "operator") + (watched.isDenied ? ", to what is denied," : "")
        case .client(let file, _): file.strategy == .jwt ? "the user of the JWT" : "the API token"
        case .foreign(let namespace, _): "a client of \(namespace)"
        }
    }
}
