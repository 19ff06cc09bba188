import ContentModel
package import JSONText

/// Which right lets an audience receive an event (`--receive`).
package enum ReceiveRule: String, Codable, Sendable, CaseIterable {
    /// The right to the action itself: `<uid>.update` for `article:update`, as the plugin has it.
    case action
    /// The right to `find` or `findOne`, for every action.
    case read
}

/// Which right, beside one that names the action itself, lets an audience receive `publish` and `unpublish`
/// (`--publish-needs`).
package enum PublishRight: String, Codable, Sendable, CaseIterable {
    case update
    /// None: only grants that name the action, or every action.
    case publish
    /// The right to `find` or `findOne`.
    case find
}

/// Why an audience receives an event.
package enum ReceiveReason: Sendable, Equatable {
    case fullAccess
    /// A read-only token, where reading is the right to receive.
    case readOnly
    /// The id of the grant, which may be a wildcard.
    case grant(ExactString)
}

extension Audience {
    /// Why this audience receives events of that name, or nil if it does not.
    package func reasonToReceive(
        _ action: ExactString,
        of uid: ExactString,
        under rule: ReceiveRule,
        publishing: PublishRight
    ) -> ReceiveReason? {
        if self.isReadOnlyToken { return rule == .read ? .readOnly : nil }
        if self.permissions.isFullAccess { return .fullAccess }
        switch rule {
        case .action: return self.grant(naming: ContentAction.deciding(action, publishing: publishing), of: uid)
        case .read: return self.grant(naming: ["find", "findOne"], of: uid)
        }
    }

    /// Why this audience may see entries by `find` or `findOne`, or nil if it may not.
    package func reasonToRead(by action: ExactString, of uid: ExactString) -> ReceiveReason? {
        if self.isReadOnlyToken { return .readOnly }
        return self.permissions.isFullAccess ? .fullAccess : self.grant(naming: [action], of: uid)
    }

    private func grant(naming actions: [ExactString], of uid: ExactString) -> ReceiveReason? {
        let ids = actions.map { ContentAction.id($0, of: uid) } + [ContentAction.everyID(of: uid)]
        return ids.first { self.permissions.actions.contains($0) }.map { .grant($0) }
    }
}

extension Rights {
    /// The actions beyond the built-in ones that some grant names for the type.
    package func grantedActions(of uid: ExactString) -> Set<ExactString> {
        let prefix = "\(uid)."
        var found: Set<ExactString> = []
        for audience in self.audiences {
            for id in audience.permissions.actions where id.utf8.starts(with: prefix.utf8) {
                let action = ExactString(String(decoding: id.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
                if ContentAction.isWellFormed(action) { found.insert(action) }
            }
        }
        return found
    }

    /// Whether some grant names the action of that type, by itself or by a wildcard.
    package func someGrantNames(_ action: ExactString, of uid: ExactString) -> Bool {
        let ids = [ContentAction.id(action, of: uid), ContentAction.everyID(of: uid)]
        return self.audiences.contains { audience in ids.contains { audience.permissions.actions.contains($0) } }
    }
}
