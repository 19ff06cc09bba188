import JSONText
import SocketIOProtocol
import Testing

@Suite("The namespaces of a connection")
struct NamespaceTableTests {
    private let start = ContinuousClock.now
    private var table: NamespaceTable<String>

    init() { self.table = NamespaceTable(deadline: self.start + .seconds(45)) }

    @Test("deliver packets only after the middleware agreed")
    mutating func join() {
        #expect(self.table.connect(to: "/a") { .found("A") } == .begin("A"))
        #expect(self.table.receive(for: "/a") == .closeConnection)
        #expect(self.table.accept("/a") == "A")
        #expect(self.table.receive(for: "/a") == .deliver("A"))
        #expect(self.table.receive(for: "/b") == .closeConnection)
    }

    @Test("let another socket take the place of one that was not accepted yet, and of no other")
    mutating func replace() {
        #expect(self.table.replace("/a") { _ in "B" } == nil)
        _ = self.table.connect(to: "/a") { .found("A") }
        #expect(self.table.replace("/a") { $0 == "A" ? nil : "B" } == nil)
        #expect(self.table.replace("/a") { $0 + "B" } == "AB")
        #expect(self.table.accept("/a") == "AB")
        #expect(self.table.replace("/a") { $0 + "C" } == nil)
        #expect(self.table.all == ["AB"])
    }

    @Test("refuse one the server does not have, and leave the connection open")
    mutating func unknown() {
        #expect(self.table.connect(to: "/a") { .unknown } == .refuseUnknownNamespace)
        #expect(self.table.connect(to: "/a") { .found("A") } == .begin("A"))
    }

    @Test("that may be made on demand are decided upon later; until then nothing may come for them")
    mutating func undecided() {
        #expect(self.table.connect(to: "/a") { .undecided } == .ask)
        #expect(self.table.receive(for: "/a") == .closeConnection)
        #expect(self.table.connect(to: "/a") { .found("A") } == .closeConnection)
        #expect(self.table.accept("/a") == nil)
        #expect(self.table.all == [])
        #expect(self.table.decide("/a") { "A" } == .begin("A"))
        #expect(self.table.decide("/a") { "B" } == .doNothing)
        #expect(self.table.accept("/a") == "A")
    }

    @Test("that nobody makes on demand are refused, and can be asked for again")
    mutating func undecidedRefused() {
        _ = self.table.connect(to: "/a") { .undecided }
        #expect(self.table.decide("/a") { nil } == .refuseUnknownNamespace)
        #expect(self.table.connect(to: "/a") { .undecided } == .ask)
    }

    @Test("are not decided upon for a connection that is over")
    mutating func undecidedTooLate() {
        _ = self.table.connect(to: "/a") { .undecided }
        #expect(self.table.removeAll() == [])
        #expect(self.table.decide("/a") { "A" } == .doNothing)
    }

    @Test("close the connection at a second CONNECT, before and after the first was accepted")
    mutating func connectTwice() {
        _ = self.table.connect(to: "/a") { .found("A") }
        #expect(self.table.connect(to: "/a") { .found("B") } == .closeConnection)
        _ = self.table.accept("/a")
        #expect(self.table.connect(to: "/a") { .found("B") } == .closeConnection)
    }

    @Test("can be left and joined again, without touching the others")
    mutating func leave() {
        for name: ExactString in ["/a", "/b"] {
            _ = self.table.connect(to: name) { .found(name.string) }
            _ = self.table.accept(name)
        }
        self.table.remove("/a")
        #expect(self.table.receive(for: "/a") == .closeConnection)
        #expect(self.table.receive(for: "/b") == .deliver("/b"))
        #expect(self.table.connect(to: "/a") { .found("A2") } == .begin("A2"))
    }

    @Test("are told apart byte for byte, not as characters")
    mutating func exactNames() {
        _ = self.table.connect(to: "/\u{E9}") { .found("composed") }
        #expect(self.table.connect(to: "/e\u{301}") { .found("decomposed") } == .begin("decomposed"))
    }

    @Test("cannot be accepted when the connection is over meanwhile")
    mutating func acceptTooLate() {
        _ = self.table.connect(to: "/a") { .found("A") }
        #expect(self.table.removeAll() == ["A"])
        #expect(self.table.accept("/a") == nil)
        #expect(self.table.wake(at: self.start + .seconds(46)) == .doNothing)
    }

    @Test("close the connection when none was joined in time")
    mutating func connectTimeout() {
        _ = self.table.connect(to: "/a") { .found("A") }
        #expect(self.table.wake(at: self.start + .seconds(44)) == .wait(until: self.start + .seconds(45)))
        #expect(self.table.wake(at: self.start + .seconds(45)) == .closeConnection)
    }

    @Test("never time out once one was joined, even when it was left")
    mutating func joinedOnce() {
        _ = self.table.connect(to: "/a") { .found("A") }
        _ = self.table.accept("/a")
        self.table.remove("/a")
        #expect(self.table.wake(at: self.start + .seconds(46)) == .doNothing)
    }
}

@Suite("Events that wait for a reply")
struct AckTableTests {
    private let start = ContinuousClock.now
    private var table = AckTable<String>()

    @Test("get one reply each")
    mutating func take() {
        self.table.wait("a", for: 1, until: self.start + .seconds(1))
        #expect(self.table.take(2) == nil)
        #expect(self.table.take(1) == "a")
        #expect(self.table.take(1) == nil)
        #expect(self.table.nextDeadline == nil)
    }

    @Test("expire in the order of their deadlines, and not before")
    mutating func expire() {
        self.table.wait("late", for: 1, until: self.start + .seconds(3))
        self.table.wait("early", for: 2, until: self.start + .seconds(1))
        self.table.wait("middle", for: 3, until: self.start + .seconds(2))
        #expect(self.table.nextDeadline == self.start + .seconds(1))
        #expect(self.table.expire(at: self.start) == [])
        #expect(self.table.expire(at: self.start + .seconds(2)) == ["early", "middle"])
        #expect(self.table.take(2) == nil, "a late reply finds nobody")
        #expect(self.table.nextDeadline == self.start + .seconds(3))
    }

    @Test("do not expire when they were answered")
    mutating func answered() {
        self.table.wait("a", for: 1, until: self.start + .seconds(1))
        self.table.wait("b", for: 2, until: self.start + .seconds(1))
        _ = self.table.take(1)
        #expect(self.table.expire(at: self.start + .seconds(5)) == ["b"])
    }

    @Test("all learn of the end")
    mutating func removeAll() {
        self.table.wait("b", for: 2, until: self.start + .seconds(1))
        self.table.wait("a", for: 1, until: self.start + .seconds(2))
        #expect(self.table.removeAll() == ["a", "b"])
        #expect(self.table.removeAll() == [])
        #expect(self.table.nextDeadline == nil)
    }
}

@Suite("What waits for a socket's handlers")
struct InboxTests {
    private var inbox = Inbox<Int>(limit: 100)

    private mutating func startsDraining(_ item: Int, weight: Int) -> Bool {
        self.inbox.push(item, weight: weight).startDraining
    }

    private mutating func holdsPeer(_ item: Int, weight: Int) -> Bool {
        self.inbox.push(item, weight: weight).holdPeer
    }

    @Test("is drained in order by one task that ends when nothing is left")
    mutating func drain() {
        #expect(self.startsDraining(1, weight: 1) == true)
        #expect(self.startsDraining(2, weight: 1) == false)
        #expect(self.inbox.next() == .handle(1, releasePeer: false))
        #expect(self.startsDraining(3, weight: 1) == false)
        #expect(self.inbox.next() == .handle(2, releasePeer: false))
        #expect(self.inbox.next() == .handle(3, releasePeer: false))
        #expect(self.inbox.next() == .stop)
        #expect(self.startsDraining(4, weight: 1) == true)
    }

    @Test("holds up its peer above the limit, once, and lets it go at half of it, once")
    mutating func hold() {
        #expect(self.holdsPeer(1, weight: 60) == false)
        #expect(self.holdsPeer(2, weight: 60) == true)
        #expect(self.holdsPeer(3, weight: 30) == false)
        #expect(self.inbox.next() == .handle(1, releasePeer: false))
        #expect(self.inbox.next() == .handle(2, releasePeer: true))
        #expect(self.inbox.next() == .handle(3, releasePeer: false))
    }

    @Test("keeps its order over many more than it ever holds")
    mutating func manyItems() {
        var taken: [Int] = []
        for item in 0..<1000 {
            _ = self.inbox.push(item, weight: 0)
            if item % 3 != 0, case .handle(let next, _) = self.inbox.next() { taken.append(next) }
        }
        while case .handle(let next, _) = self.inbox.next() { taken.append(next) }
        #expect(taken == Array(0..<1000))
    }
}
