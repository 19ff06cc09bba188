import Testing
import cmsio_bench

@Suite("Spread of figures")
struct SpreadTests {
    @Test("of an odd number of figures the median is the one in the middle")
    func oddMedian() throws {
        let spread = try #require(Spread([9, 1, 5]))
        #expect((spread.min, spread.median, spread.max) == (1, 5, 9))
    }

    @Test("of an even number of figures the median lies between the two in the middle")
    func evenMedian() throws {
        #expect(try #require(Spread([4, 1, 2, 100])).median == 3)
    }

    @Test("there is none of no figures")
    func none() {
        #expect(Spread([]) == nil)
        #expect(Spread(ratiosOf: [], to: [1]) == nil)
    }

    @Test("ratios are taken within a round, not between medians")
    func ratios() throws {
        // In each round but the last twice as much, whatever the round was like.
        let ratios = try #require(Spread(ratiosOf: [2, 20, 200, 9], to: [1, 10, 100, 3]))
        #expect((ratios.min, ratios.median, ratios.max) == (2, 2, 3))
    }

    @Test("a round whose yardstick is 0 has no ratio")
    func zeroYardstick() {
        #expect(Spread(ratiosOf: [5, 6], to: [0, 2]) == Spread([3]))
        #expect(Spread(ratiosOf: [5], to: [0]) == nil)
    }
}
