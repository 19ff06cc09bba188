import SocketIOProtocol
import Testing

@Suite("Lifecycle of a client's connection")
struct ClientLifecycleTests {
    let backoff = ReconnectBackoff(minimum: .seconds(1), maximum: .seconds(5), factor: 2, jitter: 0)

    func established(maxAttempts: Int? = nil) -> ClientLifecycle {
        var lifecycle = ClientLifecycle(backoff: self.backoff, maxAttempts: maxAttempts)
        _ = lifecycle.need()
        lifecycle.opened()
        lifecycle.established()
        return lifecycle
    }

    @Test("is dialled when somebody needs it, once for all who do")
    func opensOnDemand() {
        var lifecycle = ClientLifecycle(backoff: self.backoff)
        #expect(lifecycle.need() == .dial)
        #expect(lifecycle.need() == .wait)
        lifecycle.opened()
        #expect(lifecycle.need() == .join)
        lifecycle.established()
        #expect(lifecycle.need() == .join)
    }

    @Test("a first attempt that fails is not repeated, and another can be asked for")
    func firstAttempt() {
        var lifecycle = ClientLifecycle(backoff: self.backoff)
        #expect(lifecycle.need() == .dial)
        #expect(lifecycle.lost(isWanted: false, random: 0) == .rest)
        #expect(lifecycle.need() == .dial)
    }

    @Test("a lost connection is dialled again after growing waits, and starts over once it is back")
    func reconnects() {
        var lifecycle = self.established()
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(1), attempt: 1))
        #expect(lifecycle.wake() == .dial)
        #expect(lifecycle.wake() == .doNothing)
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(2), attempt: 2))
        #expect(lifecycle.wake() == .dial)
        lifecycle.opened()
        lifecycle.established()
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(1), attempt: 1))
    }

    @Test("a server that opens and accepts nobody counts as a failed attempt")
    func openedInVain() {
        var lifecycle = self.established()
        _ = lifecycle.lost(isWanted: true, random: 0)
        _ = lifecycle.wake()
        lifecycle.opened()
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(2), attempt: 2))
    }

    @Test("whoever needs it now does not wait for the next attempt")
    func needWhileWaiting() {
        var lifecycle = self.established()
        _ = lifecycle.lost(isWanted: true, random: 0)
        #expect(lifecycle.need() == .dial)
        #expect(lifecycle.wake() == .doNothing)
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(2), attempt: 2))
    }

    @Test("gives up after the last attempt")
    func lastAttempt() {
        var lifecycle = self.established(maxAttempts: 1)
        #expect(lifecycle.lost(isWanted: true, random: 0) == .wait(.seconds(1), attempt: 1))
        #expect(lifecycle.wake() == .dial)
        #expect(lifecycle.lost(isWanted: true, random: 0) == .giveUp)
    }

    @Test("never reconnects without a backoff, nor when nobody wants it back")
    func off() {
        var lifecycle = ClientLifecycle(backoff: nil)
        _ = lifecycle.need()
        lifecycle.opened()
        lifecycle.established()
        #expect(lifecycle.lost(isWanted: true, random: 0) == .giveUp)
        var unwanted = self.established()
        #expect(unwanted.lost(isWanted: false, random: 0) == .rest)
        #expect(unwanted.wake() == .doNothing)
    }

    @Test("dials nothing once nobody wants it any more")
    func rests() {
        var lifecycle = self.established()
        _ = lifecycle.lost(isWanted: true, random: 0)
        lifecycle.rest()
        #expect(lifecycle.wake() == .doNothing)
        #expect(lifecycle.lost(isWanted: true, random: 0) == .rest)
        #expect(lifecycle.need() == .dial)
    }
}
