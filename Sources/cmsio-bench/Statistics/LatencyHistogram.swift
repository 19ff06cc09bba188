/// Counts durations, each known to 1.6 percent, in memory that does not grow.
///
/// Slots are as wide as the 64th part of the power of two that they lie in.
package struct LatencyHistogram: Sendable {
    private static let partBits = 6

    private var slots = [UInt32](repeating: 0, count: (65 - partBits) << partBits)
    package private(set) var count = 0

    /// The longest duration, exactly.
    package private(set) var max: UInt64 = 0

    package init() {}

    /// - Parameter nanoseconds: Any duration.
    package mutating func add(_ nanoseconds: UInt64) {
        self.slots[Self.slot(of: nanoseconds)] += 1
        self.count += 1
        if nanoseconds > self.max { self.max = nanoseconds }
    }

    /// The duration that a part of all durations does not exceed.
    ///
    /// - Parameter part: 0.5 for the median, 0.99 for the 99th percentile.
    /// - Returns: Nanoseconds, the middle of a slot; 0 when nothing was added.
    package func percentile(_ part: Double) -> UInt64 {
        let wanted = Swift.min(Int(part * Double(self.count)), self.count - 1)
        var seen = 0
        for (slot, count) in self.slots.enumerated() {
            seen += Int(count)
            if seen > wanted { return Swift.min(Self.middle(of: slot), self.max) }
        }
        return self.max
    }

    private static func slot(of value: UInt64) -> Int {
        if value < 1 << self.partBits { return Int(value) }
        let shift = 63 - value.leadingZeroBitCount - self.partBits
        return (shift + 1) << self.partBits + Int(value >> UInt64(shift)) & (1 << self.partBits - 1)
    }

    private static func middle(of slot: Int) -> UInt64 {
        if slot < 1 << self.partBits { return UInt64(slot) }
        let shift = UInt64(slot >> self.partBits - 1)
        let first = UInt64(1 << self.partBits + slot & (1 << self.partBits - 1)) << shift
        return first + (1 << shift) / 2
    }
}
