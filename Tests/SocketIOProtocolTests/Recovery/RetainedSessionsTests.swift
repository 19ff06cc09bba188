import JSONText
import SocketIOProtocol
import Testing

@Suite("The sessions that are retained")
struct RetainedSessionsTests {
    let start = ContinuousClock.now
    var deadline: ContinuousClock.Instant { self.start + .seconds(120) }

    @Test("are taken once, by their id")
    func take() {
        var sessions = RetainedSessions<Int>(limit: 10)
        sessions.save(1, as: "a", until: self.deadline, at: self.start)
        sessions.save(2, as: "b", until: self.deadline, at: self.start)
        #expect(sessions.take("a", at: self.start)?.session == 1)
        #expect(sessions.take("a", at: self.start) == nil)
        #expect(sessions.take("c", at: self.start) == nil)
        #expect(sessions.count == 1)
    }

    @Test("are the last that were saved under an id, with its deadline")
    func again() {
        var sessions = RetainedSessions<Int>(limit: 10)
        sessions.save(1, as: "a", until: self.deadline, at: self.start)
        sessions.save(2, as: "a", until: self.deadline + .seconds(60), at: self.start + .seconds(60))
        sessions.expire(at: self.deadline + .seconds(1))
        #expect(sessions.take("a", at: self.deadline + .seconds(1))?.session == 2)
    }

    @Test("are there until their deadline and not after it, swept or not")
    func deadlines() {
        var sessions = RetainedSessions<Int>(limit: 10)
        for id in ["a", "b", "c"] as [ExactString] { sessions.save(1, as: id, until: self.deadline, at: self.start) }
        #expect(sessions.take("a", at: self.deadline)?.deadline == self.deadline)
        #expect(sessions.take("b", at: self.deadline + .seconds(1)) == nil)
        sessions.expire(at: self.deadline + .seconds(1))
        #expect(sessions.count == 0)
    }

    @Test("are of a limited number: the oldest is forgotten")
    func limit() {
        var sessions = RetainedSessions<Int>(limit: 2)
        for (number, id) in (["a", "b", "c"] as [ExactString]).enumerated() {
            sessions.save(number, as: id, until: self.deadline, at: self.start)
        }
        #expect(sessions.take("a", at: self.start) == nil)
        #expect(sessions.take("b", at: self.start)?.session == 1)
        #expect(sessions.take("c", at: self.start)?.session == 2)
    }

    @Test("forget the oldest though many were taken and saved again since")
    func churn() {
        var sessions = RetainedSessions<Int>(limit: 2)
        sessions.save(0, as: "old", until: self.deadline, at: self.start)
        for round in 0..<1000 {
            sessions.save(round, as: "a", until: self.deadline, at: self.start)
            #expect(sessions.take("a", at: self.start)?.session == round)
        }
        sessions.save(1, as: "a", until: self.deadline, at: self.start)
        sessions.save(2, as: "b", until: self.deadline, at: self.start)
        #expect(sessions.take("old", at: self.start) == nil)
        #expect(sessions.take("a", at: self.start)?.session == 1)
    }
}
