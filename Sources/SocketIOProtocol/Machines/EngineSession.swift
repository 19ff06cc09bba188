/// The transports of one Engine.IO session: long-polling, the upgrade, WebSocket, and the end of it.
///
/// It owns what waits to be sent while the client polls; on a WebSocket the owner writes at once. `Packet` is whatever
/// the owner sends; the machine only counts its bytes.
///
/// Source: engine.io-protocol revision 4, "Transports" and "Upgrade"; engine.io 6.6 where that is silent.
package struct EngineSession<Packet> {
    package typealias Instant = ContinuousClock.Instant

    private enum State {
        // Apart, because most sessions soon have a WebSocket and need nothing of it.
        indirect case polling(Polling)
        case webSocket
        /// Closed by the server while no poll waited: the next polls bring the rest of the queue and then the news.
        indirect case farewell(Farewell)
        case closed
    }

    private struct Farewell {
        var queue: ArraySlice<Queued>
        /// One that a client sends before it has the news is taken, and comes to nothing.
        var post: Post
        let deadline: Instant

        mutating func takeBatch() -> [Packet] {
            defer { self.queue = self.queue.dropFirst(EngineSession.maxPacketsPerPoll) }
            return self.queue.prefix(EngineSession.maxPacketsPerPoll).map(\.packet)
        }
    }

    private struct Polling {
        var queue: ArraySlice<Queued> = []
        var queuedBytes = 0
        var poll = Poll.none
        var post = Post.none
        var probe = Probe.none

        /// What the next poll gets.
        mutating func takeBatch() -> [Packet] {
            let batch = self.queue.prefix(EngineSession.maxPacketsPerPoll)
            self.queue = self.queue.dropFirst(batch.count)
            if self.queue.isEmpty { self.queue = [] }
            self.queuedBytes -= batch.reduce(0) { $0 + $1.bytes }
            return batch.map(\.packet)
        }
    }

    private struct Queued {
        let packet: Packet
        let bytes: Int
    }

    private enum Poll { case none, waiting }
    private enum Post { case none, reading }
    private enum Probe {
        case none
        /// A WebSocket is there and has said nothing.
        case silent(deadline: Instant)
        /// It was answered `3probe`; polls are answered at once so that the client can let go of polling.
        case confirmed(deadline: Instant)
    }

    private var state: State
    private let maxQueueBytes: Int
    private let upgradeTimeout: Duration

    /// How long the news of a close is kept for a client that is between two polls.
    package static var farewellTime: Duration { .seconds(30) }

    /// The most packets that answer one poll: clients in Python (python-engineio) refuse a payload with more.
    package static var maxPacketsPerPoll: Int { 16 }

    /// - Parameters:
    ///   - transport: A session that starts on a WebSocket stays there. On polling, the first poll brings what was
    ///     sent before it.
    ///   - maxQueueBytes: What may wait for a client that polls too slowly.
    ///   - upgradeTimeout: From a WebSocket's arrival to the upgrade packet.
    package init(startingOn transport: EngineTransport, maxQueueBytes: Int, upgradeTimeout: Duration) {
        switch transport {
        case .polling: self.state = .polling(Polling())
        case .websocket: self.state = .webSocket
        }
        self.maxQueueBytes = maxQueueBytes
        self.upgradeTimeout = upgradeTimeout
    }

    /// Which transport a request for this session must name.
    package var transport: EngineTransport {
        switch self.state {
        case .polling, .farewell: .polling
        case .webSocket, .closed: .websocket
        }
    }

    package var isWebSocket: Bool {
        if case .webSocket = self.state { true } else { false }
    }

    package var isOpen: Bool {
        switch self.state {
        case .polling, .webSocket: true
        case .farewell, .closed: false
        }
    }

    /// Changes the polling in place: the state lets go of it first, so that its queue is not copied.
    @discardableResult
    private mutating func changePolling<Result>(_ change: (inout Polling) -> Result) -> Result? {
        guard case .polling(var polling) = self.state else { return nil }
        self.state = .closed
        defer { self.state = .polling(polling) }
        return change(&polling)
    }
}

// MARK: Sending

extension EngineSession {
    package enum SendAction {
        /// Write it to the WebSocket.
        case write(Packet)
        /// It waits for a poll: call ``flush()`` when everything due at this time was sent.
        case queued
        /// More bytes than the limit were waiting already: the client does not read; close the session.
        case overflow
        case drop
    }

    /// - Parameter bytes: What the packet weighs in the queue.
    package mutating func send(_ packet: Packet, bytes: Int) -> SendAction {
        switch self.state {
        case .polling:
            let limit = self.maxQueueBytes
            return self.changePolling { polling in
                guard polling.queuedBytes <= limit else { return .overflow }
                polling.queue.append(Queued(packet: packet, bytes: bytes))
                polling.queuedBytes += bytes
                return .queued
            } ?? .drop
        case .webSocket: return .write(packet)
        case .farewell, .closed: return .drop
        }
    }

    /// Hands a waiting poll what is due.
    ///
    /// - Returns: The packets that answer the poll, or `nil` when no poll waits or nothing is due.
    package mutating func flush() -> [Packet]? {
        guard case .polling(let polling) = self.state, polling.poll == .waiting, !polling.queue.isEmpty else {
            return nil
        }
        return self.changePolling { polling in
            polling.poll = .none
            return polling.takeBatch()
        }
    }
}

// MARK: Polling

extension EngineSession {
    package enum PollAction {
        case answer([Packet])
        case answerNoop
        /// Answer it when ``flush()`` has something.
        case hold
        /// Answer with a noop and a close packet; the session is over.
        case answerFarewell
        /// A second poll: refuse it with 400, answer the one that waits with a close packet, end the session.
        case endOverlap
        /// The session is over, or not on polling.
        case refuse
    }

    /// A GET arrived.
    package mutating func poll() -> PollAction {
        switch self.state {
        case .polling(let polling):
            guard polling.poll == .none else {
                self.state = .closed
                return .endOverlap
            }
            return self.changePolling { polling in
                if !polling.queue.isEmpty { return .answer(polling.takeBatch()) }
                if case .confirmed = polling.probe { return .answerNoop }
                polling.poll = .waiting
                return .hold
            } ?? .refuse
        case .farewell(var farewell):
            guard !farewell.queue.isEmpty else {
                self.state = .closed
                return .answerFarewell
            }
            let batch = farewell.takeBatch()
            self.state = .farewell(farewell)
            return .answer(batch)
        case .webSocket, .closed:
            return .refuse
        }
    }

    package enum PostAction: Equatable {
        case read
        /// A second POST while one is read: refuse it with 400, answer a waiting poll with a close, end the session.
        case endOverlap(answerPoll: Bool)
        case refuse
    }

    /// The head of a POST arrived.
    package mutating func beginPost() -> PostAction {
        switch self.state {
        case .polling(let polling):
            guard polling.post == .none else {
                self.state = .closed
                return .endOverlap(answerPoll: polling.poll == .waiting)
            }
        case .farewell(let farewell):
            guard farewell.post == .none else { return .refuse }
        case .webSocket, .closed:
            return .refuse
        }
        self.setPost(.reading)
        return .read
    }

    /// The POST was answered, so the next one may come.
    package mutating func endPost() { self.setPost(.none) }

    private mutating func setPost(_ post: Post) {
        if case .farewell(var farewell) = self.state {
            farewell.post = post
            self.state = .farewell(farewell)
        } else {
            self.changePolling { $0.post = post }
        }
    }

    package enum LossAction: Equatable {
        /// Answer a waiting poll with a close packet, and end the session: "transport error".
        case endSession(answerPoll: Bool)
        case ignore
    }

    /// The client gave up the poll that waits.
    package mutating func pollLost() -> LossAction {
        guard case .polling(let polling) = self.state, polling.poll == .waiting else { return .ignore }
        self.state = .closed
        return .endSession(answerPoll: false)
    }

    /// The client gave up a POST half-way.
    package mutating func postLost() -> LossAction {
        guard case .polling(let polling) = self.state, polling.post == .reading else {
            self.endPost()
            return .ignore
        }
        self.state = .closed
        return .endSession(answerPoll: polling.poll == .waiting)
    }
}

// MARK: Upgrade

extension EngineSession {
    package enum ProbeAction: Equatable {
        /// Wait for its first packet, and call ``wake(at:)`` then at the latest.
        case accept(wakeAt: Instant)
        /// Close that WebSocket and leave the session alone.
        case refuse
    }

    /// A WebSocket came that names this session.
    package mutating func beginProbe(at now: Instant) -> ProbeAction {
        guard case .polling(let polling) = self.state, case .none = polling.probe else { return .refuse }
        let deadline = now + self.upgradeTimeout
        self.changePolling { $0.probe = .silent(deadline: deadline) }
        return .accept(wakeAt: deadline)
    }

    package enum ProbePacketAction {
        /// Answer `3probe`, and a waiting poll with what is due, or a noop when that is nothing.
        case confirm(answerPoll: [Packet]?)
        /// The WebSocket is the transport now: answer a waiting poll with a noop, and write what is due.
        case upgrade(answerPoll: Bool, write: [Packet])
        /// Close that WebSocket; the session stays on polling.
        case abandon
    }

    /// A packet came over the WebSocket that is tried.
    package mutating func probeReceived(_ packet: EnginePacket) -> ProbePacketAction {
        guard case .polling(let polling) = self.state else { return .abandon }
        switch (polling.probe, packet) {
        case (.silent(let deadline), .ping(EnginePacket.probe)):
            let due: [Packet]? =
                self.changePolling { polling in
                    polling.probe = .confirmed(deadline: deadline)
                    guard polling.poll == .waiting else { return nil }
                    polling.poll = .none
                    return polling.takeBatch()
                } ?? nil
            return .confirm(answerPoll: due)
        case (.silent, .upgrade), (.confirmed, .upgrade):
            self.state = .webSocket
            return .upgrade(answerPoll: polling.poll == .waiting, write: polling.queue.map(\.packet))
        case (.none, _), (.silent, _), (.confirmed, _):
            self.probeLost()
            return .abandon
        }
    }

    /// The WebSocket that was tried is gone.
    package mutating func probeLost() {
        self.changePolling { $0.probe = .none }
    }
}

// MARK: The end

extension EngineSession {
    package enum CloseAction {
        /// Answer the waiting poll with these packets and a close packet.
        case answerPoll([Packet])
        /// Answer the waiting poll with these packets, which are all that it may bring; then as with `farewell`.
        case answerPollFirst([Packet], wakeAt: Instant)
        case closeWebSocket
        /// The next polls bring the news; call ``wake(at:)`` at the instant to forget the session.
        case farewell(wakeAt: Instant)
        case doNothing
    }

    /// The server ends the session.
    package mutating func close(at now: Instant) -> CloseAction {
        switch self.state {
        case .polling(let polling):
            if polling.poll == .waiting, polling.queue.count < Self.maxPacketsPerPoll {
                self.state = .closed
                return .answerPoll(polling.queue.map(\.packet))
            }
            let deadline = now + Self.farewellTime
            var farewell = Farewell(queue: polling.queue, post: polling.post, deadline: deadline)
            let batch = polling.poll == .waiting ? farewell.takeBatch() : nil
            self.state = .farewell(farewell)
            return batch.map { .answerPollFirst($0, wakeAt: deadline) } ?? .farewell(wakeAt: deadline)
        case .webSocket:
            self.state = .closed
            return .closeWebSocket
        case .farewell, .closed:
            return .doNothing
        }
    }

    /// The session is over at once: the client closed it, its WebSocket is gone, or it broke the protocol.
    ///
    /// - Returns: Whether a poll waits, to be answered by the caller.
    package mutating func end() -> Bool {
        defer { self.state = .closed }
        guard case .polling(let polling) = self.state else { return false }
        return polling.poll == .waiting
    }

    package enum WakeAction: Equatable {
        /// The upgrade took too long: close its WebSocket; the session stays on polling.
        case abandonProbe
        /// Nobody came for the news of the close: forget the session.
        case forget
        case wait(until: Instant)
        case doNothing
    }

    package mutating func wake(at now: Instant) -> WakeAction {
        switch self.state {
        case .polling(let polling):
            switch polling.probe {
            case .none: return .doNothing
            case .silent(let deadline), .confirmed(let deadline):
                guard now >= deadline else { return .wait(until: deadline) }
                self.probeLost()
                return .abandonProbe
            }
        case .farewell(let farewell):
            guard now >= farewell.deadline else { return .wait(until: farewell.deadline) }
            self.state = .closed
            return .forget
        case .webSocket, .closed:
            return .doNothing
        }
    }
}

extension EngineSession.SendAction: Equatable where Packet: Equatable {}
extension EngineSession.PollAction: Equatable where Packet: Equatable {}
extension EngineSession.ProbePacketAction: Equatable where Packet: Equatable {}
extension EngineSession.CloseAction: Equatable where Packet: Equatable {}
