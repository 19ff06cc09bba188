package import ContentEvents
package import JSONText
import Synchronization

/// What narrowed sockets wait for, by audience: the rooms that a fan-out must try besides the audience's own.
///
/// Read by every fan-out and changed when a socket narrows itself, so each call is a short critical section.
package final class Narrowings: Sendable {
    private struct Waiting {
        var patterns: [ExactString: (glob: Glob, sockets: Int)] = [:]
        /// Sockets, by the room of the entity they wait for.
        var entities: [ExactString: Int] = [:]

        var isEmpty: Bool { self.patterns.isEmpty && self.entities.isEmpty }
    }
    private let table = Mutex<[AudienceID: Waiting]>([:])

    package init() {}

    /// Whether no socket is narrowed.
    package var isEmpty: Bool { self.table.withLock { $0.isEmpty } }

    /// Counts one socket's subscriptions in, for as long as the lease lives.
    package func lease(_ membership: Membership) -> Lease {
        Lease(membership.narrowings, for: membership.identity.audience, in: self)
    }

    /// One socket's part of the table.
    package final class Lease: Sendable {
        private let subscriptions: [Subscription]
        private let audience: AudienceID
        private let narrowings: Narrowings

        fileprivate init(_ subscriptions: [Subscription], for audience: AudienceID, in narrowings: Narrowings) {
            self.subscriptions = subscriptions
            self.audience = audience
            self.narrowings = narrowings
            narrowings.count(subscriptions, for: audience, by: 1)
        }

        deinit {
            self.narrowings.count(self.subscriptions, for: self.audience, by: -1)
        }
    }

    /// The rooms of `audience` in which narrowed sockets wait for the event, each once.
    package func rooms(waitingFor event: EventSubject, of audience: AudienceID) -> [ExactString] {
        self.table.withLock { table in
            guard let waiting = table[audience] else { return [] }
            var rooms = waiting.patterns.compactMap { pattern, entry in
                entry.glob.matches(event.name) ? Room.events(audience, matching: pattern) : nil
            }
            if !waiting.entities.isEmpty {
                rooms += event.entityIDs.map { Room.events(audience, of: event.uid, entity: $0) }
                    .filter { waiting.entities[$0] != nil }
            }
            return rooms
        }
    }

    private func count(_ subscriptions: [Subscription], for audience: AudienceID, by step: Int) {
        guard !subscriptions.isEmpty else { return }
        self.table.withLock { table in
            var waiting = table[audience] ?? Waiting()
            for subscription in subscriptions {
                switch subscription {
                case .events(let pattern):
                    var entry = waiting.patterns[pattern] ?? (Glob(pattern.string), 0)
                    entry.sockets += step
                    waiting.patterns[pattern] = entry.sockets > 0 ? entry : nil
                case .entity:
                    let room = subscription.room(for: audience)
                    let sockets = (waiting.entities[room] ?? 0) + step
                    waiting.entities[room] = sockets > 0 ? sockets : nil
                }
            }
            table[audience] = waiting.isEmpty ? nil : waiting
        }
    }
}
