import ContentEvents
import JSONText
import Testing

@Suite("Order and identity of events")
struct OrderTests {
    @Test("events are delivered as they are numbered, however many callers there are")
    func concurrency() async throws {
        let newsroom = try Newsroom()
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for number in 1...300 {
                group.addTask {
                    number.isMultiple(of: 3)
                        ? try await newsroom.raw("tick", "\(number)")
                        : try await newsroom.emit("article", "update", #"{"id": \#(number)}"#)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(newsroom.delivery.offsets == Array(1...300))
        let ids = newsroom.delivery.events.map(\.id)
        #expect(ids == ids.sorted())
        #expect(Set(receipts.map(\.id)).count == 300)
    }

    @Test("one caller's events are delivered in the order of its calls")
    func oneCaller() async throws {
        let newsroom = try Newsroom()
        for number in 1...50 { try await newsroom.emit("article", "update", #"{"id": \#(number)}"#) }
        #expect(newsroom.delivery.events.map(\.entityIDs) == (1...50).map { [ExactString("\($0)")] })
    }

    @Test("ids sort as the events were accepted even when the clock goes back, and tell the time")
    func clockGoesBack() async throws {
        let newsroom = try Newsroom()
        var receipts: [Receipt] = []
        for step in [0, 1, -5000, 0, 6000] as [Int64] {
            newsroom.clock.advance(byMilliseconds: step)
            receipts.append(try await newsroom.raw("tick"))
        }
        #expect(receipts.map(\.id) == receipts.map(\.id).sorted())
        #expect(Set(receipts.map(\.id)).count == 5)
        #expect(receipts.first?.id.hasPrefix("01a3185c5000-0000-") == true)
        #expect(newsroom.delivery.raws.map(\.at).last == 1_800_000_001_001)
    }

    @Test("more events than the id counts in one millisecond stay in order")
    func fullMillisecond() async throws {
        let newsroom = try Newsroom()
        var last = ""
        for _ in 1...66_000 {
            let id = try await newsroom.raw("tick").id
            #expect(id > last)
            last = id
        }
    }
}
