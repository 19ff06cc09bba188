import SocketIONIO
import TestClients
import Testing

@Suite("The requests of a connection", .timeLimit(.minutes(1)))
struct RequestIntakeTests {
    private var intake = RequestIntake(maxBody: 10, maxDiscarded: 20)

    @Test("come one at a time")
    mutating func oneAtATime() {
        #expect(self.intake.head(keepsAlive: true) == true)
        #expect(self.intake.body(10) == .keep)
        #expect(!self.intake.mustWait)
        #expect(self.intake.end() == .perform)
        #expect(self.intake.mustWait)
        #expect(self.intake.answer(isLast: false) == .write)
        #expect(!self.intake.mustWait)
        #expect(self.intake.head(keepsAlive: true) == true)
    }

    @Test("get one answer each")
    mutating func oneAnswer() {
        #expect(self.intake.answer(isLast: false) == .ignore)
        _ = self.intake.head(keepsAlive: true)
        _ = self.intake.end()
        _ = self.intake.answer(isLast: false)
        #expect(self.intake.answer(isLast: false) == .ignore)
    }

    @Test("may be answered early: the rest is thrown away, up to a limit")
    mutating func early() {
        _ = self.intake.head(keepsAlive: true)
        #expect(self.intake.body(11) == .refuse)
        #expect(self.intake.answer(isLast: false) == .writeEarly)
        #expect(self.intake.body(9) == .discard)
        #expect(self.intake.end() == .next)
        _ = self.intake.head(keepsAlive: true)
        _ = self.intake.answer(isLast: false)
        #expect(self.intake.body(20) == .discard)
        #expect(self.intake.body(1) == .close)
        #expect(self.intake.end() == .ignore)
    }

    @Test("end the connection when the client or the answer says so")
    mutating func last() {
        for (keepsAlive, isLast) in [(false, false), (true, true)] {
            var intake = RequestIntake(maxBody: 10, maxDiscarded: 20)
            _ = intake.head(keepsAlive: keepsAlive)
            _ = intake.end()
            #expect(intake.answer(isLast: isLast) == .writeAndClose)
            #expect(intake.head(keepsAlive: true) == false)
            intake = RequestIntake(maxBody: 10, maxDiscarded: 20)
            _ = intake.head(keepsAlive: keepsAlive)
            #expect(intake.answer(isLast: isLast) == .writeEarly)
            #expect(!intake.keepsAlive(after: .writeEarly))
            #expect(intake.end() == .close)
        }
    }

    @Test("are finished before the server stops, and none comes after")
    mutating func stop() {
        var idle = self.intake
        #expect(idle.stop() == .close)
        #expect(idle.head(keepsAlive: true) == false)
        _ = self.intake.head(keepsAlive: true)
        #expect(self.intake.stop() == .wait)
        #expect(self.intake.end() == .perform)
        #expect(self.intake.answer(isLast: false) == .writeAndClose)
        var answered = RequestIntake(maxBody: 10, maxDiscarded: 20)
        _ = answered.head(keepsAlive: true)
        _ = answered.answer(isLast: false)
        #expect(answered.stop() == .close, "its answer is out; nobody waits for the rest")
    }
}

@Suite("What has to be woken", .timeLimit(.minutes(1)))
struct WakeQueueTests {
    private final class Sleeper: Wakeable {
        let name: Int
        var wakePlace: Int?
        init(_ name: Int) { self.name = name }
        func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? { nil }
    }

    @Test("is woken in the order of the times, also when they change", arguments: 1...20 as ClosedRange<UInt64>)
    func order(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let start = ContinuousClock.now
        let sleepers = (0..<50).map(Sleeper.init)
        var times: [Int: ContinuousClock.Instant] = [:]
        var queue = WakeQueue()
        for _ in 0..<400 {
            let sleeper = sleepers[Int.random(in: 0..<50, using: &random)]
            let isTakenOut = Int.random(in: 0..<4, using: &random) == 0
            let time = isTakenOut ? nil : start + .milliseconds(Int.random(in: 0..<1000, using: &random))
            queue.set(sleeper, at: time)
            times[sleeper.name] = time
            #expect(queue.earliest == times.values.min())
            #expect((sleeper.wakePlace != nil) == !isTakenOut)
        }
        let now = start + .milliseconds(500)
        var woken: [ContinuousClock.Instant] = []
        while let sleeper = queue.popDue(at: now) as? Sleeper {
            woken.append(times.removeValue(forKey: sleeper.name) ?? start)
            #expect(sleeper.wakePlace == nil)
        }
        #expect(woken == woken.sorted())
        #expect(times.values.allSatisfy { $0 > now })
    }
}
