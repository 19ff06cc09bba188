/// What an audience gets of one entry.
package struct View: Sendable {
    /// The argument of the event, a JSON text.
    package let argument: [UInt8]

    /// What the audience does not get.
    package let drops: Drops

    private let reliance: Reliance

    /// What the rights were asked while the view was made.
    struct Reliance: Sendable {
        let plan: ViewPlan
        let asked: BitSet
        let hasAskedForOthers: Bool
    }

    /// The same in words, in the order met; each path once. Made when asked for.
    package var dropped: [DroppedField] { self.drops.fields }

    init(argument: [UInt8], drops: Drops, reliance: Reliance) {
        self.argument = argument
        self.drops = drops
        self.reliance = reliance
    }

    /// Whether another plan of the same catalog would make this very view of the same document, which costs less to know
    /// than to make it: everything that was asked of the rights has the same answer.
    package func holds(for plan: ViewPlan) -> Bool {
        if plan === self.reliance.plan { return true }
        let (own, other) = (self.reliance.plan.signature, plan.signature)
        guard own.type == other.type, own.mode == other.mode, own.shape == other.shape else { return false }
        if self.reliance.hasAskedForOthers {
            guard own.rights.all == other.rights.all, own.rights.others == other.rights.others else { return false }
        }
        return own.rights.listed.agrees(with: other.rights.listed, on: self.reliance.asked)
    }
}
