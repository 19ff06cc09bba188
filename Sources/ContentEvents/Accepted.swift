import ContentModel
import JSONText

/// An event that is on its way to the sockets.
struct Accepted: Sendable {
    let number: EventSequence.Number
    let event: ExactString
    let shares: [FanOut.Share]
    let reach: PendingReach

    /// Waits until the event is written. To be called once.
    func receipt() async -> Receipt {
        let reach = await self.reach.reach()
        return Receipt(
            id: self.number.id,
            offset: self.number.offset,
            event: self.event.string,
            repeated: false,
            sockets: reach.sockets,
            audiences: self.shares.map { share in
                AudienceReceipt(
                    audience: share.audience.label.string,
                    sockets: reach.byAudience[share.audience.id] ?? 0,
                    dropped: Self.dropped(share.result),
                    error: share.result.failure?.description
                )
            }
        )
    }

    private static func dropped(_ result: Result<[DroppedField], ViewError>) -> [DroppedReceipt] {
        guard case .success(let fields) = result else { return [] }
        return fields.map { DroppedReceipt(path: $0.path, rule: $0.rule.code, reason: $0.rule.description) }
    }
}

extension Receipt {
    /// The receipt for a request that was accepted before.
    var asRepeated: Receipt {
        Receipt(
            id: self.id,
            offset: self.offset,
            event: self.event,
            repeated: true,
            sockets: self.sockets,
            audiences: self.audiences
        )
    }
}
