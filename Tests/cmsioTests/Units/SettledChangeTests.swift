import Testing
import cmsio

@Suite("When changed files are read again")
struct SettledChangeTests {
    /// For each look, whether to read; where it is, it is read as it looks.
    private static func decisions(_ looks: [Int]) -> [Bool] {
        var change = SettledChange(read: 0)
        return looks.map { look in
            let isDue = change.isDue(look)
            if isDue { change.wasRead(as: look) }
            return isDue
        }
    }

    @Test(
        "is once two looks in a row are equal and differ from what was read",
        arguments: [
            ([0, 0, 0], [false, false, false]),
            ([1, 1, 1], [false, true, false]),
            ([1, 2, 3, 3, 3], [false, false, false, true, false]),
            ([1, 0, 0], [false, false, false]),
            ([1, 0, 1, 1], [false, false, false, true]),
            ([1, 1, 0, 0], [false, true, false, true]),
        ]
    )
    func settled(looks: [Int], decisions: [Bool]) {
        #expect(Self.decisions(looks) == decisions)
    }

    @Test("is at the fifth look, too, if they never settle")
    func unsettled() {
        #expect(Self.decisions(Array(1...10)) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map { $0 % 5 == 0 })
    }

    @Test("is again when the files changed while they were read")
    func changedMeanwhile() {
        var change = SettledChange(read: 0)
        change.wasRead(as: 1)
        #expect(change.read == 1)
        let looks = [change.isDue(2), change.isDue(2)]
        #expect(looks == [false, true])
    }
}
