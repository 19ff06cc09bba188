import ContentEvents
import ContentServer
import Foundation
import JSONText
import Testing

@Suite("What the console asks of a server", .timeLimit(.minutes(1)))
struct ConsoleRequestTests {
    @Test("status counts sockets by transport and audience, rooms, events, failures and deliveries")
    func status() async throws {
        try await Newsroom.open { newsroom in
            let visitor = try await newsroom.client()
            let ann = try await newsroom.client(user: 1)
            let console = try await newsroom.operatorClient()
            _ = try await console.changed("join", #"{"room":"news","sockets":["\#(ann.id)"]}"#)
            try await newsroom.emit()
            newsroom.clock.advance(bySeconds: 5)
            try await newsroom.raw("hello")
            await #expect(throws: EmitError.self) { try await newsroom.emit("artcle") }
            newsroom.clock.advance(bySeconds: 1)

            let status = try await console.answer("status", "{}", as: ServerStatus.self, "status")
            #expect(status.version == "1.2.3")
            #expect(status.address.map { newsroom.url.hasSuffix($0) } == true)
            #expect(status.uptime == 6)
            #expect(status.sockets.total == 2)
            #expect(status.sockets.byTransport == ["websocket": 2])
            #expect(status.sockets.byAudience == ["role:public": 1, "role:authenticated": 1])
            #expect(status.rooms == 1)
            #expect(status.connections == 3)
            #expect(status.events.accepted == 2 && status.events.refused == 1)
            #expect(status.events.failedViews == 0 && status.events.deliveries == 4)
            #expect(status.rates.seconds == 10 && status.rates.events == 0.2 && status.rates.deliveries == 0.4)
            #expect((status.memory ?? 0) > 1 << 20)

            newsroom.clock.advance(bySeconds: 20)
            let later = try await console.answer("status", "{}", as: ServerStatus.self, "status")
            #expect(later.rates.events == 0 && later.rates.deliveries == 0)
            await visitor.disconnect()
        }
    }

    @Test("sockets tells what each one is, by room or audience, the oldest first, and how many there are in all")
    func sockets() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.grant(who: "role:public", actions: ["room:news"]))
            let visitor = try await newsroom.client()
            #expect(try await visitor.ask("join-room", #""news""#).contains("true"))
            let ann = try await newsroom.client(user: 1, more: #","subscribe":["article:*"]"#)
            let console = try await newsroom.operatorClient()

            let all = try await console.sockets("{}")
            #expect(all.total == 2)
            #expect(Set(all.sockets.map(\.id)) == [visitor.id.string, ann.id.string])
            let inRoom = try await console.sockets(#"{"room":"news"}"#)
            #expect(inRoom.sockets.map(\.id) == [visitor.id.string])
            let socket = try #require(inRoom.sockets.first)
            #expect(socket.address == "127.0.0.1" && socket.transport == "websocket" && socket.since > 0)
            #expect(socket.audience == "role:public" && socket.user == nil)
            #expect(socket.rooms == ["news"] && socket.narrowing == nil)

            for filter in [#"{"audience":"role:authenticated"}"#, #"{"audience":"user:ann"}"#] {
                let found = try await console.sockets(filter)
                #expect(found.sockets.map(\.id) == [ann.id.string])
                #expect(found.sockets.first?.user == "user:ann")
                #expect(found.sockets.first?.narrowing == ["article:*"])
            }
            let one = try await console.sockets(#"{"limit":1}"#)
            #expect(one.total == 2 && one.sockets.count == 1)
        }
    }

    @Test("rooms lists audiences and custom rooms with their members, the fullest first")
    func rooms() async throws {
        try await Newsroom.open { newsroom in
            let visitors = [try await newsroom.client(), try await newsroom.client()]
            let token = try await newsroom.client(token: "ci")
            let console = try await newsroom.operatorClient()
            let ids = visitors.map { "\"\($0.id)\"" }.joined(separator: ",")
            #expect(try await console.changed("join", #"{"room":"news","sockets":[\#(ids)]}"#).sockets == 2)
            let rooms = try await console.answer("rooms", "{}", as: RoomList.self, "rooms")
            #expect(rooms.total == 3)
            #expect(
                rooms.rooms.map { "\($0.name) \($0.kind) \($0.members)" } == [
                    "news custom 2", "role:public role 2", "token:ci token 1",
                ]
            )
            await token.disconnect()
        }
    }

    @Test(
        "join puts sockets into a room without a grant, where they stay when rights change, until leave or they leave"
    )
    func joinAndLeave() async throws {
        try await Newsroom.open { newsroom in
            let visitor = try await newsroom.client()
            let ann = try await newsroom.client(user: 1)
            let console = try await newsroom.operatorClient()
            #expect(try await console.changed("join", #"{"room":"desk","audience":"role:public"}"#).sockets == 1)
            #expect(try await console.changed("join", #"{"room":"desk","sockets":["\#(visitor.id)"]}"#).sockets == 0)
            #expect(try await console.changed("join", #"{"room":"desk","sockets":["\#(ann.id)"]}"#).room == "desk")
            #expect(try await newsroom.raw("knock", to: ["desk"]).sockets == 2)
            #expect(try await visitor.ask("get-rooms").contains(#""rooms":["desk"]"#))

            try await newsroom.perform(.grant(who: "role:public", actions: ["room:other"]))
            try await newsroom.perform(.revoke(who: "role:public", actions: ["room:other"]))
            let status = try await console.answer("status", "{}", as: ServerStatus.self, "status")
            #expect(status.rooms == 1)
            #expect(try await newsroom.raw("knock", to: ["desk"]).sockets == 2)

            #expect(try await console.changed("leave", #"{"room":"desk","sockets":["\#(ann.id)"]}"#).sockets == 1)
            #expect(try await visitor.ask("leave-room", #""desk""#).contains("true"))
            #expect(try await newsroom.raw("knock", to: ["desk"]).sockets == 0)
        }
    }

    @Test("a token of somebody else takes a socket out of the rooms that an operator gave it")
    func refresh() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(user: 1)
            let console = try await newsroom.operatorClient()
            _ = try await console.changed("join", #"{"room":"desk","sockets":["\#(client.id)"]}"#)
            #expect(try await client.ask("auth:refresh", #"{"token":"\#(newsroom.jwt(user: 1))"}"#).contains("true"))
            #expect(try await newsroom.raw("knock", to: ["desk"]).sockets == 1)
            let token = #"{"strategy":"api-token","token":"ci-secret"}"#
            #expect(try await client.ask("auth:refresh", token).contains("true"))
            #expect(try await newsroom.raw("knock", to: ["desk"]).sockets == 0)
        }
    }

    @Test("send-away tells sockets the code, and reaches those that are meant and no others")
    func disconnect() async throws {
        try await Newsroom.open { newsroom in
            let one = try await newsroom.client()
            let two = try await newsroom.client()
            let ann = try await newsroom.client(user: 1)
            let console = try await newsroom.operatorClient()
            #expect(try await console.changed("send-away", #"{"sockets":["\#(one.id)"]}"#).sockets == 1)
            #expect(
                try await one.next()
                    == #"auth:ended {"code":"disconnected-by-operator","message":"an operator ended this connection"}"#
            )
            #expect(try await one.next().hasPrefix("disconnected"))
            let request = #"{"audience":"role:public","code":"maintenance","message":"back at ten"}"#
            #expect(try await console.changed("send-away", request).sockets == 1)
            #expect(try await two.next() == #"auth:ended {"code":"maintenance","message":"back at ten"}"#)
            #expect(try await newsroom.received(by: ann) == [[]])
            _ = try await console.changed("join", #"{"room":"desk","sockets":["\#(ann.id)"]}"#)
            #expect(try await console.changed("send-away", #"{"room":"desk"}"#).sockets == 1)
        }
    }

    @Test("names gives what can be completed, and nothing secret")
    func names() async throws {
        try await Newsroom.open { newsroom in
            let visitor = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            try await newsroom.perform(.grant(who: "role:public", actions: ["article:feature", "article:find"]))
            _ = try await console.changed("join", #"{"room":"desk","sockets":["\#(visitor.id)"]}"#)
            try await newsroom.raw("first")
            try await newsroom.emit()
            try await newsroom.raw("first")

            let names = try await console.answer("names", #"{"type":"article"}"#, as: KnownNames.self, "names")
            let article = try #require(names.types.first { $0.name == "article" })
            #expect(article.uid == "api::article.article")
            #expect(article.actions == ["create", "update", "delete", "publish", "unpublish", "feature"])
            #expect(names.audiences.prefix(2) == ["role:public", "role:authenticated"])
            #expect(names.audiences.contains("token:ci") && names.users.contains("ann"))
            #expect(names.rooms == ["desk"] && names.sockets == [visitor.id.string])
            #expect(names.events == ["first", "article:update"])
            #expect(names.fields.contains("title") && names.fields.contains("author.name"))
            #expect(try await console.ask("names", "{}").contains(#""fields":[]"#))
            #expect(try await !console.ask("names", "{}").contains("secret"))
        }
    }

    static let mistakes: [(event: ExactString, request: String, code: Int, says: String)] = [
        ("status", #"{"x":1}"#, 65, "unknown member 'x'"),
        ("sockets", #"{"limit":0}"#, 64, "1 to 1000"),
        ("sockets", #"{"audience":"role:nobody"}"#, 65, "role:public"),
        ("sockets", #"{"room":"token:nobody"}"#, 65, "token:ci"),
        ("sockets", #"{"room":"a","audience":"role:public"}"#, 64, "keep one"),
        ("rooms", #"{"limit":1001}"#, 64, "1 to 1000"),
        ("join", #"{"room":"desk"}"#, 64, "which sockets"),
        ("join", #"{"sockets":["x"]}"#, 65, "no 'room'"),
        ("join", #"{"room":"desk","sockets":["nobody"]}"#, 65, "no socket 'nobody'"),
        ("join", #"{"room":"role:public","audience":"role:public"}"#, 65, "cannot be a room"),
        ("leave", #"{"room":"user:1","audience":"role:public"}"#, 65, "cannot be a room"),
        ("send-away", "{}", 64, "whom to disconnect"),
        ("send-away", #"{"room":"desk","code":"Not A Code"}"#, 65, "hyphens"),
        ("send-away", #"{"audience":"user:nobody"}"#, 65, "no user 'nobody'"),
        ("names", #"{"typ":"article"}"#, 65, "unknown member 'typ'"),
    ]

    @Test("a request that cannot be carried out is answered with the exit code and the way out, and changes nothing")
    func mistake() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            for (event, request, code, says) in Self.mistakes {
                let answer = try await console.ask(event, request)
                #expect(answer.hasPrefix(#"{"ok":false,"error":{"code":\#(code),"message":"#), "\(event) \(request)")
                #expect(answer.contains(says), "\(event) \(request): \(answer)")
            }
            let own = #"{"room":"\#(client.id)","sockets":["\#(client.id)"]}"#
            #expect(try await console.ask("join", own).contains("cannot be a room"))
            #expect(try await newsroom.received(by: client) == [[]])
        }
    }

    @Test("a socket is put into 100 rooms and no more")
    func fullSocket() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            for number in 1...100 {
                _ = try await console.changed("join", #"{"room":"r\#(number)","sockets":["\#(client.id)"]}"#)
            }
            let refused = try await console.ask("join", #"{"room":"r101","sockets":["\#(client.id)"]}"#)
            #expect(refused.contains("may be in 100 rooms"))
        }
    }
}

extension TestClient {
    fileprivate func answer<Value: Decodable>(
        _ event: ExactString,
        _ request: String,
        as type: Value.Type,
        _ member: String
    ) async throws -> Value {
        let text = try await self.ask(event, request)
        let document = try JSONDocument(parsing: text)
        let value = try #require(document.value(ExactString(member), in: document.root), "\(text)")
        return try JSONDecoder().decode(type, from: Data(document.text(value)))
    }

    fileprivate func sockets(_ request: String) async throws -> SocketList {
        try await self.answer("sockets", request, as: SocketList.self, "sockets")
    }

    fileprivate func changed(_ event: ExactString, _ request: String) async throws -> SocketsChanged {
        try await self.answer(event, request, as: SocketsChanged.self, "changed")
    }
}
