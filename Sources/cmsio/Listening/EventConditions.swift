/// Which events somebody wants: those that fit the patterns, are of the entries and carry what they must.
package struct EventConditions: Sendable {
    package let filter: EventFilter
    private let entities: [EntitySelector]
    private let matches: [PayloadMatch]

    /// - Parameters:
    ///   - entities: One of them; empty for any.
    ///   - matches: All of them.
    package init(filter: EventFilter, entities: [EntitySelector] = [], matches: [PayloadMatch] = []) {
        self.filter = filter
        self.entities = entities
        self.matches = matches
    }

    package enum Fit: Equatable, Sendable {
        case fits
        /// Some conditions hold, and this is the first that does not.
        case nearly(String)
        /// None holds.
        case not
    }

    package func fit(_ event: ListenedEvent) -> Fit {
        let differences = self.differences(of: event)
        guard let first = differences.lazy.compactMap(\.self).first else { return .fits }
        return differences.contains(nil) ? .nearly(first) : .not
    }

    /// For each condition that was given nil, or what is otherwise.
    private func differences(of event: ListenedEvent) -> [String?] {
        var differences: [String?] = []
        if !self.filter.isOpen {
            differences.append(self.filter.matches(event.name) ? nil : "is not named \(self.filter)")
        }
        if !self.entities.isEmpty {
            differences.append(self.entities.contains(where: event.isOf) ? nil : "is not of \(self.entityNames)")
        }
        return differences + self.matches.map { $0.difference(in: event.matchable, of: event.document) }
    }

    private var entityNames: String { self.entities.map { "\($0.type)/\($0.id)" }.joined(separator: " or ") }
}
