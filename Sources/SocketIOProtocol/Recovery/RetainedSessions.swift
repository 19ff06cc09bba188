package import JSONText

/// The sessions whose clients may come back, each until its deadline, and no more than a number of them.
package struct RetainedSessions<Session> {
    package typealias Instant = ContinuousClock.Instant

    private struct Entry {
        let session: Session
        let deadline: Instant
        let ticket: UInt64
    }
    private struct Place {
        let id: ExactString
        let ticket: UInt64
    }

    private let limit: Int
    private var byID: [ExactString: Entry] = [:]
    /// In the order in which they were saved, with some that are gone.
    private var line = Line<Place>()
    private var lastTicket: UInt64 = 0

    /// - Parameter limit: How many are kept: of more, the one saved first is forgotten.
    package init(limit: Int) { self.limit = limit }

    package var count: Int { self.byID.count }

    /// Keeps a session in place of any other with its id.
    package mutating func save(_ session: Session, as id: ExactString, until deadline: Instant, at now: Instant) {
        self.lastTicket += 1
        self.byID[id] = Entry(session: session, deadline: deadline, ticket: self.lastTicket)
        self.line.append(Place(id: id, ticket: self.lastTicket))
        self.expire(at: now)
    }

    /// Takes out the session with this id, and its deadline: `nil` when there is none, or its time is up.
    package mutating func take(_ id: ExactString, at now: Instant) -> (session: Session, deadline: Instant)? {
        guard let entry = self.byID.removeValue(forKey: id), entry.deadline >= now else { return nil }
        return (entry.session, entry.deadline)
    }

    /// Forgets those whose time is up, as far as they stand first, and those beyond the limit.
    package mutating func expire(at now: Instant) {
        while let place = self.line.first {
            if let entry = self.byID[place.id], entry.ticket == place.ticket {
                guard self.byID.count > self.limit || entry.deadline < now else { break }
                self.byID[place.id] = nil
            }
            self.line.removeFirst()
        }
        guard self.line.count > 2 * self.byID.count + 64 else { return }
        self.line.removeAll { self.byID[$0.id]?.ticket != $0.ticket }
    }
}
