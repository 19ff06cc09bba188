import ContentEvents
import JSONText
import Testing

@Suite("Raw")
struct RawTests {
    static let texts: [(data: String?, argument: String)] = [
        (nil, "{}"),
        (#""22:00""#, #"{"data":"22:00"}"#),
        ("null", #"{"data":null}"#),
        (" [1.0, 1e2] \n", #"{"data":[1.0, 1e2]}"#),
        (#"{"password": "x", "data": {}, "a": 1, "a": 2}"#, #"{"data":{"password": "x", "data": {}, "a": 1, "a": 2}}"#),
    ]

    @Test("sends data untouched, as the one argument's data", arguments: texts)
    func argument(_ example: (data: String?, argument: String)) async throws {
        let newsroom = try Newsroom()
        let receipt = try await newsroom.raw("maintenance", example.data)
        let event = try #require(newsroom.delivery.raws.first)
        #expect(event.view.name == "maintenance")
        #expect(event.view.text == example.argument)
        #expect(event.rooms.isEmpty && event.except.isEmpty)
        #expect(receipt.event == "maintenance")
        #expect(receipt.sockets == 5)
        #expect(receipt.audiences.isEmpty)
    }

    @Test("addresses audiences by label, sockets by id and custom rooms by name")
    func rooms() async throws {
        let newsroom = try Newsroom()
        try await newsroom.raw(
            "e",
            rooms: ["role:public", "token:full", "socket:s1", "news-1", "roles", "a:b"],
            except: ["role:editor"]
        )
        let event = try #require(newsroom.delivery.raws.first)
        #expect(
            event.rooms == [
                .audience(Newsroom.publicRole), .audience(Newsroom.full), .socket("s1"), .custom("news-1"),
                .custom("roles"), .custom("a:b"),
            ]
        )
        #expect(event.except == [.audience(Newsroom.editor)])
    }

    static let badRooms: [(room: ExactString, says: String)] = [
        ("role:pubic", "there is no 'role:pubic'; did you mean 'role:public'? 'cmsio perms list'"),
        ("token:zzzzzzzz", "there is no 'token:zzzzzzzz'. 'cmsio perms list'"),
        ("role:", "there is no 'role:'"),
        ("user:42", "'user:42' cannot be the name of a room"),
        ("socket:", "'socket:' cannot be the name of a room"),
        ("", "'' cannot be the name of a room"),
        (ExactString(String(repeating: "x", count: 257)), "1 to 256 bytes"),
    ]

    @Test("refuses rooms that cannot be, in rooms and in except", arguments: badRooms)
    func badRoom(_ example: (room: ExactString, says: String)) async throws {
        let newsroom = try Newsroom()
        for (rooms, except) in [([example.room], []), ([], [example.room])] as [([ExactString], [ExactString])] {
            let error = await #expect(throws: EmitError.self) {
                try await newsroom.raw("e", rooms: rooms, except: except)
            }
            #expect(error?.kind == .badData)
            #expect(error?.message.contains(example.says) == true, "\(error?.message ?? "")")
        }
        #expect(newsroom.delivery.all.isEmpty)
    }

    static let reserved = [
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", "",
    ]

    @Test("refuses the names that Socket.IO keeps for itself", arguments: reserved)
    func reservedNames(_ name: String) async throws {
        let newsroom = try Newsroom()
        await #expect(throws: EmitError.self) { try await newsroom.raw(ExactString(name)) }
        #expect(newsroom.delivery.all.isEmpty)
    }

    @Test("takes any other name", arguments: ["Connect", "article:update", "données", "a b", "message"])
    func names(_ name: String) async throws {
        let newsroom = try Newsroom()
        #expect(try await newsroom.raw(ExactString(name)).event == name)
    }

    @Test("refuses what is not JSON, with line and column")
    func malformed() async throws {
        let newsroom = try Newsroom()
        let error = await #expect(throws: EmitError.self) { try await newsroom.raw("e", "{\n  at: 1}") }
        #expect(error?.message.contains("line 2, column 3") == true)
    }
}
