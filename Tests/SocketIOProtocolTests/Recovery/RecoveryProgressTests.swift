import JSONText
import SocketIOProtocol
import Testing

@Suite("Where a session goes on")
struct RecoveryProgressTests {
    struct Example: CustomTestStringConvertible {
        let testDescription: String
        var joinedAt: UInt64 = 10
        var lastSent: UInt64 = 30
        var leftAt: UInt64 = 50
        var roomsKnownSince: UInt64 = 10
        let received: UInt64?
        let start: UInt64?
    }
    static let examples = [
        Example(testDescription: "after the last event that the client received", received: 20, start: 20),
        Example(testDescription: "where it joined, if the client received nothing", received: nil, start: 10),
        Example(testDescription: "where it joined, if the offset is of an earlier session", received: 5, start: 10),
        Example(testDescription: "where it ended, if the client received all it was sent", received: 30, start: 50),
        Example(testDescription: "where it ended, if it was sent nothing", lastSent: 10, received: nil, start: 50),
        Example(
            testDescription: "where it ended, if it was sent nothing and the offset is older",
            lastSent: 10,
            received: 3,
            start: 50
        ),
        Example(testDescription: "nowhere, if the client received what it was not sent", received: 31, start: nil),
        Example(
            testDescription: "after the event since which its rooms are known",
            roomsKnownSince: 20,
            received: 20,
            start: 20
        ),
        Example(
            testDescription: "nowhere, if its rooms are not known back to there",
            roomsKnownSince: 21,
            received: 20,
            start: nil
        ),
        Example(
            testDescription: "where it ended, though its rooms are not known back to there",
            roomsKnownSince: 40,
            received: 30,
            start: 50
        ),
    ]

    @Test("is decided by what the client received and what it was sent", arguments: examples)
    func start(_ example: Example) {
        let progress = RecoveryProgress(
            joinedAt: example.joinedAt,
            lastSent: example.lastSent,
            leftAt: example.leftAt,
            roomsKnownSince: example.roomsKnownSince
        )
        #expect(progress.start(received: example.received) == example.start)
    }
}

@Suite("A request to recover")
struct RecoveryRequestTests {
    @Test(
        "is what the CONNECT's object says of it",
        arguments: [
            (#"{"pid":"p","offset":"o","token":1}"#, RecoveryRequest(privateID: "p", offset: "o")),
            (#"{"pid":"p"}"#, RecoveryRequest(privateID: "p", offset: nil)),
            (#"{"pid":"p","offset":null}"#, RecoveryRequest(privateID: "p", offset: nil)),
            (#"{"pid":"p","offset":7}"#, nil),
            (#"{"pid":7,"offset":"o"}"#, nil),
            (#"{"offset":"o"}"#, nil),
            (#"{}"#, nil),
        ]
    )
    func parse(auth: String, request: RecoveryRequest?) throws {
        #expect(RecoveryRequest(auth: try JSONDocument(parsing: auth)) == request)
    }

    @Test("is none without an object")
    func none() { #expect(RecoveryRequest(auth: nil) == nil) }
}

@Suite("Offsets")
struct EventOffsetTests {
    @Test(
        "have seven letters, and more only for very many events",
        arguments: [
            (0, "0000000"), (1, "0000001"), (61, "000000z"), (62, "0000010"), (3_521_614_606_207, "zzzzzzz"),
            (3_521_614_606_208, "10000000"), (.max, "LygHa16AHYF"),
        ] as [(UInt64, ExactString)]
    )
    func text(position: UInt64, text: ExactString) {
        #expect(EventOffset.text(position) == text)
        #expect(EventOffset.position(text) == position)
    }

    @Test(
        "are no other texts",
        arguments: ["", "1", "000001", "00000001", "000000*", "000000\u{E9}", "LygHa16AHYG", "zzzzzzzzzzzzzzzz"]
            as [ExactString]
    )
    func refused(text: ExactString) { #expect(EventOffset.position(text) == nil) }
}

@Suite("Catching up")
struct CatchUpTests {
    @Test("holds what comes meanwhile, in order, until too much is waiting")
    func overflow() {
        var catchUp = CatchUp<String>(maxBytes: 100)
        #expect(catchUp.hold("a", bytes: 60) == .wait)
        #expect(catchUp.hold("b", bytes: 41) == .overflow)
        #expect(catchUp.hold("c", bytes: 40) == .wait)
        #expect(catchUp.held == ["a", "c"])
    }
}
