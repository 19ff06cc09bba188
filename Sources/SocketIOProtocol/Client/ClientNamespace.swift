package import JSONText

/// A client's place in one namespace of one connection: whether CONNECT was sent, and how it was answered.
///
/// A server closes the whole connection when it gets a packet for a namespace that the client has not joined. So a client that
/// changes its mind while CONNECT is on its way first waits for the answer.
///
/// Source: socket.io-protocol revision 5, "Connection to a namespace"; socket.io 4.8, `Client.ondecoded`.
package struct ClientNamespace: Sendable {
    private enum State {
        case outside
        case joining(early: [ReceivedEvent], earlyBytes: Int)
        /// Nobody wants the answer that is due.
        case withdrawn
        case joined
    }
    private var state = State.outside
    private let maxEarlyCount: Int
    private let maxEarlyBytes: Int

    /// - Parameters:
    ///   - maxEarlyCount: The most events that may come before the server has accepted.
    ///   - maxEarlyBytes: The most bytes of them.
    package init(maxEarlyCount: Int, maxEarlyBytes: Int) {
        self.maxEarlyCount = maxEarlyCount
        self.maxEarlyBytes = maxEarlyBytes
    }

    package enum JoinAction: Hashable, Sendable {
        case sendConnect
        /// An earlier CONNECT is not answered yet: ask again after the answer.
        case waitForAnswer
    }

    package mutating func join() -> JoinAction {
        switch self.state {
        case .outside:
            self.state = .joining(early: [], earlyBytes: 0)
            return .sendConnect
        case .joining, .withdrawn, .joined:
            return .waitForAnswer
        }
    }

    package enum LeaveAction: Hashable, Sendable {
        case sendDisconnect
        case doNothing
    }

    package mutating func leave() -> LeaveAction {
        switch self.state {
        case .joined:
            self.state = .outside
            return .sendDisconnect
        case .joining:
            self.state = .withdrawn
            return .doNothing
        case .outside, .withdrawn:
            return .doNothing
        }
    }

    package enum Action: Sendable {
        case doNothing
        /// The server accepted; `early` are events that came before, in their order.
        case joined(sid: ExactString, pid: ExactString?, early: [ReceivedEvent])
        /// `data` is a JSON text.
        case refused(message: String, data: [UInt8]?)
        /// The answer nobody wants any more: send DISCONNECT if told so; the namespace may be joined again.
        case answered(sendDisconnect: Bool)
        case sentAway
        case event(ReceivedEvent)
        case reply(ReceivedAck)
        /// The connection is to be ended.
        case fail(String)
    }

    /// Takes a packet of this namespace.
    package mutating func receive(_ packet: SocketPacket) -> Action {
        switch packet {
        case .connect(_, let payload): self.accepted(payload)
        case .connectError(_, let payload): self.refused(payload)
        case .disconnect: self.sentAway()
        case .event(let event): self.received(event)
        case .ack(let ack): if case .joined = self.state { .reply(ack) } else { .doNothing }
        }
    }

    private mutating func accepted(_ payload: JSONDocument?) -> Action {
        let early: [ReceivedEvent]
        switch self.state {
        case .joining(let events, _):
            early = events
        case .withdrawn:
            self.state = .outside
            return .answered(sendDisconnect: true)
        case .outside, .joined:
            return .doNothing
        }
        guard let payload, let sid = payload.value("sid", in: payload.root).flatMap(payload.exactString) else {
            // Servers of Socket.IO 2 accept without an id.
            return .fail("the server speaks an older Socket.IO protocol than 5")
        }
        self.state = .joined
        let pid = payload.value("pid", in: payload.root).flatMap(payload.exactString)
        return .joined(sid: sid, pid: pid, early: early)
    }

    private mutating func refused(_ payload: JSONDocument?) -> Action {
        switch self.state {
        case .joining:
            self.state = .outside
        case .withdrawn:
            self.state = .outside
            return .answered(sendDisconnect: false)
        case .outside, .joined:
            return .doNothing
        }
        guard let payload else { return .refused(message: "", data: nil) }
        if let message = payload.string(payload.root) { return .refused(message: message, data: nil) }
        let message = payload.value("message", in: payload.root).flatMap(payload.string) ?? ""
        return .refused(message: message, data: payload.value("data", in: payload.root).map(payload.text))
    }

    private mutating func sentAway() -> Action {
        switch self.state {
        case .joined, .joining:
            self.state = .outside
            return .sentAway
        case .withdrawn:
            self.state = .outside
            return .answered(sendDisconnect: false)
        case .outside:
            return .doNothing
        }
    }

    /// Events may come before CONNECT is answered: a server that recovers a session sends what was missed first.
    private mutating func received(_ event: ReceivedEvent) -> Action {
        switch self.state {
        case .joining(var early, let earlyBytes):
            let bytes = earlyBytes + event.document.bytes.count + event.attachments.reduce(0) { $0 + $1.count }
            guard early.count < self.maxEarlyCount, bytes <= self.maxEarlyBytes else {
                return .fail("too many events came before the connection: \(early.count) with \(earlyBytes) bytes")
            }
            self.state = .outside  // so that the array is not copied
            early.append(event)
            self.state = .joining(early: early, earlyBytes: bytes)
            return .doNothing
        case .joined:
            return .event(event)
        case .outside, .withdrawn:
            return .doNothing
        }
    }
}
