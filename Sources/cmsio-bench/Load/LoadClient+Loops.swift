#if os(Linux)
    // The ways to trigger events.
    extension LoadClient {
        /// How long nothing may arrive.
        private static let patience = 20.0

        /// Triggers as many events as may be under way, and another one when one has reached everybody; so it finds the
        /// most that the server can do.
        ///
        /// - Parameters:
        ///   - window: How many events may be under way.
        ///   - seconds: After this no more are triggered; there is at least one.
        /// - Returns: How long it took until the last one had arrived, in nanoseconds.
        func closedLoop(window: Int, seconds: Double) throws -> UInt64 {
            let start = MonotonicClock.nanoseconds
            let time = Deadline(seconds: seconds)
            var patience = Deadline(seconds: Self.patience)
            var completeBefore = self.log.complete
            try self.trigger()
            repeat {
                while self.log.outstanding < window, !time.isOver, !self.log.isFull { try self.trigger() }
                try self.poll()
                if self.log.complete > completeBefore { patience.extend() }
                completeBefore = self.log.complete
                try patience.check("an event did not reach everybody")
            } while self.log.outstanding > 0 || (!time.isOver && !self.log.isFull)
            return MonotonicClock.nanoseconds - start
        }

        /// Triggers events at fixed times, whether or not the ones before have arrived.
        ///
        /// - Parameter rate: Events a second.
        func openLoop(rate: Double, seconds: Double) throws {
            let start = MonotonicClock.nanoseconds
            for index in 0..<Int((rate * seconds).rounded(.up)) where !self.log.isFull {
                let due = start + UInt64(Double(index) * 1e9 / rate)
                while MonotonicClock.nanoseconds < due { try self.poll() }
                try self.trigger(due: due)
            }
            let patience = Deadline(seconds: Self.patience)
            while self.log.outstanding > 0 {
                try self.poll()
                try patience.check("an event did not reach everybody")
            }
        }

        /// Only answers pings.
        func idle(seconds: Double) throws {
            let time = Deadline(seconds: seconds)
            while !time.isOver { try self.poll() }
        }
    }
#endif
