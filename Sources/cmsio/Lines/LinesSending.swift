/// How the events of lines are sent.
struct LinesSending: Sendable {
    enum Handling: Sendable {
        /// The first bad line ends it, and nothing after it is sent.
        case stop
        /// Bad lines are told of, and the others sent.
        case passOver
        /// Bad lines are told of, and nothing is sent.
        case check
    }

    /// From 1; those before it are skipped.
    let firstLine: Int
    let onBadLines: Handling

    /// What to ask the server about an event.
    func call(_ request: EmitRequest) -> OperatorCall {
        switch self.onBadLines {
        case .stop: .emitNext(request)
        case .passOver: .emit(request)
        case .check: .preview(PreviewQuestion(request))
        }
    }
}
