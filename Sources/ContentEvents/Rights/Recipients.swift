import ContentModel
package import JSONText

/// Who would receive an event, and why.
package struct Recipients: Codable, Sendable, Equatable {
    package struct Recipient: Codable, Sendable, Equatable {
        /// `role:editor`
        package let audience: String
        /// The grant or rule that lets it, in words.
        package let reason: String
        /// How many sockets it has now; nil where no server was asked.
        package let sockets: Int?
    }

    /// `article:update`
    package let event: String
    /// The uid.
    package let type: String
    package let action: String
    /// Roles first, then tokens, each by id.
    package let audiences: [Recipient]
    /// How many sockets they have together; nil where no server was asked.
    package let sockets: Int?
    /// The way out, when nobody would receive it.
    package let note: String?

    private init(_ old: Recipients, audiences: [Recipient], sockets: Int) {
        self.event = old.event
        self.type = old.type
        self.action = old.action
        self.audiences = audiences
        self.sockets = sockets
        self.note = old.note
    }

    /// - Parameters:
    ///   - type: A singular name, or a uid.
    ///   - audiences: Those that count now: without expired tokens.
    ///   - rule: Which right lets them.
    /// - Throws: ``RightsError`` for a type that is not known and a name that no action has.
    package init(
        type: String,
        action: String,
        among audiences: [Audience],
        under rule: ReceiveRule,
        publishing: PublishRight,
        types: KnownTypes
    ) throws(RightsError) {
        let uid = try types.uid(of: ExactString(type))
        guard case .action(let name, _) = try types.grant(parsing: "\(uid):\(action)") else {
            throw RightsError(
                .usage,
                "one action is asked for, such as update or publish, not \(quoted(ExactString(action)))."
            )
        }
        let wanted = Grant.action(name, of: uid)
        self.event = types.shortForm(of: wanted)
        self.type = uid.string
        self.action = action
        let rights = Rights(version: 0, audiences: audiences, publicRole: nil)
        // An action that no grant names is refused by `emit`, whoever could do everything.
        let isKnown = ContentAction.builtIn.contains(name) || rights.someGrantNames(name, of: uid)
        self.audiences = (isKnown ? audiences : []).filter(\.mayConnect).compactMap { audience in
            audience.reasonToReceive(name, of: uid, under: rule, publishing: publishing).map { reason in
                let words = RightsSentences(audience, action: types.shortForm(of: wanted)).words(
                    for: reason,
                    grant: types.shortForm(ofGrantIn: reason),
                    note: rule == .read ? RightsSentences.readingDecides : ""
                )
                return Recipient(audience: audience.label.string, reason: words, sockets: nil)
            }
        }
        self.sockets = nil
        guard self.audiences.isEmpty else {
            self.note = nil
            return
        }
        let known = ContentAction.builtIn + rights.grantedActions(of: uid).sorted()
        let meant = isKnown ? nil : NearMiss.suggestion(for: name, among: known)
        let question = meant.map { " Did you mean \(quoted($0))?" } ?? ""
        self.note = "\(rights.keeper.letting(self.event)).\(question)"
    }

    /// The same with the sockets of each audience.
    ///
    /// - Parameter count: By label.
    package func counting(_ count: (ExactString) -> Int) -> Recipients {
        let counted = self.audiences.map { recipient in
            Recipient(
                audience: recipient.audience,
                reason: recipient.reason,
                sockets: count(ExactString(recipient.audience))
            )
        }
        return Recipients(self, audiences: counted, sockets: counted.reduce(0) { $0 + ($1.sockets ?? 0) })
    }
}

extension KnownTypes {
    /// The grant that decides, as people write it; empty where none does.
    package func shortForm(ofGrantIn reason: ReceiveReason) -> String {
        guard case .grant(let id) = reason else { return "" }
        return Grant(id: id).map { self.shortForm(of: $0) } ?? id.string
    }
}
