import ContentEvents
import JSONText
import Testing

@Suite("Idempotency keys")
struct IdempotencyTests {
    private static let day: Int64 = 24 * 60 * 60 * 1000

    @Test("answer the same request with the first receipt, marked as repeated, and send nothing")
    func sameRequest() async throws {
        let newsroom = try Newsroom()
        let first = try await newsroom.emit("article", "update", #"{"id": 1}"#, key: "k")
        newsroom.clock.advance(byMilliseconds: Self.day - 1)
        let second = try await newsroom.emit("article", "update", #"{"id": 1}"#, key: "k")
        #expect(!first.repeated)
        #expect(second.repeated)
        #expect(second.id == first.id)
        #expect(second.audiences == first.audiences)
        #expect(newsroom.delivery.all.count == 1)
    }

    @Test("are forgotten after a day")
    func expiry() async throws {
        let newsroom = try Newsroom()
        for _ in 1...3 {
            #expect(try await newsroom.emit("article", "update", #"{"id": 1}"#, key: "k").repeated == false)
            newsroom.clock.advance(byMilliseconds: Self.day)
        }
        #expect(newsroom.delivery.all.count == 3)
    }

    @Test("refuse another request")
    func otherRequest() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", #"{"id": 1}"#, key: "k")
        let others: [@Sendable () async throws -> Receipt] = [
            { try await newsroom.emit("article", "update", #"{"id": 2}"#, key: "k") },
            { try await newsroom.emit("article", "create", #"{"id": 1}"#, key: "k") },
            { try await newsroom.emit("category", "update", #"{"id": 1}"#, key: "k") },
            { try await newsroom.raw("article", #"{"id": 1}"#, key: "k") },
        ]
        for other in others {
            let error = await #expect(throws: EmitError.self) { try await other() }
            #expect(error?.message.contains("idempotency key 'k'") == true)
        }
        #expect(newsroom.delivery.all.count == 1)
    }

    @Test("tell raw events with other rooms apart")
    func rawRooms() async throws {
        let newsroom = try Newsroom()
        try await newsroom.raw("e", rooms: ["a"], except: ["b"], key: "k")
        #expect(try await newsroom.raw("e", rooms: ["a"], except: ["b"], key: "k").repeated)
        for (rooms, except) in [(["a", "b"], []), ([], ["a", "b"]), (["b"], ["a"])] as [([ExactString], [ExactString])]
        {
            await #expect(throws: EmitError.self) {
                try await newsroom.raw("e", rooms: rooms, except: except, key: "k")
            }
        }
    }

    @Test("of requests that come at the same time let one through, and all get its receipt")
    func concurrency() async throws {
        let newsroom = try Newsroom()
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for _ in 1...50 { group.addTask { try await newsroom.emit("article", "update", "{}", key: "k") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(newsroom.delivery.all.count == 1)
        #expect(Set(receipts.map(\.id)).count == 1)
        #expect(receipts.count { !$0.repeated } == 1)
    }

    @Test("of refused requests are free for the next try")
    func refusedRequest() async throws {
        let newsroom = try Newsroom(audiences: [.role("public", id: 1, [])])
        await #expect(throws: EmitError.self) { try await newsroom.emit("article", "feature", "{}", key: "k") }
        newsroom.directory.replace(
            audiences: [.role("public", id: 1, ["article.feature"])],
            publicRole: Newsroom.publicRole
        )
        #expect(try await newsroom.emit("article", "feature", "{}", key: "k").repeated == false)
    }

    @Test("are compared as bytes, and have 1 to 256 of them")
    func keys() async throws {
        let newsroom = try Newsroom()
        try await newsroom.raw("e", key: "caf\u{E9}")
        #expect(try await newsroom.raw("e", key: "cafe\u{301}").repeated == false)
        for key in ["", String(repeating: "k", count: 257)] {
            let error = await #expect(throws: EmitError.self) { try await newsroom.raw("e", key: key) }
            #expect(error?.kind == .usage)
        }
        try await newsroom.raw("e", key: String(repeating: "k", count: 256))
    }

    @Test("are remembered up to 10,000; then the oldest go first")
    func bound() async throws {
        let newsroom = try Newsroom()
        for number in 0...10_000 { try await newsroom.raw("e", key: "\(number)") }
        #expect(try await newsroom.raw("e", key: "10000").repeated)
        #expect(try await newsroom.raw("e", key: "1").repeated)
        #expect(try await newsroom.raw("e", key: "0").repeated == false)
    }
}
