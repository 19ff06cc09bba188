import SocketIOProtocol
import Testing

@Suite("Answers of many")
struct GatheringTests {
    @Test("are there at once when nobody is asked")
    func nobody() {
        var gathering = Gathering<Int>(parts: 0)
        #expect(gathering.begin() == .succeed([]))
    }

    @Test("are complete when every part told how many it asked and all of those answered, in any order")
    func complete() {
        var gathering = Gathering<Int>(parts: 2, due: 1)
        #expect(gathering.begin() == .wait)
        #expect(gathering.answer(1) == .wait)
        #expect(gathering.part(asked: 2) == .wait)
        #expect(gathering.answer(2) == .wait)
        #expect(gathering.part(asked: 0) == .wait)
        #expect(gathering.answer(3) == .succeed([1, 2, 3]))
        #expect(gathering.answer(4) == .wait)
        #expect(gathering.timeUp() == .wait)
    }

    @Test("are incomplete when the time is up, with those that came; later ones are dropped")
    func timeout() {
        var gathering = Gathering<Int>(parts: 1)
        #expect(gathering.part(asked: 2) == .wait)
        #expect(gathering.answer(1) == .wait)
        #expect(gathering.timeUp() == .fail(partial: [1], isTimedOut: true))
        #expect(gathering.answer(2) == .wait)
    }

    @Test("are incomplete as soon as all others are gone")
    func lost() {
        var gathering = Gathering<Int>(parts: 1)
        #expect(gathering.part(asked: 2) == .wait)
        #expect(gathering.lose() == .wait)
        #expect(gathering.answer(1) == .fail(partial: [1], isTimedOut: false))
    }

    @Test("interest nobody any longer once they are abandoned")
    func abandoned() {
        var gathering = Gathering<Int>(parts: 0, due: 1)
        gathering.abandon()
        #expect(gathering.answer(1) == .wait)
    }
}
