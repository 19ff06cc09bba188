package import JSONText

/// When a session was in which rooms, in positions of its namespace's log: what tells which events concern it.
///
/// A client knows the last event it received, the server only what it sent. Between the two the session may have
/// changed rooms, so the rooms at its end do not tell what was lost on the way.
package struct RoomHistory: Sendable, Equatable {
    /// A time in a room: the events after `start`, up to `end` or for ever.
    package struct Stay: Sendable, Equatable {
        package let start: UInt64
        package let end: UInt64?

        package init(after start: UInt64, to end: UInt64? = nil) {
            self.start = start
            self.end = end
        }

        func contains(_ position: UInt64) -> Bool {
            position > self.start && self.end.map { position <= $0 } ?? true
        }
    }

    /// The rooms with their stays, the session's own room among them.
    package private(set) var stays: [ExactString: [Stay]]
    /// Stays that ended before or here may be missing.
    package let completeSince: UInt64

    package init(stays: [ExactString: [Stay]], completeSince: UInt64) {
        self.stays = stays
        self.completeSince = completeSince
    }

    /// Whether it was sent the event at `position`, or would have been.
    ///
    /// - Parameters:
    ///   - rooms: Whom the event was for; none means everyone.
    ///   - except: Whom it was not for.
    package func concerns(_ position: UInt64, rooms: [ExactString], except: [ExactString]) -> Bool {
        (rooms.isEmpty || rooms.contains { self.isIn($0, at: position) })
            && !except.contains { self.isIn($0, at: position) }
    }

    private func isIn(_ room: ExactString, at position: UInt64) -> Bool {
        self.stays[room]?.contains { $0.contains(position) } ?? false
    }

    /// The rooms it has not left, and the position at which it entered each.
    package var entered: [ExactString: UInt64] {
        self.stays.compactMapValues { stays in stays.first { $0.end == nil }?.start }
    }

    /// Takes a room out as if it had never been entered: nothing that was sent to it alone concerns the session.
    package mutating func forget(_ room: ExactString) { self.stays[room] = nil }
}

/// The rooms that a session has left, as far as they are remembered.
package struct RoomDepartures: Sendable {
    private struct Departure {
        let room: ExactString
        let stay: RoomHistory.Stay
    }
    private var departures = Line<Departure>()
    private let limit: Int
    package private(set) var completeSince: UInt64

    /// - Parameters:
    ///   - limit: How many stays are remembered.
    ///   - start: The position at which the session began.
    package init(limit: Int, since start: UInt64) {
        self.limit = limit
        self.completeSince = start
    }

    /// Takes up what an earlier connection of the session remembered.
    package init(limit: Int, continuing history: RoomHistory) {
        self.init(limit: limit, since: history.completeSince)
        let past = history.stays.flatMap { room, stays in stays.map { Departure(room: room, stay: $0) } }
        for departure in past.sorted(by: { ($0.stay.end ?? 0) < ($1.stay.end ?? 0) }) {
            guard let end = departure.stay.end else { continue }
            self.add(departure.room, enteredAt: departure.stay.start, leftAt: end)
        }
    }

    /// The session left a room. A stay in which nothing was sent is not worth a place.
    package mutating func add(_ room: ExactString, enteredAt start: UInt64, leftAt end: UInt64) {
        guard end > start else { return }
        self.departures.append(Departure(room: room, stay: RoomHistory.Stay(after: start, to: end)))
        guard self.departures.count > self.limit, let oldest = self.departures.first else { return }
        self.completeSince = max(self.completeSince, oldest.stay.end ?? 0)
        self.departures.removeFirst()
    }

    /// The whole history, with the rooms that the session is in and since when.
    package func history(current: [(room: ExactString, since: UInt64)]) -> RoomHistory {
        var stays: [ExactString: [RoomHistory.Stay]] = [:]
        for departure in self.departures.suffix(self.departures.count, limit: .max) {
            stays[departure.room, default: []].append(departure.stay)
        }
        for (room, since) in current { stays[room, default: []].append(RoomHistory.Stay(after: since)) }
        return RoomHistory(stays: stays, completeSince: self.completeSince)
    }
}
