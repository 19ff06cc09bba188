import Testing
import cmsio_bench

@Suite("Latency histogram")
struct LatencyHistogramTests {
    @Test("gives percentiles within 1.6 percent, and the longest exactly")
    func percentiles() {
        var histogram = LatencyHistogram()
        for value in 1...100_000 { histogram.add(UInt64(value) * 1000) }
        #expect(histogram.count == 100_000)
        #expect(histogram.max == 100_000_000)
        for (part, exact) in [(0.5, 50_000_000.0), (0.9, 90_000_000), (0.99, 99_000_000), (0.999, 99_900_000)] {
            #expect(abs(Double(histogram.percentile(part)) / exact - 1) < 0.016, "at \(part)")
        }
    }

    @Test("small durations are exact", arguments: [0, 1, 2, 63] as [UInt64])
    func small(_ value: UInt64) {
        var histogram = LatencyHistogram()
        histogram.add(value)
        #expect(histogram.percentile(0.5) == value)
    }

    @Test("takes any duration", arguments: [64, 127, 128, 1 << 40, .max] as [UInt64])
    func any(_ value: UInt64) {
        var histogram = LatencyHistogram()
        histogram.add(value)
        #expect(abs(Double(histogram.percentile(1)) / Double(value) - 1) < 0.016)
        #expect(histogram.max == value)
    }

    @Test("one slow delivery of a hundred shows in the longest and not in the median")
    func outlier() {
        var histogram = LatencyHistogram()
        for _ in 0..<99 { histogram.add(50) }
        histogram.add(1_000_000)
        #expect(histogram.percentile(0.5) == 50)
        #expect(histogram.percentile(0.98) == 50)
        #expect(histogram.percentile(0.99) > 900_000)
    }

    @Test("is 0 while nothing was added")
    func empty() {
        #expect(LatencyHistogram().percentile(0.99) == 0)
        #expect(LatencyHistogram().max == 0)
    }
}
