package import JSONText

/// What an event is about: all that decides, beside the audience, which sockets it is for.
package struct EventSubject: Sendable {
    /// `article:update`
    package let name: ExactString
    /// `api::article.article`
    package let uid: ExactString
    /// Each `documentId` and `id` of the data, numbers as written, for sockets that narrowed to entities.
    package let entityIDs: [ExactString]
}

/// Port: counts the sockets that an event would reach now.
///
/// Law: the count is the one that ``Delivery`` would tell if the event were delivered now. Nothing is sent.
package protocol SocketCensus: Sendable {
    /// How many sockets of an audience it is.
    func sockets(of audience: AudienceID, for subject: EventSubject) async -> Int
}
