import SocketIOProtocol
import Testing

@Suite("An Engine.IO session")
struct EngineSessionTests {
    private let start = ContinuousClock.now

    private func polling(queue: [String] = []) -> EngineSession<String> {
        var session = EngineSession<String>(startingOn: .polling, maxQueueBytes: 100, upgradeTimeout: .seconds(10))
        for packet in queue { _ = session.send(packet, bytes: 1) }
        return session
    }

    private func onWebSocket() -> EngineSession<String> {
        EngineSession(startingOn: .websocket, maxQueueBytes: 100, upgradeTimeout: .seconds(10))
    }

    private func probed(queue: [String] = []) -> EngineSession<String> {
        var session = self.polling(queue: queue)
        _ = session.beginProbe(at: self.start)
        _ = session.probeReceived(.ping(EnginePacket.probe))
        return session
    }

    // MARK: Sending

    @Test("keeps packets for the next poll, and gives them all at once")
    func queue() {
        var session = self.polling()
        #expect(session.send("a", bytes: 1) == .queued)
        #expect(session.send("b", bytes: 1) == .queued)
        #expect(session.poll() == .answer(["a", "b"]))
        #expect(session.poll() == .hold)
    }

    @Test("holds a poll until something is due, and answers it once")
    func heldPoll() {
        var session = self.polling()
        #expect(session.poll() == .hold)
        #expect(session.flush() == nil)
        _ = session.send("a", bytes: 1)
        _ = session.send("b", bytes: 1)
        #expect(session.flush() == ["a", "b"])
        #expect(session.flush() == nil)
        _ = session.send("c", bytes: 1)
        #expect(session.flush() == nil, "no poll waits")
    }

    @Test("answers a poll with at most 16 packets, which is all that Python's client takes")
    func batches() {
        var session = self.polling(queue: (0..<40).map(String.init))
        #expect(session.poll() == .answer((0..<16).map(String.init)))
        #expect(session.poll() == .answer((16..<32).map(String.init)))
        #expect(session.poll() == .answer((32..<40).map(String.init)))
    }

    @Test("is full only while more than its limit waits")
    func overflow() {
        var session = self.polling()
        #expect(session.send("a", bytes: 100) == .queued)
        #expect(session.send("b", bytes: 500) == .queued, "one that finds no more than the limit is let in")
        #expect(session.send("c", bytes: 1) == .overflow)
        #expect(session.poll() == .answer(["a", "b"]))
        #expect(session.send("d", bytes: 1) == .queued)
    }

    @Test("counts only what still waits, so that a client that keeps reading is never full")
    func overflowOfAReader() {
        var session = self.polling()
        for _ in 0..<17 { #expect(session.send("x", bytes: 5) == .queued) }
        for _ in 0..<50 {
            _ = session.poll()
            for _ in 0..<16 { #expect(session.send("x", bytes: 5) == .queued) }
        }
    }

    @Test("writes at once on a WebSocket")
    func write() {
        var session = self.onWebSocket()
        #expect(session.send("a", bytes: 1000) == .write("a"))
        #expect(session.poll() == .refuse)
        #expect(session.beginPost() == .refuse)
        #expect(session.transport == .websocket)
    }

    // MARK: Overlap and loss

    @Test("ends at a second poll while one waits")
    func overlappingPolls() {
        var session = self.polling()
        _ = session.poll()
        #expect(session.poll() == .endOverlap)
        #expect(session.poll() == .refuse)
        #expect(!session.isOpen)
    }

    @Test("ends at a second POST while one is read, and says whether a poll waits")
    func overlappingPosts() {
        var session = self.polling()
        #expect(session.beginPost() == .read)
        #expect(session.beginPost() == .endOverlap(answerPoll: false))
        session = self.polling()
        _ = session.poll()
        _ = session.beginPost()
        #expect(session.beginPost() == .endOverlap(answerPoll: true))
    }

    @Test("takes one POST after the other")
    func posts() {
        var session = self.polling()
        #expect(session.beginPost() == .read)
        session.endPost()
        #expect(session.beginPost() == .read)
    }

    @Test("ends when the client gives up a poll or a POST, and only then")
    func losses() {
        var session = self.polling()
        #expect(session.pollLost() == .ignore)
        #expect(session.postLost() == .ignore)
        _ = session.poll()
        #expect(session.pollLost() == .endSession(answerPoll: false))
        session = self.polling()
        _ = session.beginPost()
        #expect(session.postLost() == .endSession(answerPoll: false))
        #expect(session.poll() == .refuse)
    }

    @Test("answers a poll that waits when the client gives up a POST")
    func postLostDuringPoll() {
        var session = self.polling()
        _ = session.poll()
        _ = session.beginPost()
        #expect(session.postLost() == .endSession(answerPoll: true))
    }

    // MARK: Upgrade

    @Test("moves to a WebSocket by probe, noop and upgrade, and takes what waits along")
    func upgrade() {
        var session = self.polling()
        _ = session.poll()
        #expect(session.beginProbe(at: self.start) == .accept(wakeAt: self.start + .seconds(10)))
        #expect(session.transport == .polling)
        #expect(session.probeReceived(.ping(EnginePacket.probe)) == .confirm(answerPoll: []))
        #expect(session.poll() == .answerNoop, "polls are let go while the client changes over")
        _ = session.send("a", bytes: 1)
        #expect(session.probeReceived(.upgrade) == .upgrade(answerPoll: false, write: ["a"]))
        #expect(session.transport == .websocket)
        #expect(session.send("b", bytes: 1) == .write("b"))
        #expect(session.wake(at: self.start + .seconds(60)) == .doNothing)
    }

    @Test("gives a waiting poll what is due when it is probed")
    func probeWithQueue() {
        var session = self.polling()
        _ = session.poll()
        _ = session.beginProbe(at: self.start)
        _ = session.send("a", bytes: 1)
        #expect(session.probeReceived(.ping(EnginePacket.probe)) == .confirm(answerPoll: ["a"]))
    }

    @Test("lets no poll wait when the upgrade comes")
    func upgradeWithPoll() {
        var session = self.polling()
        _ = session.poll()
        _ = session.beginProbe(at: self.start)
        #expect(session.probeReceived(.upgrade) == .upgrade(answerPoll: true, write: []))
    }

    @Test("sends by polling what is due during the probe when a poll is there")
    func pollDuringProbe() {
        var session = self.probed(queue: ["a"])
        #expect(session.poll() == .answer(["a"]))
    }

    @Test(
        "stays on polling when the WebSocket says anything else",
        arguments: [EnginePacket.message([]), .ping([]), .close, .noop, .binary([1]), .pong(EnginePacket.probe)]
    )
    func notAProbe(packet: EnginePacket) {
        var session = self.polling()
        _ = session.beginProbe(at: self.start)
        #expect(session.probeReceived(packet) == .abandon)
        #expect(session.transport == .polling)
        #expect(session.poll() == .hold)
        #expect(session.beginProbe(at: self.start) == .accept(wakeAt: self.start + .seconds(10)))
    }

    @Test("takes one WebSocket at a time, and none once it is on one")
    func secondProbe() {
        var session = self.probed()
        #expect(session.beginProbe(at: self.start) == .refuse)
        _ = session.probeReceived(.upgrade)
        #expect(session.beginProbe(at: self.start) == .refuse)
        #expect(session.isOpen)
    }

    @Test("gives up an upgrade that takes too long, and stays on polling")
    func upgradeTimeout() {
        for confirmed in [false, true] {
            var session = confirmed ? self.probed() : self.polling()
            if !confirmed { _ = session.beginProbe(at: self.start) }
            #expect(session.wake(at: self.start + .seconds(9)) == .wait(until: self.start + .seconds(10)))
            #expect(session.wake(at: self.start + .seconds(10)) == .abandonProbe)
            #expect(session.wake(at: self.start + .seconds(11)) == .doNothing)
            #expect(session.poll() == .hold)
        }
    }

    @Test("holds polls again when the WebSocket that was tried is gone")
    func probeLost() {
        var session = self.probed()
        session.probeLost()
        #expect(session.poll() == .hold)
    }

    // MARK: The end

    @Test("tells a waiting poll that the server closed")
    func closeWithPoll() {
        var session = self.polling()
        _ = session.poll()
        _ = session.send("a", bytes: 1)
        #expect(session.close(at: self.start) == .answerPoll(["a"]))
        #expect(session.poll() == .refuse)
    }

    @Test("tells the next polls that the server closed: first what waits, then the news")
    func closeWithoutPoll() {
        var session = self.polling(queue: ["a"])
        #expect(session.close(at: self.start) == .farewell(wakeAt: self.start + .seconds(30)))
        #expect(!session.isOpen)
        #expect(session.send("b", bytes: 1) == .drop)
        #expect(session.poll() == .answer(["a"]))
        #expect(session.poll() == .answerFarewell)
        #expect(session.poll() == .refuse)
    }

    @Test("takes POSTs, one at a time, from a client that has yet to learn that the server closed")
    func postDuringFarewell() {
        var session = self.polling(queue: ["a"])
        _ = session.beginPost()
        _ = session.close(at: self.start)
        #expect(session.beginPost() == .refuse)
        session.endPost()
        #expect(session.beginPost() == .read)
        #expect(session.postLost() == .ignore)
        #expect(session.beginPost() == .read)
        #expect(session.poll() == .answer(["a"]))
        #expect(session.poll() == .answerFarewell)
        #expect(session.beginPost() == .refuse)
    }

    @Test("answers a waiting poll with no more than 16 packets, the close packet among them")
    func closeWithMuch() {
        var session = self.polling()
        _ = session.poll()
        for number in 1...15 { _ = session.send("\(number)", bytes: 1) }
        #expect(session.close(at: self.start) == .answerPoll((1...15).map(String.init)))
        session = self.polling()
        _ = session.poll()
        for number in 1...17 { _ = session.send("\(number)", bytes: 1) }
        let deadline = self.start + .seconds(30)
        #expect(session.close(at: self.start) == .answerPollFirst((1...16).map(String.init), wakeAt: deadline))
        #expect(session.poll() == .answer(["17"]))
        #expect(session.poll() == .answerFarewell)
    }

    @Test("forgets a client that does not come for the news within 30 s")
    func farewellTimeout() {
        var session = self.polling()
        _ = session.close(at: self.start)
        #expect(session.wake(at: self.start + .seconds(29)) == .wait(until: self.start + .seconds(30)))
        #expect(session.wake(at: self.start + .seconds(30)) == .forget)
        #expect(session.poll() == .refuse)
    }

    @Test("closes its WebSocket once")
    func closeWebSocket() {
        var session = self.onWebSocket()
        #expect(session.close(at: self.start) == .closeWebSocket)
        #expect(session.close(at: self.start) == .doNothing)
        #expect(session.send("a", bytes: 1) == .drop)
    }

    @Test("says at its end whether a poll waits")
    func end() {
        var session = self.polling()
        _ = session.poll()
        #expect(session.end() == true)
        #expect(session.end() == false)
        session = self.polling()
        #expect(session.end() == false)
        #expect(session.poll() == .refuse)
    }
}
