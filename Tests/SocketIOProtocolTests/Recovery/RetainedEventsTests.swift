import SocketIOProtocol
import TestClients
import Testing

@Suite("The events that a log retains")
struct RetainedEventsTests {
    let start = ContinuousClock.now

    private func log(events: Int = 1000, bytes: Int = 1 << 20, age: Duration = .seconds(60)) -> RetainedEvents<UInt64> {
        RetainedEvents(limits: .init(events: events, bytes: bytes, age: age))
    }

    @Test("come back in order after any position, no more than asked for")
    func order() {
        var log = self.log()
        for _ in 0..<5 { log.append(bytes: 1, at: self.start) { $0 } }
        #expect(log.head == 5)
        #expect(log.events(after: 0, limit: 10) == [1, 2, 3, 4, 5])
        #expect(log.events(after: 2, limit: 2) == [3, 4])
        #expect(log.events(after: 5, limit: 10) == [])
        #expect(log.events(after: 9, limit: 10) == [])
    }

    @Test("are the latest of the number allowed, and a position before them is no longer known")
    func number() {
        var log = self.log(events: 3)
        for _ in 0..<5 { log.append(bytes: 1, at: self.start) { $0 } }
        #expect(log.events(after: 2, limit: 10) == [3, 4, 5])
        #expect(log.events(after: 1, limit: 10) == nil)
    }

    @Test("weigh no more than allowed, even if that is none")
    func weight() {
        var log = self.log(bytes: 100)
        for bytes in [40, 40, 40] { log.append(bytes: bytes, at: self.start) { $0 } }
        #expect(log.count == 2)
        log.append(bytes: 101, at: self.start) { $0 }
        #expect(log.count == 0)
        #expect(log.events(after: 3, limit: 10) == nil)
        #expect(log.events(after: 4, limit: 10) == [])
    }

    @Test("are no older than allowed, when the next comes or the time is swept")
    func age() {
        var log = self.log(age: .seconds(60))
        log.append(bytes: 1, at: self.start) { $0 }
        log.append(bytes: 1, at: self.start + .seconds(30)) { $0 }
        log.append(bytes: 1, at: self.start + .seconds(60)) { $0 }
        #expect(log.events(after: 0, limit: 10) == [1, 2, 3])
        log.append(bytes: 1, at: self.start + .seconds(61)) { $0 }
        #expect(log.events(after: 1, limit: 10) == [2, 3, 4])
        #expect(log.events(after: 0, limit: 10) == nil)
        log.expire(at: self.start + .seconds(200))
        #expect(log.count == 0)
        #expect(log.head == 4)
    }

    @Test("agree with a plain list through any appends and sweeps", arguments: [1, 2, 3] as [UInt64])
    func model(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var log = self.log(events: 50, bytes: 400, age: .seconds(60))
        var model: [(position: UInt64, bytes: Int, at: Duration)] = []
        var now = Duration.zero
        for step in 1...2000 as ClosedRange<UInt64> {
            now += .milliseconds(Int.random(in: 0...4000, using: &random))
            let bytes = Int.random(in: 1...20, using: &random)
            log.append(bytes: bytes, at: self.start + now) { $0 }
            model.append((step, bytes, now))
            model.removeAll { $0.at + .seconds(60) < now }
            while model.count > 50 || model.reduce(0, { $0 + $1.bytes }) > 400 { model.removeFirst() }
            let position = UInt64.random(in: 0...step, using: &random)
            let isWhole = position >= step - UInt64(model.count)
            let expected = isWhole ? model.map(\.position).filter { $0 > position } : nil
            #expect(log.events(after: position, limit: .max) == expected)
        }
    }
}
