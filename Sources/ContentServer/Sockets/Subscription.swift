package import ContentEvents
package import JSONText

/// One thing a socket narrowed itself to.
package enum Subscription: Hashable, Sendable {
    /// Event names, as a glob such as `article:*`.
    case events(ExactString)
    /// One entry, by its documentId or by its id as text.
    case entity(type: ExactString, id: ExactString)

    /// The room in which a socket of `audience` waits for what this names.
    package func room(for audience: AudienceID) -> ExactString {
        switch self {
        case .events(let pattern): Room.events(audience, matching: pattern)
        case .entity(let type, let id): Room.events(audience, of: type, entity: id)
        }
    }
}
