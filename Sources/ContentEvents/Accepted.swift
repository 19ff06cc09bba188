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
                    audience: share.label.string,
                    sockets: reach.byAudience[share.id] ?? 0,
                    dropped: share.result.success ?? [],
                    error: share.result.failure?.description
                )
            }
        )
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
