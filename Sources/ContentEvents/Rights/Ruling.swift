import JSONText

/// Whether an audience has a right, and why: the grant that decides, or what is missing and the way out.
package struct Ruling {
    package let isAllowed: Bool
    package let reason: String

    /// Nothing counts, whatever was granted.
    package init(refusedBecause reason: String) {
        self.isAllowed = false
        self.reason = reason
    }

    /// - Parameters:
    ///   - rule: Which right lets events be received.
    ///   - publishing: Which right lets `publish` and `unpublish` be received.
    package init(
        on wanted: Grant,
        for audience: Audience,
        under rule: ReceiveRule,
        publishing: PublishRight,
        types: KnownTypes
    ) {
        let sentences = RightsSentences(audience, action: types.shortForm(of: wanted))
        func granted(_ action: ExactString, _ uid: ExactString) -> String? {
            let isReading = Self.isReading(action)
            let reason =
                isReading
                ? audience.reasonToRead(by: action, of: uid)
                : audience.reasonToReceive(action, of: uid, under: rule, publishing: publishing)
            let note = isReading || rule == .action ? "" : RightsSentences.readingDecides
            return reason.map { sentences.granted(by: $0, grant: types.shortForm(ofGrantIn: $0), note: note) }
        }
        let permission: String? =
            switch wanted {
            case _ where !audience.mayConnect: nil
            case .connect: "\(audience.label) may connect"
            case .room(let name):
                audience.roomGlobs.first { $0.pattern == name || $0.matches(name) }
                    .map { "\(audience.label) was granted room:\($0.pattern)" }
            case .action(let action, let uid): granted(action, uid)
            case .everyAction(let uid): granted("*", uid)
            }
        self.isAllowed = permission != nil
        self.reason = permission ?? Self.refusal(of: wanted, to: audience, sentences)
    }

    /// To find is no event but the right to see an entry, so it stands for itself under every rule.
    private static func isReading(_ action: ExactString) -> Bool { action == "find" || action == "findOne" }

    private static func refusal(of wanted: Grant, to audience: Audience, _ sentences: RightsSentences) -> String {
        if !audience.mayConnect { return sentences.mayNotConnect }
        return audience.isReadOnlyToken && wanted.isForContent ? sentences.isReadOnly : sentences.hasNoGrant
    }
}
