package import JSONText

/// What a client may ask of the server: the plugin's events and cmsio's own.
///
/// Source: DESIGN section 3, "the plugin's client events" and "narrowing".
package enum ClientCommand: Sendable {
    case joinRoom(ExactString)
    case leaveRoom(ExactString)
    case getRooms
    case subscribeEntity(type: ExactString, id: ExactString)
    case unsubscribeEntity(type: ExactString, id: ExactString)
    case getEntitySubscriptions
    case subscribe([Subscription])
    case unsubscribe
    case refresh(auth: JSONDocument)

    /// What is wrong with a command, told to the client.
    package struct Malformed: Error, Equatable {
        package let message: String
    }

    /// The bytes that a room's or pattern's name may have.
    package static let longestName = 256

    /// - Returns: nil when the event is none of the server's.
    package init?(event: ExactString, document: JSONDocument, arguments: [JSONNode]) throws(Malformed) {
        let reader = ArgumentReader(document: document, argument: arguments.first)
        switch event {
        case "join-room": self = .joinRoom(try reader.name("a room's name"))
        case "leave-room": self = .leaveRoom(try reader.name("a room's name"))
        case "get-rooms": self = .getRooms
        case "subscribe-entity":
            let (type, id) = try reader.entity()
            self = .subscribeEntity(type: type, id: id)
        case "unsubscribe-entity":
            let (type, id) = try reader.entity()
            self = .unsubscribeEntity(type: type, id: id)
        case "get-entity-subscriptions": self = .getEntitySubscriptions
        case "subscribe": self = .subscribe(try reader.subscriptions())
        case "unsubscribe": self = .unsubscribe
        case "auth:refresh": self = .refresh(auth: try reader.object("{strategy, token}"))
        default: return nil
        }
    }

    /// Reads `auth.subscribe` of a handshake: nil when it is absent or null.
    package static func subscriptions(in auth: JSONDocument?) throws(Malformed) -> [Subscription]? {
        guard let auth, let node = auth.value("subscribe", in: auth.root), auth.kind(node) != .null else { return nil }
        return try ArgumentReader(document: auth, argument: node).subscriptions()
    }
}

/// Reads the first argument of a client's event.
private struct ArgumentReader {
    let document: JSONDocument
    let argument: JSONNode?

    func name(_ what: String) throws(ClientCommand.Malformed) -> ExactString {
        guard let name = self.argument.flatMap(self.document.exactString) else {
            throw ClientCommand.Malformed(message: "expected \(what), a string")
        }
        return try self.checked(name, what)
    }

    func object(_ what: String) throws(ClientCommand.Malformed) -> JSONDocument {
        guard let argument = self.argument, self.document.kind(argument) == .object,
            // The text of a parsed object parses again.
            let object = try? JSONDocument(parsing: self.document.text(argument))
        else { throw ClientCommand.Malformed(message: "expected \(what)") }
        return object
    }

    func entity() throws(ClientCommand.Malformed) -> (type: ExactString, id: ExactString) {
        guard let argument = self.argument, let entity = try self.entity(at: argument) else {
            throw ClientCommand.Malformed(message: "expected {uid, id}, as in {uid: \"api::article.article\", id: 7}")
        }
        return entity
    }

    /// A pattern, an entity, or an array of them.
    func subscriptions() throws(ClientCommand.Malformed) -> [Subscription] {
        guard let argument = self.argument else { throw Self.noSubscription }
        guard self.document.kind(argument) == .array else { return [try self.subscription(at: argument)] }
        var subscriptions: [Subscription] = []
        for element in self.document.elements(argument) {
            subscriptions.append(try self.subscription(at: element))
        }
        return subscriptions
    }

    private static let noSubscription = ClientCommand.Malformed(
        message: "expected event names or {uid, id}, as in [\"article:*\", {uid: \"api::article.article\", id: 7}]"
    )

    private func subscription(at node: JSONNode) throws(ClientCommand.Malformed) -> Subscription {
        if let pattern = self.document.exactString(node) {
            return .events(try self.checked(pattern, "an event name"))
        }
        guard let (type, id) = try self.entity(at: node) else { throw Self.noSubscription }
        return .entity(type: type, id: id)
    }

    /// - Returns: nil when the value is no `{uid, id}`; an id may be a string or a whole number.
    private func entity(at node: JSONNode) throws(ClientCommand.Malformed) -> (type: ExactString, id: ExactString)? {
        guard let type = self.document.value("uid", in: node).flatMap(self.document.exactString),
            let idNode = self.document.value("id", in: node),
            let id = self.document.exactString(idNode)
                ?? self.document.integer(idNode).map({ ExactString(String($0)) })
        else { return nil }
        return (try self.checked(type, "a uid"), try self.checked(id, "an id"))
    }

    private func checked(_ name: ExactString, _ what: String) throws(ClientCommand.Malformed) -> ExactString {
        guard (1...ClientCommand.longestName).contains(name.utf8.count) else {
            throw ClientCommand.Malformed(message: "\(what) has 1 to \(ClientCommand.longestName) bytes")
        }
        return name
    }
}
