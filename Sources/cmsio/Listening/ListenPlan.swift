/// What somebody wants of listening.
struct ListenPlan: Sendable {
    let conditions: EventConditions
    /// How many events of before to show first; nil for none.
    let last: Int?
    /// End after so many events.
    let count: Int?
    /// End after this time in all, from the start.
    let timeout: Duration?
    /// Whether ending without enough events is a failure that wants to be explained.
    let isExpecting: Bool
    /// Whether events are counted, and not printed.
    let showsStatistics: Bool
    /// Each event is added to this file.
    let recording: EventRecording?
    /// Each event is posted.
    let forwarder: Forwarder?
}

/// Why listening ended, if nothing went wrong.
enum ListenerEnd: Sendable {
    case enough
    case interrupted
    case timedOut
}
