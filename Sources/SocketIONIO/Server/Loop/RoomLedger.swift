import JSONText
import Synchronization

/// What happens to a namespace's rooms on all event loops, for those who want to know.
final class RoomLedger: Sendable {
    private struct State {
        /// On how many event loops a room has members.
        var loops: [ExactString: Int] = [:]
        var listeners: [AsyncStream<SocketIORoomEvent>.Continuation] = []
    }
    private let state = Mutex(State())
    private let isObserved = Atomic(false)

    func events(bufferingAtMost limit: Int) -> AsyncStream<SocketIORoomEvent> {
        let (stream, listener) = AsyncStream.makeStream(
            of: SocketIORoomEvent.self,
            bufferingPolicy: .bufferingOldest(limit)
        )
        self.state.withLock { $0.listeners.append(listener) }
        self.isObserved.store(true, ordering: .relaxed)
        return stream
    }

    /// A socket comes with its own room, or goes with it.
    func socketCame(_ id: ExactString) { self.tell([.created(id), .joined(id, socketID: id)]) }
    func socketLeft(_ id: ExactString) { self.tell([.left(id, socketID: id), .deleted(id)]) }

    func joined(_ room: ExactString, socketID: ExactString) { self.tell([.joined(room, socketID: socketID)]) }
    func left(_ room: ExactString, socketID: ExactString) { self.tell([.left(room, socketID: socketID)]) }

    /// An event loop has the room now.
    func created(_ room: ExactString) {
        self.state.withLock { state in
            state.loops[room, default: 0] += 1
            if state.loops[room] == 1 { Self.tell([.created(room)], &state) }
        }
    }

    /// An event loop has it no longer.
    func deleted(_ room: ExactString) {
        self.state.withLock { state in
            guard let count = state.loops[room] else { return }
            state.loops[room] = count > 1 ? count - 1 : nil
            if count == 1 { Self.tell([.deleted(room)], &state) }
        }
    }

    func close() {
        for listener in self.state.withLock(\.listeners) { listener.finish() }
    }

    private func tell(_ events: @autoclosure () -> [SocketIORoomEvent]) {
        guard self.isObserved.load(ordering: .relaxed) else { return }
        self.state.withLock { Self.tell(events(), &$0) }
    }

    private static func tell(_ events: [SocketIORoomEvent], _ state: inout State) {
        for event in events {
            state.listeners.removeAll { listener in
                if case .terminated = listener.yield(event) { true } else { false }
            }
        }
    }
}
