/// Which right lets an audience receive an event (`--receive`).
package enum ReceiveRule: String, Codable, Sendable, CaseIterable {
    /// The right to the action itself: `<uid>.update` for `article:update`, as the plugin has it.
    case action
    /// The right to `find` or `findOne`, for every action.
    case read
}
