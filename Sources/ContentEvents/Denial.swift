import JSONText

/// Why an audience did not get an event.
package struct Denial: Sendable, Equatable {
    package enum Rule: String, Sendable {
        /// It has no right to the event.
        case noGrant = "no-grant"
        /// It is a read-only token, and reading is not the right to receive.
        case readOnlyToken = "read-only-token"
        case viewFailed = "view-failed"
        /// A raw event went to others.
        case notAddressed = "not-addressed"
        /// A raw event left it out.
        case excepted
        /// It had been removed, or had expired.
        case gone
    }

    package let rule: Rule
    /// A few words for people, as in `no grant for article:update`.
    package let reason: String

    package init(rule: Rule, reason: String) {
        self.rule = rule
        self.reason = reason
    }
}

extension OutgoingEvent {
    /// - Returns: Nil for an audience that got the event.
    package func denial(of id: AudienceID, under rule: ReceiveRule, publishing: PublishRight) -> Denial? {
        if self.views.contains(where: { $0.audiences.contains { $0.id == id } }) { return nil }
        guard let audience = self.rights.audience(id) else {
            return Denial(rule: .gone, reason: "it was removed, or has expired")
        }
        if self.failed.contains(id) { return Denial(rule: .viewFailed, reason: "its view could not be made") }
        if audience.isReadOnlyToken {
            return Denial(rule: .readOnlyToken, reason: "a read-only token gets events only with --receive read")
        }
        let actions: [ExactString] =
            rule == .read ? ["find", "findOne"] : ContentAction.deciding(self.action, publishing: publishing)
        let names = actions.map { "\(self.typeName):\($0)" }.joined(separator: " or ")
        return Denial(rule: .noGrant, reason: "no grant for \(names)")
    }

    /// `article` of `article:update`
    private var typeName: String { String(self.name.string.utf8.dropLast(self.action.utf8.count + 1)) ?? "" }
}

extension OutgoingRawEvent {
    /// - Returns: Nil for an audience that was addressed.
    package func denial(of id: AudienceID) -> Denial? {
        if self.except.contains(.audience(id)) { return Denial(rule: .excepted, reason: "it was left out by --except") }
        guard !self.rooms.isEmpty, !self.rooms.contains(.audience(id)) else { return nil }
        let names = self.rooms.map(self.name).joined(separator: ", ")
        return Denial(rule: .notAddressed, reason: "it was sent only to \(names)")
    }

    private func name(of room: RawRoom) -> String {
        switch room {
        case .audience(let id): self.rights.audience(id)?.label.string ?? "\(id)"
        case .socket(let id): "socket:\(id)"
        case .custom(let name): name.string
        }
    }
}
