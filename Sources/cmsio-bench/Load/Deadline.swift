#if os(Linux)
    /// When to give up.
    struct Deadline {
        private let length: UInt64
        private var end: UInt64

        init(seconds: Double) {
            self.length = UInt64(seconds * 1e9)
            self.end = MonotonicClock.nanoseconds + self.length
        }

        /// Starts anew.
        mutating func extend() { self.end = MonotonicClock.nanoseconds + self.length }

        var isOver: Bool { MonotonicClock.nanoseconds >= self.end }

        /// - Throws: ``BenchError`` that says what was waited for; ``Interrupted`` after Ctrl-C.
        func check(_ problem: @autoclosure () -> String) throws {
            try Interruption.check()
            guard self.isOver else { return }
            throw BenchError("\(problem()) within \(self.length / 1_000_000_000) s.", .timedOut)
        }
    }
#endif
