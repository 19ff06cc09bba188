import SocketIOProtocol
import Testing

@Suite("Heartbeat of a client")
struct ClientHeartbeatTests {
    let start = ContinuousClock.now

    @Test("gives the server up when interval and timeout passed without a ping, and not before")
    func silence() {
        let heartbeat = ClientHeartbeat(interval: .seconds(25), timeout: .seconds(20), startedAt: self.start)
        #expect(!heartbeat.isDead(at: self.start + .seconds(44)))
        #expect(heartbeat.isDead(at: self.start + .seconds(45)))
    }

    @Test("counts from the last ping")
    func ping() {
        var heartbeat = ClientHeartbeat(interval: .seconds(25), timeout: .seconds(20), startedAt: self.start)
        heartbeat.ping(at: self.start + .seconds(30))
        #expect(heartbeat.deadline == self.start + .seconds(75))
        #expect(!heartbeat.isDead(at: self.start + .seconds(74)))
        #expect(heartbeat.isDead(at: self.start + .seconds(75)))
    }
}
