import ContentEvents
package import JSONText
import SocketIONIO

/// An event as somebody who listens gets it.
package struct ListenedEvent: Sendable {
    /// What it is an event of.
    package enum Kind: Sendable, Equatable {
        /// - Parameter type: A uid, or for a client, which is not told, the singular name.
        case content(type: ExactString, action: ExactString)
        case raw
        /// Of a server that is not cmsio: any number of arguments.
        case foreign
    }

    package let name: ExactString
    package let kind: Kind
    let document: JSONDocument
    /// The first is the payload of cmsio's events.
    let arguments: [JSONNode]
    /// What a client got; nil for an operator.
    private let message: SocketIOMessage?
    /// What an operator is told besides.
    let head: JSONNode?
    /// Milliseconds since 1970.
    let at: Int64
    /// Whether it was before somebody listened.
    var isReplayed = false

    /// - Parameter message: One of the operator namespace.
    /// - Returns: Nil for what is no event.
    init?(watched message: SocketIOMessage) {
        guard message.name == "event" else { return nil }
        self.init(watched: message.document, message.arguments)
    }

    /// - Parameter arguments: What the event is, and unless it was denied its payload.
    /// - Returns: Nil for what is no event.
    package init?(watched document: JSONDocument, _ arguments: [JSONNode]) {
        guard let head = arguments.first,
            let name = document.value("event", in: head).flatMap(document.exactString)
        else { return nil }
        self.name = name
        self.document = document
        self.head = head
        self.arguments = Array(arguments.dropFirst())
        self.message = nil
        let at = document.value("at", in: head).flatMap(document.integer)
        self.at = at.map(Int64.init) ?? WallClock.system.milliseconds
        let type = document.value("type", in: head).flatMap(document.exactString)
        let action = document.value("action", in: head).flatMap(document.exactString)
        if let type, let action {
            self.kind = .content(type: type, action: action)
        } else {
            self.kind = .raw
        }
    }

    /// - Parameters:
    ///   - message: What a client got.
    ///   - now: Milliseconds since 1970: clients are not told when the event was accepted.
    ///   - isForeign: Whether the server is not cmsio.
    init(received message: SocketIOMessage, now: Int64, isForeign: Bool) {
        self.name = message.name
        self.document = message.document
        self.head = nil
        self.arguments = message.arguments
        self.message = message
        self.at = now
        self.kind = isForeign ? .foreign : Self.kind(of: message)
    }

    /// Only content has meta; its name is `type:action`.
    private static func kind(of message: SocketIOMessage) -> Kind {
        let name = message.name.string
        guard let payload = message.arguments.first, message.document.value("meta", in: payload) != nil,
            let colon = name.lastIndex(of: ":")
        else { return .raw }
        return .content(
            type: ExactString(String(name[..<colon])),
            action: ExactString(String(name[name.index(after: colon)...]))
        )
    }

    // MARK: What an operator is told

    /// Its place among all events; nil for clients.
    var offset: Int? { self.told("offset").flatMap(self.document.integer) }

    var id: String? { self.told("id").flatMap(self.document.string) }

    /// Each documentId and id of its entries; nil for clients.
    var entityIDs: [ExactString]? {
        self.told("ids").map { self.document.elements($0).compactMap(self.document.exactString) }
    }

    /// Who gets it; nil unless an operator sees all.
    var audiences: JSONNode? { self.told("audiences") }

    /// Why the audience did not get it; nil if it did.
    var denial: JSONNode? { self.told("denied") }

    func told(_ key: ExactString) -> JSONNode? { self.head.flatMap { self.document.value(key, in: $0) } }

    // MARK: What everybody gets

    /// A member of the payload: `data` or `meta`.
    func payload(_ key: ExactString) -> JSONNode? {
        self.arguments.first.flatMap { self.document.value(key, in: $0) }
    }

    /// Whether the sender waits for an answer, which it never gets: who watches does not take part.
    var wantsAck: Bool { self.message?.wantsAck ?? false }

    var hasBinary: Bool { self.message?.attachments.isEmpty == false }

    /// The binary value that an argument, or a value in one, stands for; nil when it stands for itself.
    func binary(_ node: JSONNode) -> [UInt8]? { self.message?.attachment(node) }

    var matchable: PayloadMatch.Payload {
        self.kind == .foreign ? .arguments(self.arguments) : .content(self.arguments.first)
    }

    /// Whether it is of that entry, as far as it can be told: who listens with a token is sent only the entries wanted.
    func isOf(_ entity: EntitySelector) -> Bool {
        guard case .content(let type, let action) = self.kind else { return false }
        guard let entityIDs else { return true }
        let isOfType = type == entity.type || self.name == "\(entity.type):\(action)"
        return isOfType && entityIDs.contains(entity.id)
    }
}
