package import JSONText

/// Which entry a webhook is about.
package struct EntryID: Hashable, Sendable {
    package let uid: ExactString
    /// The documentId, or in Strapi 4 the id as written.
    package let id: ExactString
    /// Nil in Strapi 4, where each locale has an id of its own, and for types that are not localized.
    package let locale: ExactString?

    package init(uid: ExactString, id: ExactString, locale: ExactString?) {
        self.uid = uid
        self.id = id
        self.locale = locale
    }
}

/// One change of an entry, as a webhook tells it.
package struct EntryChange: Sendable {
    /// How the CMS keeps an entry.
    package enum Rows: Sendable {
        /// Without drafts: what is saved is public.
        case noDrafts
        /// One row that is a draft or public, as in Strapi 4.
        case one
        /// The draft and what is public side by side, as in Strapi 5.
        case two
    }

    /// Who may see the row that was changed.
    package enum Visibility: Sendable {
        case everybody
        case editors
        /// The webhook leaves `publishedAt` out, so it is told to nobody.
        case unsaid
    }

    package let entry: EntryID
    package let moment: Moment
    /// When this entry, or a later one under the same id, was made; milliseconds since 1970.
    package let createdAt: Int64?
    package let rows: Rows
    /// Of `publish` and `unpublish` always everybody.
    package let visibility: Visibility
    /// What clients with the right to it are told: the row as the webhook has it, a JSON object.
    package let data: [UInt8]
    /// Its id, documentId and locale alone, a JSON object.
    package let identity: [UInt8]

    package init(
        entry: EntryID,
        moment: Moment,
        createdAt: Int64?,
        rows: Rows,
        visibility: Visibility,
        data: [UInt8],
        identity: [UInt8]
    ) {
        self.entry = entry
        self.moment = moment
        self.createdAt = createdAt
        self.rows = rows
        self.visibility = visibility
        self.data = data
        self.identity = identity
    }

    var isDraft: Bool { self.visibility != .everybody }

    /// Whether it is of an entry made anew after one was deleted under the same id.
    func begins(after end: Moment) -> Bool {
        if let createdAt, createdAt > end.updatedAt { return true }
        return self.moment.step == .create && self.moment.updatedAt > end.updatedAt
    }

    /// Whether clients need not hear of the other change once they hear of this one.
    ///
    /// One click on "Publish" or "Unpublish" saves the entry first; deleting an entry deletes both its rows.
    func replaces(_ other: EntryChange) -> Bool {
        switch self.moment.step {
        case .publish, .unpublish:
            other.moment.step == .update && other.moment.updatedAt == self.moment.updatedAt
        case .delete: other.moment.step == .delete
        case .create, .update: false
        }
    }
}

/// A content event to emit.
package struct EntryEvent: Sendable, Equatable {
    package let uid: ExactString
    package let action: ExactString
    /// A JSON object.
    package let data: [UInt8]

    package init(uid: ExactString, action: ExactString, data: [UInt8]) {
        self.uid = uid
        self.action = action
        self.data = data
    }
}
