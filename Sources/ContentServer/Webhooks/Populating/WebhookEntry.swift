import ContentModel
import JSONText

/// An entry as a webhook has it, or as it was read again.
struct WebhookEntry {
    let type: ContentType
    private let document: JSONDocument

    /// - Returns: `nil` for what is no JSON object.
    init?(_ data: [UInt8], of type: ContentType) {
        // What is wrong with it matters no more than that it is no entry.
        guard let document = try? JSONDocument(parsing: data), document.kind(document.root) == .object else {
            return nil
        }
        self.type = type
        self.document = document
    }

    /// What to ask to read it again; nil without an id that can stand in a path.
    func query(_ population: Population) -> EntryQuery? {
        guard let key, key.isUsable else { return nil }
        return EntryQuery(type: self.type, key: key, locale: self.locale, isDraft: self.isDraft, population: population)
    }

    /// Whether this, which was read again, may be told in place of what the webhook has: it is the same entry in the same
    /// state, and not an older one.
    func canStand(for other: WebhookEntry) -> Bool {
        guard self.key == other.key, self.isDraft == other.isDraft else { return false }
        if let own = self.locale, let others = other.locale, own != others { return false }
        return self.time("updatedAt").isNotBefore(other.time("updatedAt"))
            && self.time("publishedAt").isNotBefore(other.time("publishedAt"))
    }

    private var key: EntryQuery.Key? {
        self.document.identifier("documentId", in: self.document.root).map { .documentID($0) }
            ?? self.document.identifier("id", in: self.document.root).map { .id($0) }
    }

    private var locale: ExactString? { self.document.identifier("locale", in: self.document.root) }

    /// Whether it is known to be public decides: what does not say so counts as a draft.
    private var isDraft: Bool { self.type.hasDraftAndPublish && self.time("publishedAt") == nil }

    private func time(_ name: ExactString) -> Int64? { self.document.time(name, in: self.document.root) }
}

extension EntryQuery.Key {
    /// A path of dots would lead elsewhere.
    fileprivate var isUsable: Bool {
        switch self {
        case .documentID(let id), .id(let id): !id.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        }
    }
}

extension Int64? {
    /// Unknown is before everything.
    fileprivate func isNotBefore(_ other: Int64?) -> Bool { (self ?? .min) >= (other ?? .min) }
}
