package import JSONText

/// What a client remembers of its session in a namespace, so that the server can give it back after a loss.
///
/// Source: socket.io-client 4.8, `_pid` and `_lastOffset`; engine and namespace know nothing of it.
package struct RecoveryMemory: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case none
        case session(pid: ExactString, offset: ExactString?)
    }
    private var state = State.none

    package init() {}

    /// The payload of CONNECT: `pid` and `offset` if there are any, then the members of `auth`, which win.
    ///
    /// - Parameter auth: A JSON object, or `nil`.
    package func connectPayload(auth: [UInt8]?) -> [UInt8]? {
        guard case .session(let pid, let offset) = self.state else { return auth }
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key("pid")
        writer.string(pid.string)
        if let offset {
            writer.key("offset")
            writer.string(offset.string)
        }
        writer.endObject()
        guard let auth, let document = try? JSONDocument(parsing: auth),  // checked before; what is none adds nothing
            document.members(document.root).contains(where: { _ in true }),
            let open = auth.firstIndex(of: UInt8(ascii: "{"))
        else { return writer.bytes }
        return writer.bytes.dropLast() + [UInt8(ascii: ",")] + auth[(open + 1)...]
    }

    /// Takes note of an acceptance.
    ///
    /// - Parameter pid: `nil` when the server recovers nothing.
    /// - Returns: Whether the server gave the session back.
    package mutating func accepted(pid: ExactString?) -> Bool {
        guard let pid else {
            self.state = .none
            return false
        }
        if case .session(pid, _) = self.state { return true }
        self.state = .session(pid: pid, offset: nil)
        return false
    }

    /// Takes note of an event that is handed to the user.
    ///
    /// - Returns: What is taken for the event's offset: its last argument, if that is a string, the server recovers
    ///   sessions, and the event asks for no reply. A server adds one to every such event that can be recovered.
    package mutating func received(_ event: ReceivedEvent) -> ExactString? {
        guard case .session(let pid, _) = self.state, event.ackID == nil, let last = event.arguments.last,
            let offset = event.document.exactString(last)
        else { return nil }
        self.state = .session(pid: pid, offset: offset)
        return offset
    }
}
