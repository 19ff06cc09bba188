import JSONText
import SocketIONIO
import Synchronization
import Testing

/// What every recovery log has to keep: the laws of ``RecoveryLog``, as far as one process can see them.
struct RecoveryLogContract: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Makes an empty log.
    let make: @Sendable (RecoveryRetention) -> any RecoveryLog

    static let all = [
        RecoveryLogContract(testDescription: "in memory") { InMemoryRecoveryLog(retention: $0) }
    ]
}

@Suite("A recovery log")
struct RecoveryLogContractTests {
    static let retention = RecoveryRetention(
        eventAge: .seconds(1000),
        maxEvents: 100,
        maxEventBytes: 100_000,
        sessionAge: .seconds(1000),
        maxSessions: 3
    )

    private func event(_ number: Int, to rooms: [ExactString] = [], except: [ExactString] = []) -> RecoverableEvent {
        RecoverableEvent(
            SocketIOEvent("e", arguments: [json("\(number)")], attachments: [[1, 2]]),
            to: SocketSelection(rooms: rooms, except: except)
        )
    }

    private func session(_ id: ExactString, timeLeft: Duration = .seconds(100)) -> SavedSession {
        SavedSession(
            privateID: id,
            socketID: "sid",
            joinedAt: 1,
            lastSent: EventMark(position: 2, offset: "two"),
            leftAt: 3,
            stays: [RoomStay("sid", start: 1, end: nil), RoomStay("r", start: 1, end: 2)],
            staysCompleteSince: 1,
            timeLeft: timeLeft,
            data: "data"
        )
    }

    @Test("gives events ever greater positions and offsets of their own", arguments: RecoveryLogContract.all)
    func marks(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        let before = log.head
        let marks = (0..<50).map { log.append(self.event($0)) }
        #expect(marks[0].position > before)
        #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.position < $1.position })
        #expect(Set(marks.map(\.offset)).count == 50)
        #expect(log.head == marks.last?.position)
        for mark in marks { #expect(try await log.position(of: mark.offset) == mark.position) }
        #expect(try await log.position(of: "no offset") == nil)
    }

    @Test("gives back what was appended, in order, as much as is asked for", arguments: RecoveryLogContract.all)
    func reading(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        let start = log.head
        let marks = (0..<10).map { log.append(self.event($0, to: [ExactString("r\($0)")], except: ["x"])) }
        let all = try #require(try await log.events(after: start, limit: 100))
        #expect(all.map(\.mark) == marks)
        for (number, logged) in all.enumerated() {
            #expect(logged.recoverable.event.name == "e")
            #expect(logged.recoverable.event.arguments == [json("\(number)")])
            #expect(logged.recoverable.event.attachments == [[1, 2]])
            #expect(logged.recoverable.selection == SocketSelection(rooms: [ExactString("r\(number)")], except: ["x"]))
        }
        #expect(try await log.events(after: marks[3].position, limit: 2)?.map(\.mark) == [marks[4], marks[5]])
        #expect(try await log.events(after: marks[9].position, limit: 2)?.isEmpty == true)
    }

    @Test("trims the oldest, and says so rather than leave a gap", arguments: RecoveryLogContract.all)
    func trimming(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        let marks = (0..<150).map { log.append(self.event($0)) }
        log.sweep()
        #expect(try await log.events(after: marks[20].position, limit: 1) == nil)
        let kept = try #require(try await log.events(after: marks[100].position, limit: 1000))
        #expect(kept.map(\.mark) == Array(marks[101...]))
    }

    @Test("keeps a session to be taken once", arguments: RecoveryLogContract.all)
    func sessions(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        log.save(self.session("a"))
        let taken = try #require(try await log.take("a"))
        #expect(taken.privateID == "a")
        #expect(taken.socketID == "sid")
        #expect(taken.joinedAt == 1)
        #expect(taken.lastSent == EventMark(position: 2, offset: "two"))
        #expect(taken.leftAt == 3)
        #expect(Set(taken.stays) == [RoomStay("sid", start: 1, end: nil), RoomStay("r", start: 1, end: 2)])
        #expect(taken.staysCompleteSince == 1)
        #expect(taken.timeLeft > .zero && taken.timeLeft <= .seconds(100))
        #expect(try await log.take("a") == nil)
        #expect(try await log.take("b") == nil)
        log.save(taken)
        #expect(try await log.take("a")?.privateID == "a")
    }

    @Test("keeps the last session that was saved under a name", arguments: RecoveryLogContract.all)
    func savedTwice(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        log.save(self.session("a", timeLeft: .seconds(10)))
        log.save(self.session("a", timeLeft: .seconds(100)))
        #expect(try #require(try await log.take("a")).timeLeft > .seconds(50))
    }

    @Test(
        "forgets the session saved first when there are too many, and one whose time is up",
        arguments: RecoveryLogContract.all
    )
    func sessionLimits(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        for id in ["a", "b", "c", "d"] as [ExactString] { log.save(self.session(id)) }
        #expect(try await log.take("a") == nil)
        #expect(try await log.take("b") != nil)
        log.save(self.session("e", timeLeft: .zero - .seconds(1)))
        log.sweep()
        #expect(try await log.take("e") == nil)
    }

    @Test("takes events from several tasks at once", arguments: RecoveryLogContract.all)
    func concurrency(_ contract: RecoveryLogContract) async throws {
        let log = contract.make(Self.retention)
        let start = log.head
        let marks = await withTaskGroup(of: [EventMark].self) { group in
            for task in 0..<4 {
                group.addTask { (0..<20).map { log.append(self.event(task * 100 + $0)) } }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(marks.map(\.position)).count == 80)
        #expect(
            try await log.events(after: start, limit: 100)?.map(\.mark) == marks.sorted { $0.position < $1.position }
        )
    }
}

@Suite("The recovery log in memory")
struct InMemoryRecoveryLogTests {
    private final class Clock: Sendable {
        private let start = ContinuousClock.now
        private let passed = Mutex(Duration.zero)
        var now: ContinuousClock.Instant { self.start + self.passed.withLock { $0 } }
        func advance(_ duration: Duration) { self.passed.withLock { $0 += duration } }
    }

    private let clock = Clock()

    private func log(eventAge: Duration = .seconds(165), sessionAge: Duration = .seconds(120)) -> InMemoryRecoveryLog {
        InMemoryRecoveryLog(
            retention: RecoveryRetention(
                eventAge: eventAge,
                maxEvents: 100,
                maxEventBytes: 10_000,
                sessionAge: sessionAge,
                maxSessions: 10
            )
        ) { [clock] in clock.now }
    }

    private let event = RecoverableEvent(SocketIOEvent("e"), to: .everyone)

    @Test("keeps events for their time")
    func eventAge() {
        let log = self.log()
        _ = log.append(self.event)
        self.clock.advance(.seconds(165))
        log.sweep()
        #expect(log.events(after: 0, limit: 10)?.count == 1)
        self.clock.advance(.seconds(1))
        log.sweep()
        #expect(log.events(after: 0, limit: 10) == nil)
        #expect(log.position(of: "0000001") == 1)
    }

    @Test("keeps events within their bytes: as given, as sent, and a little")
    func eventBytes() {
        let log = self.log()
        let large = SocketIOEvent("e", arguments: [Array(repeating: 0x31, count: 2000)])
        for _ in 0..<4 { _ = log.append(RecoverableEvent(large, to: .everyone)) }
        #expect(log.events(after: 1, limit: 10) == nil)
        #expect(log.events(after: 2, limit: 10)?.count == 2)
    }

    @Test("tells how long a session has left")
    func timeLeft() throws {
        let log = self.log()
        let session = SavedSession(
            privateID: "p",
            socketID: "s",
            joinedAt: 0,
            lastSent: nil,
            leftAt: 0,
            stays: [],
            staysCompleteSince: 0,
            timeLeft: .seconds(120),
            data: nil
        )
        log.save(session)
        self.clock.advance(.seconds(100))
        let taken = try #require(log.take("p"))
        #expect(taken.timeLeft == .seconds(20))
        log.save(taken)
        self.clock.advance(.seconds(21))
        #expect(log.take("p") == nil)
    }
}
