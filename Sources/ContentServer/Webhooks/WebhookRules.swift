/// How webhooks become content events.
package struct WebhookRules: Sendable {
    /// Whether changes of drafts are emitted to those who may receive changes of what is public.
    package var emitsDrafts: Bool
    /// How long an update waits for the `publish` or `unpublish` of the same click.
    ///
    /// Longer catches more pairs that come apart, and delays every update of a type with drafts by as much. Zero never
    /// waits, and then such an update arrives as well.
    package var hold: Duration
    /// How many entries are remembered.
    package var rememberedEntries: Int
    /// How long an entry is remembered after its last change.
    package var memory: Duration
    /// How many changes wait at most, and how many bytes they have together.
    package var heldLimit: (changes: Int, bytes: Int)

    package init(
        emitsDrafts: Bool = false,
        hold: Duration = .seconds(1),
        rememberedEntries: Int = 20_000,
        memory: Duration = .seconds(24 * 60 * 60),
        heldLimit: (changes: Int, bytes: Int) = (1_000, 16 << 20)
    ) {
        self.emitsDrafts = emitsDrafts
        self.hold = hold
        self.rememberedEntries = rememberedEntries
        self.memory = memory
        self.heldLimit = heldLimit
    }
}
