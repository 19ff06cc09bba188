/// What an audience gets of one entry.
package struct View: Sendable {
    /// The argument of the event, a JSON text.
    package let argument: [UInt8]

    /// What the audience does not get, in the order met; each path once.
    package let dropped: [DroppedField]

    private let reliance: Reliance

    /// What the rights were asked while the view was made.
    struct Reliance: Sendable {
        let signature: ViewPlan.Signature
        let asked: BitSet
        let hasAskedForOthers: Bool
    }

    init(argument: [UInt8], dropped: [DroppedField], reliance: Reliance) {
        self.argument = argument
        self.dropped = dropped
        self.reliance = reliance
    }

    /// Whether another plan of the same catalog would make this very view of the same document, which costs less to know
    /// than to make it: everything that was asked of the rights has the same answer.
    package func holds(for plan: ViewPlan) -> Bool {
        let (own, other) = (self.reliance.signature, plan.signature)
        guard own.type == other.type, own.mode == other.mode, own.shape == other.shape else { return false }
        if self.reliance.hasAskedForOthers {
            guard own.rights.all == other.rights.all, own.rights.others == other.rights.others else { return false }
        }
        return own.rights.listed.agrees(with: other.rights.listed, on: self.reliance.asked)
    }
}
