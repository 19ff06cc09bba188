import ContentEvents
import ContentServer
import ContentStore
import JSONText
import Testing

@Suite("Who gets what", .timeLimit(.minutes(1)))
struct DeliveryTests {
    static let comment = #"comment:create {"data":{"id":1,"text":"hi"},"meta":{}}"#

    @Test("each audience gets its own view, once, and nothing without the grant")
    func views() async throws {
        try await Newsroom.open { newsroom in
            let visitor = try await newsroom.client()
            let ann = try await newsroom.client(user: NewsroomContent.ann)
            let eve = try await newsroom.client(user: NewsroomContent.eve)
            let full = try await newsroom.client(token: "full")
            let receipt = try await newsroom.emit()
            #expect(receipt.sockets == 4)
            let reached = Dictionary(uniqueKeysWithValues: receipt.audiences.map { ($0.audience, $0.sockets) })
            #expect(reached["role:public"] == 1 && reached["role:editor"] == 1 && reached["token:ci"] == 0)
            #expect(try await newsroom.emit("comment", "create", #"{"id":1,"text":"hi"}"#).sockets == 2)

            let member = "article:update \(NewsroomContent.memberView)"
            #expect(
                try await newsroom.received(by: visitor, ann, eve, full) == [
                    ["article:update \(NewsroomContent.publicView)"], [member], [member, Self.comment],
                    [member, Self.comment],
                ]
            )
        }
    }

    @Test("raw reaches everyone, or the rooms given, each socket once, and not who is excepted")
    func raw() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.grant(who: "role:public", actions: ["room:news-*"]))
            let visitor = try await newsroom.client()
            let other = try await newsroom.client()
            let ann = try await newsroom.client(user: NewsroomContent.ann)
            let ci = try await newsroom.client(token: "ci")
            _ = try await visitor.ask("join-room", #""news-1""#)

            #expect(try await newsroom.raw("all").sockets == 4)
            #expect(try await newsroom.raw("public", to: ["role:public"]).sockets == 2)
            #expect(try await newsroom.raw("ci", to: ["token:ci"]).sockets == 1)
            #expect(try await newsroom.raw("one", to: [ExactString("socket:\(ann.id)")]).sockets == 1)
            #expect(try await newsroom.raw("room", to: ["news-1"]).sockets == 1)
            let several: [ExactString] = ["news-1", "role:public", ExactString("socket:\(visitor.id)")]
            #expect(try await newsroom.raw("once", to: several).sockets == 2)
            #expect(try await newsroom.raw("but", except: ["news-1", "token:ci"]).sockets == 2)
            #expect(try await newsroom.raw("nobody", to: ["role:public"], except: ["role:public"]).sockets == 0)
            _ = try await visitor.ask("leave-room", #""news-1""#)
            #expect(try await newsroom.raw("left", to: ["news-1"]).sockets == 0)

            #expect(
                try await newsroom.received(by: visitor, other, ann, ci) == [
                    ["all {}", "public {}", "room {}", "once {}"], ["all {}", "public {}", "once {}", "but {}"],
                    ["all {}", "one {}", "but {}"], ["all {}", "ci {}"],
                ]
            )
        }
    }

    @Test("raw carries its data untouched, private fields and all")
    func untouched() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let data = #"{ "internalNotes" : "x", "n" : 1.0e0, "e":"\u0041" }"#
            _ = try await newsroom.server.io.raw(event: "any thing", data: Array(data.utf8))
            #expect(try await newsroom.received(by: client) == [[#"any thing {"data":\#(data)}"#]])
        }
    }

    @Test("joins the rooms that its audience was granted, and no others")
    func rooms() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.grant(who: "role:public", actions: ["room:news-*"]))
            let client = try await newsroom.client()
            #expect(try await client.ask("join-room", #""news-2""#) == #"{"success":true,"room":"news-2"}"#)
            #expect(try await client.ask("join-room", #""news-1""#) == #"{"success":true,"room":"news-1"}"#)
            #expect(try await client.ask("get-rooms") == #"{"success":true,"rooms":["news-1","news-2"]}"#)
            #expect(
                try await client.ask("join-room", #""other""#)
                    == #"{"success":false,"error":"not allowed to join 'other'"}"#
            )
            #expect(
                try await client.ask("join-room", "7")
                    == #"{"success":false,"error":"expected a room's name, a string"}"#
            )
            #expect(try await client.ask("leave-room", #""news-2""#) == #"{"success":true,"room":"news-2"}"#)
            #expect(try await client.ask("get-rooms") == #"{"success":true,"rooms":["news-1"]}"#)
            let ungranted = try await newsroom.client(user: NewsroomContent.ann)
            #expect(try await ungranted.ask("join-room", #""news-1""#).contains(#""success":false"#))
            #expect(try await newsroom.raw("other", to: ["other"]).sockets == 0)
            #expect(try await newsroom.raw("news", to: ["news-1"]).sockets == 1)
        }
    }

    @Test("no name lets a client into the room of an audience, a socket or an operator, whatever it was granted")
    func impostor() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.grant(who: "role:public", actions: ["room:*"]))
            let eve = try await newsroom.client(user: NewsroomContent.eve)
            let watcher = try await newsroom.operatorClient()
            _ = try await watcher.ask("watch", "{}")
            let impostor = try await newsroom.client()
            for name in ["role:editor", "role:public", "token:full", "user:2", "socket:\(eve.id)", "\(eve.id)"] {
                #expect(try await impostor.ask("join-room", "\"\(name)\"").contains(#""success":false"#), "\(name)")
            }
            let editor = try #require(newsroom.store.rights.audience(labelled: "role:editor")).id
            let inner = [
                Room.audience(editor), Room.events(editor), Room.user(NewsroomContent.eve), Room.custom("news"),
                Room.events(editor, matching: "*"), Room.watchers, Room.allWatchers, Room.watchers(of: editor), "",
                "io-role-editor",
            ]
            // Those that are taken as names of custom rooms are only that.
            for name in inner { _ = try await impostor.ask("join-room", "\"\(name)\"") }
            try await newsroom.emit("comment", "create", #"{"id":1,"text":"hi"}"#)
            try await newsroom.raw("editors", to: ["role:editor"])
            try await newsroom.raw("eve", to: [ExactString("socket:\(eve.id)")])
            try await newsroom.raw("news", to: ["news"])
            #expect(try await newsroom.received(by: impostor, eve) == [[], [Self.comment, "editors {}", "eve {}"]])
        }
    }

    @Test("nothing is kept of sockets that have gone, however they went")
    func gone() async throws {
        try await Newsroom.open { newsroom in
            for _ in 0..<3 {
                let client = try await newsroom.client(#"{"subscribe":["article:*"]}"#)
                _ = try await client.ask("subscribe", #"{"uid":"api::article.article","id":7}"#)
                await client.disconnect()
            }
            _ = try await newsroom.refusal(of: #"{"token":"x","subscribe":["article:*"]}"#)
            let narrowed = try await newsroom.client(
                #"{"strategy":"api-token","token":"ci-secret","subscribe":["article:*"]}"#
            )
            try await newsroom.perform(.tokenRevoke(name: "ci"))
            #expect(try await narrowed.next().hasPrefix("auth:ended"))
            let members = newsroom.server.members
            while await !(members.ids.isEmpty && members.narrowings.isEmpty) {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }
}
