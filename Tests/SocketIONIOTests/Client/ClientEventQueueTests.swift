import SocketIONIO
import Testing

@Suite("Queue of a client's events", .timeLimit(.minutes(1)))
struct ClientEventQueueTests {
    /// An event that can be told from others.
    func event(_ number: Int) -> SocketIOClient.Event { .reconnecting(attempt: number, in: .zero) }

    func next(_ queue: ClientEventQueue) async -> String? {
        switch await queue.next() {
        case .reconnecting(let number, _): "\(number)"
        case .missed(let count): "missed \(count)"
        case .event, .connected, .upgraded, .disconnected, .reconnectFailed, .failed, .unsendable: "other"
        case nil: nil
        }
    }

    @Test("keeps the order, and ends after what it holds")
    func order() async {
        let queue = ClientEventQueue(maxCount: 10, maxBytes: 10)
        for number in 1...3 { queue.append(self.event(number)) }
        queue.finish()
        queue.append(self.event(4))
        for number in 1...3 { #expect(await self.next(queue) == "\(number)") }
        #expect(await self.next(queue) == nil)
    }

    @Test("drops the oldest when it is full, and tells how many in their place")
    func full() async {
        let queue = ClientEventQueue(maxCount: 2, maxBytes: 10)
        for number in 1...5 { queue.append(self.event(number)) }
        for expected in ["missed 3", "4", "5"] { #expect(await self.next(queue) == expected) }
        queue.append(self.event(6))
        #expect(await self.next(queue) == "6")
    }

    @Test("drops the oldest when their bytes are too many, but never the newest")
    func tooManyBytes() async {
        let queue = ClientEventQueue(maxCount: 10, maxBytes: 10)
        for number in 1...3 { queue.append(self.event(number), byteCount: 5) }
        queue.append(self.event(4), byteCount: 11)
        for expected in ["missed 3", "4"] { #expect(await self.next(queue) == expected) }
        for number in 5...6 { queue.append(self.event(number), byteCount: 5) }
        for expected in ["5", "6"] { #expect(await self.next(queue) == expected) }
    }

    @Test("wakes the reader who waits")
    func waiting() async {
        let queue = ClientEventQueue(maxCount: 2, maxBytes: 10)
        async let first = self.next(queue)
        queue.append(self.event(1))
        #expect(await first == "1")
        async let end = self.next(queue)
        queue.finish()
        #expect(await end == nil)
    }

    @Test("a reader whose task is cancelled gets nothing, and takes nothing from the next")
    func cancelled() async {
        let queue = ClientEventQueue(maxCount: 2, maxBytes: 10)
        let reader = Task { await self.next(queue) }
        reader.cancel()
        #expect(await reader.value == nil)
        queue.append(self.event(1))
        #expect(await self.next(queue) == "1")
    }
}
