/// What the webhooks' route is told once, at the start.
package struct WebhookConfiguration: Sendable {
    package var secret: SharedSecret
    package var rules: WebhookRules
    /// How many webhooks of one content type may wait to be taken.
    package var waitingPerType: Int
    /// How many bytes the webhooks that wait may have together.
    package var waitingBytes: Int
    /// Nil where entries go out as webhooks have them.
    package var populate: PopulateConfiguration?

    package init(
        secret: SharedSecret,
        rules: WebhookRules = WebhookRules(),
        waitingPerType: Int = 1_000,
        waitingBytes: Int = 32 << 20,
        populate: PopulateConfiguration? = nil
    ) {
        self.secret = secret
        self.rules = rules
        self.waitingPerType = waitingPerType
        self.waitingBytes = waitingBytes
        self.populate = populate
    }
}
