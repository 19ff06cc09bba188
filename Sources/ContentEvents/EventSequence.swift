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
        return Number(id: self.id, offset: self.offset, at: at)
    }

    private var id: String {
        let parts = [
            (UInt64(bitPattern: self.millisecond), 12), (UInt64(self.withinMillisecond), 4), (UInt64(self.node), 8),
        ]
        return String(unsafeUninitializedCapacity: 26) { text in
            var end = 0
            for (value, width) in parts {
                if end > 0 {
                    text[end] = UInt8(ascii: "-")
                    end += 1
                }
                for place in 1...width {
                    let digit = UInt8(value >> UInt64(4 * (width - place)) & 0xF)
                    text[end] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
                    end += 1
                }
            }
            return end
        }
    }
}
