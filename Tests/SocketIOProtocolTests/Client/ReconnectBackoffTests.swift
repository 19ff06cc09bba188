import SocketIOProtocol
import Testing

@Suite("Backoff before reconnecting")
struct ReconnectBackoffTests {
    @Test(
        "doubles from 1 s up to 5 s without jitter",
        arguments: [(1, 1000), (2, 2000), (3, 4000), (4, 5000), (5, 5000), (Int.max, 5000)]
    )
    func growth(attempt: Int, milliseconds: Int) {
        #expect(ReconnectBackoff().delay(before: attempt, random: 0.5) == .milliseconds(milliseconds))
    }

    @Test("is half of it at least and half more at most, but never over the maximum")
    func jitter() {
        let backoff = ReconnectBackoff()
        #expect(backoff.delay(before: 1, random: 0) == .milliseconds(500))
        #expect(backoff.delay(before: 1, random: 0.75) == .milliseconds(1250))
        #expect(backoff.delay(before: 4, random: 0) == .milliseconds(2500))
        #expect(backoff.delay(before: 4, random: 0.99) == .seconds(5))
    }

    @Test("keeps its shape with settings that make no sense")
    func nonsense() {
        let backoff = ReconnectBackoff(minimum: .seconds(9), maximum: .seconds(3), factor: 0, jitter: 7)
        #expect(backoff.delay(before: 0, random: 0.5) == .seconds(3))
        #expect(backoff.delay(before: 5, random: 0) == .zero)
    }
}
