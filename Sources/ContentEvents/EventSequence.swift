/// Numbers events in the order they are accepted.
struct EventSequence: Sendable {
    /// Told apart from other processes that number events in the same millisecond.
    private let node: UInt32
    private var millisecond: Int64 = 0
    private var withinMillisecond = 0
    private var offset = 0

    struct Number: Sendable, Equatable {
        let id: String
        let offset: Int
        /// Milliseconds since 1970.
        let at: Int64
    }

    /// - Parameter node: Random.
    init(node: UInt32) {
        self.node = node
    }

    /// The next number; its id sorts after all before it, even when the clock goes back.
    ///
    /// An id is `<milliseconds>-<count>-<node>`, each in hexadecimal digits of fixed width.
    ///
    /// - Parameter at: Milliseconds since 1970.
    mutating func next(at: Int64) -> Number {
        if at > self.millisecond {
            self.millisecond = at
            self.withinMillisecond = 0
        } else if self.withinMillisecond == 0xFFFF {
            self.millisecond += 1
            self.withinMillisecond = 0
        } else {
            self.withinMillisecond += 1
        }
        self.offset += 1
        let parts = [
            Self.hex(UInt64(bitPattern: self.millisecond), width: 12),
            Self.hex(UInt64(self.withinMillisecond), width: 4),
            Self.hex(UInt64(self.node), width: 8),
        ]
        return Number(id: parts.joined(separator: "-"), offset: self.offset, at: at)
    }

    private static func hex(_ value: UInt64, width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
