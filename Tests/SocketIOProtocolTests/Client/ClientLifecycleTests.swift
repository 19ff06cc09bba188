import SocketIOProtocol
import Testing

@Suite("Lifecycle of a client")
struct ClientLifecycleTests {
    let backoff = ReconnectBackoff(minimum: .seconds(1), maximum: .seconds(5), factor: 2, jitter: 0)

    func connected(maxAttempts: Int? = nil) -> ClientLifecycle {
        var lifecycle = ClientLifecycle(backoff: self.backoff, maxAttempts: maxAttempts)
        _ = lifecycle.connect()
        _ = lifecycle.established()
        return lifecycle
    }

    @Test("a first attempt that fails is the caller's, who may try again")
    func firstAttempt() {
        var lifecycle = ClientLifecycle(backoff: self.backoff)
        #expect(lifecycle.connect() == .dial)
        #expect(lifecycle.connect() == .refuseSecondCall)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .failCaller)
        #expect(lifecycle.connect() == .dial)
        #expect(lifecycle.established() == .answerCaller)
        #expect(lifecycle.connect() == .refuseSecondCall)
    }

    @Test("a lost connection is dialled again after growing waits, and starts over once it is back")
    func reconnects() {
        var lifecycle = self.connected()
        #expect(lifecycle.lost(isFinal: false, random: 0) == .wait(.seconds(1), attempt: 1))
        #expect(lifecycle.wake() == .dial)
        #expect(lifecycle.wake() == .doNothing)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .wait(.seconds(2), attempt: 2))
        #expect(lifecycle.wake() == .dial)
        #expect(lifecycle.established() == .announce)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .wait(.seconds(1), attempt: 1))
    }

    @Test("gives up after the last attempt")
    func lastAttempt() {
        var lifecycle = self.connected(maxAttempts: 1)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .wait(.seconds(1), attempt: 1))
        #expect(lifecycle.wake() == .dial)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .giveUp)
        #expect(lifecycle.connect() == .refuseAfterEnd)
    }

    @Test("does not come back after the server refused it or sent it away")
    func finalEnd() {
        var lifecycle = self.connected()
        #expect(lifecycle.lost(isFinal: true, random: 0) == .giveUp)
        #expect(lifecycle.lost(isFinal: false, random: 0) == .doNothing)
        var reconnecting = self.connected()
        _ = reconnecting.lost(isFinal: false, random: 0)
        _ = reconnecting.wake()
        #expect(reconnecting.lost(isFinal: true, random: 0) == .giveUp)
    }

    @Test("never reconnects without a backoff")
    func off() {
        var lifecycle = ClientLifecycle(backoff: nil)
        _ = lifecycle.connect()
        _ = lifecycle.established()
        #expect(lifecycle.lost(isFinal: false, random: 0) == .giveUp)
    }

    @Test("disconnecting ends it in every state, and nothing is dialled afterwards")
    func disconnects() {
        var idle = ClientLifecycle(backoff: self.backoff)
        #expect(idle.disconnect() == .doNothing)
        #expect(idle.connect() == .refuseAfterEnd)

        var dialling = ClientLifecycle(backoff: self.backoff)
        _ = dialling.connect()
        #expect(dialling.disconnect() == .abandon)
        #expect(dialling.established() == .close)

        var connected = self.connected()
        #expect(connected.disconnect() == .leave)
        #expect(connected.disconnect() == .doNothing)
        #expect(connected.lost(isFinal: false, random: 0) == .doNothing)

        var waiting = self.connected()
        _ = waiting.lost(isFinal: false, random: 0)
        #expect(waiting.disconnect() == .doNothing)
        #expect(waiting.wake() == .doNothing)
    }
}
