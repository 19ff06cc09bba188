import JSONText
import NIOCore
import SocketIOProtocol
import Synchronization

/// The sessions of all event loops by their secret.
final class SessionTable: Sendable {
    private struct State {
        var entries: [ExactString: SessionEntry] = [:]
        /// Without those whose clients have yet to learn that they were closed.
        var openCount = 0
    }
    private let state = Mutex(State())

    var openCount: Int { self.state.withLock(\.openCount) }

    /// The session of this name, if it was opened at `endpoint`.
    func find(_ sid: ExactString, at endpoint: EngineIOEndpoint) -> SessionEntry? {
        self.state.withLock { $0.entries[sid] }.flatMap { $0.endpoint === endpoint ? $0 : nil }
    }

    /// - Returns: Whether there was room below `limit`.
    func add(_ entry: SessionEntry, as sid: ExactString, limit: Int?) -> Bool {
        self.state.withLock { state in
            if let limit, state.openCount >= limit { return false }
            state.entries[sid] = entry
            state.openCount += 1
            return true
        }
    }

    /// The session was upgraded.
    func isWebSocketNow(_ sid: ExactString) {
        self.state.withLock { $0.entries[sid] }?.isWebSocket.store(true, ordering: .relaxed)
    }

    /// One of the sessions is closed, though it may still be found.
    func closed() { self.state.withLock { $0.openCount -= 1 } }

    func remove(_ sid: ExactString) { self.state.withLock { $0.entries[sid] = nil } }
}

/// A session as other event loops see it.
final class SessionEntry: Sendable {
    let eventLoop: any EventLoop
    let endpoint: EngineIOEndpoint
    let revision: EngineRevision
    private let session: NIOLoopBound<Session>
    /// Which transport its requests must name. Other loops may see it a moment late; the session itself judges again.
    let isWebSocket: Atomic<Bool>

    /// On the session's event loop.
    init(_ session: Session, _ opening: SessionOpening) {
        let eventLoop = session.loop.eventLoop
        self.eventLoop = eventLoop
        self.endpoint = opening.endpoint
        self.revision = opening.revision
        self.session = NIOLoopBound(session, eventLoop: eventLoop)
        self.isWebSocket = Atomic(opening.transport == .websocket)
    }

    /// Runs `body` on the session's event loop: at once when called there, so that one connection's requests keep
    /// their order.
    func perform(_ body: @escaping @Sendable (Session) -> Void) {
        if self.eventLoop.inEventLoop {
            body(self.session.value)
        } else {
            self.eventLoop.execute { body(self.session.value) }
        }
    }
}

/// Makes the names of sessions and sockets.
enum RandomID {
    /// 15 random bytes as 20 letters: adapters for several servers tell private rooms by that length.
    ///
    /// Source: engine.io 6.6, `lib/contrib/base64id.ts`.
    static func make() -> ExactString {
        var random = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for _ in 0..<2 {
            withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast()
        return ExactString(String(decoding: Base64.urlEncoded(bytes), as: UTF8.self))
    }
}
