import Testing
import cmsio_bench

@Suite("Log of deliveries")
struct DeliveryLogTests {
    @Test("an event is complete when every receiver has it")
    func complete() {
        var log = DeliveryLog(receivers: 2)
        log.trigger(due: 100)
        log.trigger(due: 200)
        #expect(log.outstanding == 2)
        let first = log.arrived(0, at: 150)
        #expect(first && log.complete == 0)
        let second = log.arrived(0, at: 160)
        #expect(second && log.complete == 1 && log.outstanding == 1)
    }

    @Test("refuses an event that nobody triggered, and one more copy than receivers")
    func unexpected() {
        var log = DeliveryLog(receivers: 1)
        let early = log.arrived(0, at: 1)
        #expect(!early)
        log.trigger(due: 1)
        let own = log.arrived(0, at: 2)
        let copy = log.arrived(0, at: 3)
        #expect(own && !copy)
    }

    @Test("measures from the time an event was due, so that a late trigger hides nothing")
    func due() {
        var log = DeliveryLog(receivers: 1)
        log.trigger(due: 1_000)
        _ = log.arrived(0, at: 51_000)
        #expect(log.latencies.max == 50_000)
    }

    @Test("forgets what came before measuring started, also what arrives of it later")
    func warmUp() {
        var log = DeliveryLog(receivers: 2)
        log.trigger(due: 0)
        _ = log.arrived(0, at: 9_000)
        log.startMeasuring()
        _ = log.arrived(0, at: 9_000)
        log.trigger(due: 10_000)
        _ = log.arrived(1, at: 10_500)
        #expect(log.deliveries == 1)
        #expect(log.latencies.max == 500)
        #expect(log.complete == 1)
    }
}
