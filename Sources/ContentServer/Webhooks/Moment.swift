/// Where a change stands in the history of its entry.
///
/// Times are milliseconds since 1970, all of the CMS's clock.
package struct Moment: Sendable, Equatable {
    /// In the order in which the changes of one save follow each other.
    package enum Step: Int, Sendable {
        case create, update, publish, unpublish, delete
    }

    package let step: Step
    package let updatedAt: Int64
    package let publishedAt: Int64?
    /// When the webhook was sent; nil if it does not say.
    package let sentAt: Int64?
    /// Equal for equal entries and steps, within one process.
    package let digest: Int

    package init(step: Step, updatedAt: Int64, publishedAt: Int64?, sentAt: Int64?, digest: Int) {
        self.step = step
        self.updatedAt = updatedAt
        self.publishedAt = publishedAt
        self.sentAt = sentAt
        self.digest = digest
    }

    /// Whether this change came after the other one; false for the same one told twice.
    ///
    /// Publishing and unpublishing in Strapi 5 leave `updatedAt` as it was, so `publishedAt` decides next, and then the
    /// step: an entry can be unpublished only after it was published. When it was sent counts least, as Strapi sends
    /// several webhooks at a time, and because the same change sent by two webhooks differs in nothing else.
    package func follows(_ other: Moment) -> Bool {
        if self.updatedAt != other.updatedAt { return self.updatedAt > other.updatedAt }
        if let own = self.publishedAt, let others = other.publishedAt, own != others { return own > others }
        if self.step != other.step { return self.step.rawValue > other.step.rawValue }
        guard self.digest != other.digest, let own = self.sentAt, let others = other.sentAt else { return false }
        return own > others
    }

    /// Whether neither of the two came after the other.
    package func isRepetition(of other: Moment) -> Bool {
        !self.follows(other) && !other.follows(self)
    }
}
