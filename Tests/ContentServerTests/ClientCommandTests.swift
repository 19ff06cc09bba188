import ContentServer
import JSONText
import Testing

@Suite("What clients ask for")
struct ClientCommandTests {
    static func command(_ event: ExactString, _ argument: String?) throws -> ClientCommand? {
        let document = try JSONDocument(parsing: "[\(argument ?? "")]")
        return try ClientCommand(
            event: event,
            document: document,
            arguments: Array(document.elements(document.root))
        )
    }

    @Test("reads the plugin's events with the arguments that its clients send")
    func plugin() throws {
        guard case .joinRoom("news-1") = try Self.command("join-room", #""news-1""#),
            case .leaveRoom("news-1") = try Self.command("leave-room", #""news-1""#),
            case .getRooms = try Self.command("get-rooms", nil),
            case .subscribeEntity("api::article.article", "7") =
                try Self.command("subscribe-entity", #"{"uid":"api::article.article","id":7}"#),
            case .unsubscribeEntity("api::article.article", "x7") =
                try Self.command("unsubscribe-entity", #"{"uid":"api::article.article","id":"x7"}"#)
        else {
            Issue.record("an event was read as another one")
            return
        }
        #expect(try Self.command("hello", nil) == nil)
    }

    @Test("reads one subscription or a list of them")
    func subscriptions() throws {
        let entity = Subscription.entity(type: "api::article.article", id: "7")
        for (argument, expected) in [
            (#""article:*""#, [Subscription.events("article:*")]),
            (#"["article:*",{"uid":"api::article.article","id":7}]"#, [.events("article:*"), entity]),
            ("[]", []),
        ] {
            guard case .subscribe(let read) = try Self.command("subscribe", argument) else {
                Issue.record("no subscription: \(argument)")
                return
            }
            #expect(read == expected)
        }
    }

    @Test(
        "refuses arguments that it cannot read",
        arguments: [
            ("join-room", nil), ("join-room", "7"), ("join-room", #""""#), ("join-room", "[]"),
            ("subscribe-entity", #"{"uid":"api::article.article"}"#), ("subscribe-entity", #"{"id":1}"#),
            ("subscribe-entity", #"{"uid":"api::a.a","id":1.5}"#), ("subscribe", nil), ("subscribe", "[7]"),
            ("auth:refresh", #""token""#),
        ] as [(String, String?)]
    )
    func malformed(event: String, argument: String?) {
        #expect(throws: ClientCommand.Malformed.self) {
            try Self.command(ExactString(event), argument)
        }
    }

    @Test("refuses names longer than its limit")
    func long() throws {
        let longest = String(repeating: "n", count: ClientCommand.longestName)
        #expect(try Self.command("join-room", "\"\(longest)\"") != nil)
        #expect(throws: ClientCommand.Malformed.self) { try Self.command("join-room", "\"\(longest)n\"") }
    }

    @Test("answers as the plugin does")
    func answers() {
        let cases: [(ClientAnswer, String)] = [
            (.room("news-1"), #"{"success":true,"room":"news-1"}"#),
            (.rooms(["a", "b"]), #"{"success":true,"rooms":["a","b"]}"#),
            (
                .entity(type: "api::a.a", id: "7"),
                #"{"success":true,"room":"api::a.a:7","uid":"api::a.a","id":7}"#
            ),
            (
                .subscriptions([.entity(type: "api::a.a", id: "x")]),
                #"{"success":true,"subscriptions":[{"room":"api::a.a:x","uid":"api::a.a","id":"x"}]}"#
            ),
            (.refused("no \"room\""), #"{"success":false,"error":"no \"room\""}"#),
            (.done, #"{"success":true}"#),
        ]
        for (answer, json) in cases {
            #expect(String(decoding: answer.json, as: UTF8.self) == json)
        }
    }
}
