import NIOCore
import Synchronization

/// What waits for the reader of a client's events: in order, bounded, and the oldest go when it is full.
///
/// It is for one reader at a time; a second one would take elements from the first.
package final class ClientEventQueue: Sendable {
    private typealias Reader = CheckedContinuation<SocketIOClient.Event?, Never>

    private struct State {
        var waiting = CircularBuffer<(event: SocketIOClient.Event, byteCount: Int)>()
        var waitingBytes = 0
        var missed = 0
        var isFinished = false
        var readers: [(id: UInt64, reader: Reader)] = []
        var lastReader: UInt64 = 0
    }

    private let state = Mutex(State())
    private let maxCount: Int
    private let maxBytes: Int

    /// - Parameters:
    ///   - maxCount: How many elements may wait; at least one may.
    ///   - maxBytes: How many bytes of events may wait; one event may, however large.
    package init(maxCount: Int, maxBytes: Int) {
        self.maxCount = max(maxCount, 1)
        self.maxBytes = maxBytes
    }

    /// Hands an element to the reader, or keeps it until the reader comes. After the end it is dropped.
    ///
    /// - Parameter byteCount: What the element weighs while it waits.
    package func append(_ event: SocketIOClient.Event, byteCount: Int = 0) {
        let reader = self.state.withLock { state -> Reader? in
            guard !state.isFinished else { return nil }
            guard state.readers.isEmpty else { return state.readers.removeFirst().reader }
            state.waiting.append((event, byteCount))
            state.waitingBytes += byteCount
            while state.waiting.count > self.maxCount || (state.waitingBytes > self.maxBytes && state.waiting.count > 1)
            {
                state.waitingBytes -= state.waiting.removeFirst().byteCount
                state.missed += 1
            }
            return nil
        }
        reader?.resume(returning: event)
    }

    /// Ends the sequence after what waits now.
    package func finish() {
        let readers = self.state.withLock { state in
            state.isFinished = true
            defer { state.readers = [] }
            return state.readers
        }
        for waiting in readers { waiting.reader.resume(returning: nil) }
    }

    var isFinished: Bool { self.state.withLock { $0.isFinished } }

    /// Takes the next element, or waits for it; `nil` after the last one, and when the task was cancelled.
    package func next() async -> SocketIOClient.Event? {
        let id = self.state.withLock { state in
            state.lastReader += 1
            return state.lastReader
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { self.read(id: id, $0) }
        } onCancel: {
            let reader = self.state.withLock { state -> Reader? in
                guard let index = state.readers.firstIndex(where: { $0.id == id }) else { return nil }
                return state.readers.remove(at: index).reader
            }
            reader?.resume(returning: nil)
        }
    }

    private func read(id: UInt64, _ reader: Reader) {
        let (event, isWaiting) = self.state.withLock { state -> (SocketIOClient.Event?, Bool) in
            if state.missed > 0 {
                defer { state.missed = 0 }
                return (.missed(state.missed), false)
            }
            if let first = state.waiting.popFirst() {
                state.waitingBytes -= first.byteCount
                return (first.event, false)
            }
            if state.isFinished || Task.isCancelled { return (nil, false) }
            state.readers.append((id, reader))
            return (nil, true)
        }
        if !isWaiting { reader.resume(returning: event) }
    }
}
