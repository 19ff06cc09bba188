import SocketIOProtocol
import Testing

@Suite("The heartbeat")
struct HeartbeatTests {
    private let start = ContinuousClock.now

    private func heartbeat() -> Heartbeat {
        Heartbeat(interval: .seconds(25), timeout: .seconds(20), startedAt: self.start)
    }

    @Test("pings one interval after the session opened, and not before")
    func firstPing() {
        var heartbeat = self.heartbeat()
        #expect(heartbeat.wake(at: self.start + .seconds(24)) == .waitToPing(until: self.start + .seconds(25)))
        #expect(heartbeat.wake(at: self.start + .seconds(25)) == .sendPing(wakeAt: self.start + .seconds(45)))
    }

    @Test("ends the session 20 s after a ping nobody answers, and not before")
    func unansweredPing() {
        var heartbeat = self.heartbeat()
        #expect(heartbeat.wake(at: self.start + .seconds(25)) == .sendPing(wakeAt: self.start + .seconds(45)))
        #expect(heartbeat.wake(at: self.start + .seconds(44)) == .waitForClient(until: self.start + .seconds(45)))
        #expect(heartbeat.wake(at: self.start + .seconds(45)) == .endSession)
        #expect(heartbeat.wake(at: self.start + .seconds(46)) == .doNothing)
    }

    @Test("counts from when a ping was due, unless it was sent far too late")
    func latePing() {
        var heartbeat = self.heartbeat()
        #expect(heartbeat.wake(at: self.start + .seconds(27)) == .sendPing(wakeAt: self.start + .seconds(45)))
        var laterHeartbeat = self.heartbeat()
        #expect(laterHeartbeat.wake(at: self.start + .seconds(28)) == .sendPing(wakeAt: self.start + .seconds(48)))
    }

    @Test("pings again one interval after the pong, not after the ping")
    func pong() {
        var heartbeat = self.heartbeat()
        _ = heartbeat.wake(at: self.start + .seconds(25))
        #expect(heartbeat.pong(at: self.start + .seconds(30)) == self.start + .seconds(55))
        #expect(heartbeat.wake(at: self.start + .seconds(45)) == .waitToPing(until: self.start + .seconds(55)))
        #expect(heartbeat.wake(at: self.start + .seconds(55)) == .sendPing(wakeAt: self.start + .seconds(75)))
    }

    @Test("is not put off by a pong that nobody asked for")
    func strayPong() {
        var heartbeat = self.heartbeat()
        #expect(heartbeat.pong(at: self.start + .seconds(20)) == nil)
        #expect(heartbeat.wake(at: self.start + .seconds(25)) == .sendPing(wakeAt: self.start + .seconds(45)))
    }

    @Test("gives a client that we do not read a whole timeout more")
    func excuse() {
        var heartbeat = self.heartbeat()
        heartbeat.excuse(at: self.start + .seconds(10))
        #expect(heartbeat.wake(at: self.start + .seconds(25)) == .sendPing(wakeAt: self.start + .seconds(45)))
        heartbeat.excuse(at: self.start + .seconds(44))
        #expect(heartbeat.wake(at: self.start + .seconds(45)) == .waitForClient(until: self.start + .seconds(64)))
    }

    @Test("of revision 3 answers the client's pings, and ends the session 45 s after the last")
    func clientPings() {
        var heartbeat = Heartbeat(listeningWithin: .seconds(25), timeout: .seconds(20), startedAt: self.start)
        #expect(heartbeat.wake(at: self.start + .seconds(30)) == .waitForClient(until: self.start + .seconds(45)))
        #expect(heartbeat.ping(at: self.start + .seconds(40)) == .answer(wakeAt: self.start + .seconds(85)))
        #expect(heartbeat.wake(at: self.start + .seconds(84)) == .waitForClient(until: self.start + .seconds(85)))
        #expect(heartbeat.wake(at: self.start + .seconds(85)) == .endSession)
    }

    @Test("of revision 3 never cuts the time of a client that we do not read")
    func excuseListening() {
        var heartbeat = Heartbeat(listeningWithin: .seconds(25), timeout: .seconds(20), startedAt: self.start)
        heartbeat.excuse(at: self.start + .seconds(1))
        #expect(heartbeat.wake(at: self.start + .seconds(44)) == .waitForClient(until: self.start + .seconds(45)))
        heartbeat.excuse(at: self.start + .seconds(44))
        #expect(heartbeat.wake(at: self.start + .seconds(45)) == .waitForClient(until: self.start + .seconds(64)))
    }

    @Test("of revision 4 ends a session whose client pings")
    func wrongDirection() {
        var heartbeat = self.heartbeat()
        #expect(heartbeat.ping(at: self.start) == .endSession)
    }
}
