import JSONText
import SocketIOProtocol
import TestClients
import Testing

@Suite("The history of a session's rooms")
struct RoomHistoryTests {
    let history = RoomHistory(
        stays: [
            "id": [.init(after: 10)], "now": [.init(after: 15)],
            "then": [.init(after: 12, to: 14), .init(after: 20, to: 30)],
        ],
        completeSince: 10
    )

    struct Example: CustomTestStringConvertible {
        let position: UInt64
        var rooms: [ExactString] = []
        var except: [ExactString] = []
        let concerns: Bool
        var testDescription: String { "\(self.position) to \(self.rooms) except \(self.except)" }
    }
    static let examples = [
        Example(position: 11, concerns: true),
        Example(position: 11, rooms: ["id"], concerns: true),
        Example(position: 11, rooms: ["other"], concerns: false),
        Example(position: 15, rooms: ["now"], concerns: false),
        Example(position: 16, rooms: ["now"], concerns: true),
        Example(position: 99, rooms: ["other", "now"], concerns: true),
        Example(position: 12, rooms: ["then"], concerns: false),
        Example(position: 13, rooms: ["then"], concerns: true),
        Example(position: 14, rooms: ["then"], concerns: true),
        Example(position: 15, rooms: ["then"], concerns: false),
        Example(position: 30, rooms: ["then"], concerns: true),
        Example(position: 31, rooms: ["then"], concerns: false),
        Example(position: 31, except: ["then"], concerns: true),
        Example(position: 30, except: ["then"], concerns: false),
        Example(position: 30, rooms: ["then", "now"], except: ["now"], concerns: false),
    ]

    @Test("tells which events concern it", arguments: examples)
    func concerns(_ example: Example) {
        let concerns = self.history.concerns(example.position, rooms: example.rooms, except: example.except)
        #expect(concerns == example.concerns)
    }

    @Test("knows the rooms that were not left")
    func entered() { #expect(self.history.entered == ["id": 10, "now": 15]) }

    @Test("keeps nothing of a room that is forgotten")
    func forget() {
        var history = self.history
        history.forget("then")
        #expect(!history.concerns(13, rooms: ["then"], except: []))
        #expect(history.concerns(13, rooms: [], except: ["then"]))
    }

    @Test("is put together from departures and the rooms of now")
    func departures() {
        var departures = RoomDepartures(limit: 10, since: 10)
        departures.add("then", enteredAt: 12, leftAt: 14)
        departures.add("then", enteredAt: 20, leftAt: 30)
        let history = departures.history(current: [("id", 10), ("now", 15)])
        #expect(history == self.history)
        let continued = RoomDepartures(limit: 10, continuing: history)
        #expect(continued.history(current: [("id", 10), ("now", 15)]) == history)
    }

    @Test("needs no place for a stay in which nothing was sent")
    func emptyStay() {
        var departures = RoomDepartures(limit: 1, since: 0)
        departures.add("a", enteredAt: 1, leftAt: 2)
        departures.add("b", enteredAt: 2, leftAt: 2)
        #expect(departures.history(current: []).stays == ["a": [.init(after: 1, to: 2)]])
        #expect(departures.completeSince == 0)
    }

    @Test("says since when it is complete, once it forgot departures beyond the limit")
    func limit() {
        var departures = RoomDepartures(limit: 2, since: 0)
        for position in [10, 20, 30] as [UInt64] { departures.add("a", enteredAt: position, leftAt: position + 5) }
        let history = departures.history(current: [])
        #expect(history.stays == ["a": [.init(after: 20, to: 25), .init(after: 30, to: 35)]])
        #expect(history.completeSince == 15)
    }
}
