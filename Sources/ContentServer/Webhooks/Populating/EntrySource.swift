package import ContentModel
package import JSONText

/// Port: where an entry can be read again, with what it is related to.
///
/// Laws: it asks once and gives up after some seconds; it may be asked several things at a time. What it answers is not
/// believed: whoever asked looks whether it is the entry, and not an older one.
package protocol EntrySource: Sendable {
    /// - Returns: A JSON object with the attributes at the top, without an envelope.
    func entry(_ query: EntryQuery, in catalog: ContentCatalog) async throws(EntryUnread) -> [UInt8]
}

/// Why an entry could not be read.
package struct EntryUnread: Error, Equatable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        case unreachable
        case timedOut
        /// The token is wrong, or may not find this.
        case denied
        case notFound
        case refused(status: Int)
        case notUnderstood
        /// What was read is not the entry of the webhook, or an older one.
        case older
    }

    package let kind: Kind
    /// Without a full stop, and without anything secret.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// Which entries are read again when a webhook tells of them, and where.
package struct PopulateConfiguration: Sendable {
    /// By the uid of the type.
    package var plan: [ExactString: Population]
    package var source: any EntrySource
    /// How many are read at a time.
    package var readsAtOnce: Int
    /// How long nothing is read after an answer that did not come in time.
    package var rest: Duration

    package init(
        plan: [ExactString: Population],
        source: any EntrySource,
        readsAtOnce: Int = 8,
        rest: Duration = .seconds(5)
    ) {
        self.plan = plan
        self.source = source
        self.readsAtOnce = readsAtOnce
        self.rest = rest
    }
}
