import ContentModel
import JSONText

/// An event that was checked and made into views, with no number yet and on its way to nobody: what `emit` sends next, and
/// all that a preview shows.
struct PreparedEvent {
    let type: ContentType
    let action: ExactString
    let document: JSONDocument
    let fanOut: FanOut
    let outcome: FanOut.Outcome
    /// Milliseconds since 1970.
    let at: Int64

    /// - Parameters:
    ///   - hasWatchers: Whether the full-access view is wanted.
    ///   - fanOut: The fan-out for the type and the rights.
    /// - Throws: Why such an event is not accepted, but for ``refusal``.
    init(
        _ type: ContentType,
        _ action: ExactString,
        data: [UInt8],
        policy: EmitPolicy,
        hasWatchers: Bool,
        fanOut: () -> FanOut
    ) throws(EmitError) {
        self.type = type
        self.action = action
        self.document = try JSONDocument(emitted: data)
        try type.check(self.document, mode: policy.mode)
        self.fanOut = fanOut()
        self.at = policy.clock.milliseconds
        self.outcome = self.fanOut.spread(self.document, at: self.at / 1000, hasWatchers: hasWatchers)
    }

    /// Why nobody can be sent anything; nil if somebody can, or nobody has the right.
    var refusal: EmitError? {
        self.outcome.error.map { EmitError(.badData, "\($0). Nothing was sent.") }
    }

    var subject: EventSubject {
        EventSubject(name: self.fanOut.name, uid: self.type.uid, entityIDs: self.document.entityIDs)
    }
}

extension FanOut {
    /// The fan-out of an action of a type to everybody who has the right to it.
    convenience init(
        _ action: ExactString,
        of type: ContentType,
        to rights: Rights,
        catalog: ContentCatalog,
        policy: EmitPolicy
    ) {
        let receivers = rights.audiences.filter {
            $0.reasonToReceive(action, of: type.uid, under: policy.receive, publishing: policy.publishing) != nil
        }
        self.init(name: ExactString("\(type.singularName):\(action)"), audiences: receivers) { permissions in
            ViewPlan(
                catalog: catalog,
                type: type,
                permissions: permissions,
                mode: policy.mode,
                shape: policy.shape
            )
        }
    }
}
