import JSONText
import SocketIONIO
import Synchronization
import Testing

/// The laws of ``SocketIOAdapter``, asked of every implementation by nodes that only write down what comes.
@Suite("An adapter", .timeLimit(.minutes(1)))
struct AdapterContractTests {
    /// What came to one node.
    private final class Recorder: SocketIOClusterNode {
        let seen: AsyncStream<String>
        private let report: AsyncStream<String>.Continuation
        private let link = Mutex<(any SocketIOClusterLink)?>(nil)

        init() { (self.seen, self.report) = AsyncStream.makeStream(of: String.self) }

        /// Answers questions with the name of the one who asked.
        func answer(over link: any SocketIOClusterLink) { self.link.withLock { $0 = link } }

        func receive(_ message: ClusterMessage, from sender: ClusterNodeID) {
            switch message {
            case .broadcast(let event, let selection, _):
                self.report.yield("\(event.name) \(selection.rooms.map(\.string)) from \(sender)")
            case .fetchRooms(let question):
                self.link.withLock { $0 }?.answer(.rooms(question, [sender]), to: sender)
            case .broadcastWithAck, .join, .leave, .disconnect, .fetchSockets, .serverSideEmit:
                Issue.record("nobody sent this")
            }
        }

        func receive(_ answer: ClusterAnswer) {
            guard case .rooms(let question, let rooms) = answer else { return }
            self.report.yield("\(question) \(rooms.map(\.string))")
        }

        /// The next `count` things that come.
        func next(_ count: Int) async -> [String] {
            var iterator = self.seen.makeAsyncIterator()
            var things: [String] = []
            while things.count < count, let thing = await iterator.next() { things.append(thing) }
            return things
        }
    }

    private static func broadcast(_ name: ExactString, to rooms: ExactString...) -> ClusterMessage {
        .broadcast(SocketIOEvent(name), to: SocketSelection(rooms: rooms), SendOptions())
    }

    @Test("carries what a node publishes to all others, in order, and never back", arguments: AdapterUnderTest.allCases)
    func order(_ adapter: AdapterUnderTest) async throws {
        let adapter = adapter.make()
        let nodes = [Recorder(), Recorder(), Recorder()]
        let links = nodes.map { adapter.attach($0, namespace: "/") }
        #expect(Set(links.map(\.nodeID)).count == 3)
        for number in 0..<100 { links[0].publish(Self.broadcast("e\(number)", to: "a", "b")) }
        links[1].publish(Self.broadcast("last"))
        let expected = (0..<100).map { #"e\#($0) ["a", "b"] from \#(links[0].nodeID)"# }
        #expect(await nodes[1].next(100) == expected)
        #expect(await nodes[2].next(101) == expected + ["last [] from \(links[1].nodeID)"])
        #expect(await nodes[0].next(1) == ["last [] from \(links[1].nodeID)"])
    }

    @Test("keeps namespaces apart", arguments: AdapterUnderTest.allCases)
    func namespaces(_ adapter: AdapterUnderTest) async throws {
        let adapter = adapter.make()
        let nodes = [Recorder(), Recorder(), Recorder()]
        let link = adapter.attach(nodes[0], namespace: "/a")
        _ = adapter.attach(nodes[1], namespace: "/a")
        let other = adapter.attach(nodes[2], namespace: "/b")
        #expect(try await link.peerCount() == 1)
        #expect(try await other.peerCount() == 0)
        other.publish(Self.broadcast("lost"))
        link.publish(Self.broadcast("found"))
        #expect(await nodes[1].next(1) == ["found [] from \(link.nodeID)"])
    }

    @Test("brings an answer to the node that asked, and to no other", arguments: AdapterUnderTest.allCases)
    func answers(_ adapter: AdapterUnderTest) async throws {
        let adapter = adapter.make()
        let nodes = [Recorder(), Recorder(), Recorder()]
        let links = nodes.map { adapter.attach($0, namespace: "/") }
        nodes[2].answer(over: links[2])
        links[0].publish(.fetchRooms("q0"))
        links[1].publish(.fetchRooms("q1"))
        #expect(await nodes[0].next(1) == [#"q0 ["\#(links[0].nodeID)"]"#])
        #expect(await nodes[1].next(1) == [#"q1 ["\#(links[1].nodeID)"]"#])
    }

    @Test("carries nothing to or from a node that has left", arguments: AdapterUnderTest.allCases)
    func leaving(_ adapter: AdapterUnderTest) async throws {
        let adapter = adapter.make()
        let nodes = [Recorder(), Recorder(), Recorder()]
        let links = nodes.map { adapter.attach($0, namespace: "/") }
        links[0].close()
        links[0].close()
        #expect(try await links[1].peerCount() == 1)
        links[0].publish(Self.broadcast("too late"))
        links[1].publish(Self.broadcast("for the others"))
        #expect(await nodes[2].next(1) == ["for the others [] from \(links[1].nodeID)"])
        let again = adapter.attach(nodes[0], namespace: "/")
        #expect(again.nodeID != links[0].nodeID)
        links[1].publish(Self.broadcast("for all"))
        #expect(await nodes[0].next(1) == ["for all [] from \(links[1].nodeID)"])
    }
}
