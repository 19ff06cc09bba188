import ContentEvents
import ContentServer
import JSONText
import Testing

@Suite("Rights that change under open sockets", .timeLimit(.minutes(1)))
struct LiveRightsTests {
    /// Changes that send a socket away, and with which code.
    enum Ending: CaseIterable, CustomTestStringConvertible {
        case blocked, removed, revokedToken, expiredToken, expiredJWT, roleMayNotConnect, publicMayNotConnect

        var testDescription: String { "\(self)" }

        func client(of newsroom: Newsroom) async throws -> TestClient {
            switch self {
            case .blocked, .removed, .roleMayNotConnect: try await newsroom.client(user: NewsroomContent.ann)
            case .expiredJWT: try await newsroom.client(user: NewsroomContent.ann, lifetime: 60)
            case .revokedToken: try await newsroom.client(token: "ci")
            case .expiredToken: try await newsroom.client(token: "brief")
            case .publicMayNotConnect: try await newsroom.client()
            }
        }

        func happen(in newsroom: Newsroom) async throws {
            switch self {
            case .blocked: try await newsroom.perform(.userBlock(user: "ann"))
            case .removed: try await newsroom.perform(.userRemove(user: "ann"))
            case .revokedToken: try await newsroom.perform(.tokenRevoke(name: "ci"))
            case .expiredToken, .expiredJWT: newsroom.clock.advance(bySeconds: 60)
            case .roleMayNotConnect:
                try await newsroom.perform(.revoke(who: "role:authenticated", actions: ["connect"]))
            case .publicMayNotConnect:
                try await newsroom.perform(.revoke(who: "role:public", actions: ["connect"]))
            }
        }

        var refusal: AuthenticationRefusal {
            switch self {
            case .blocked: .userBlocked
            case .removed: .userUnknown
            case .revokedToken: .invalidToken
            case .expiredToken, .expiredJWT: .tokenExpired
            case .roleMayNotConnect, .publicMayNotConnect: .notAllowed
            }
        }
    }

    @Test("a socket that may no longer be here is told why, and disconnected", arguments: Ending.allCases)
    func ended(_ ending: Ending) async throws {
        try await Newsroom.open { newsroom in
            let client = try await ending.client(of: newsroom)
            let bystander = try await newsroom.client(token: "full")
            try await ending.happen(in: newsroom)
            let (code, message) = (ending.refusal.rawValue, ending.refusal.message)
            #expect(try await client.next() == #"auth:ended {"code":"\#(code)","message":"\#(message)"}"#)
            #expect(try await client.next() == "disconnected the server disconnected this client")
            let receipt = try await newsroom.emit()
            #expect(receipt.sockets == 1)
            #expect(try await newsroom.received(by: bystander).first?.count == 1)
        }
    }

    @Test("a user whose role changes gets the view of the new one")
    func moved() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(user: NewsroomContent.ann)
            try await newsroom.perform(.userMove(user: "ann", role: "public"))
            try await newsroom.waits(for: 1, in: "role:public")
            try await newsroom.emit()
            try await newsroom.perform(.userMove(user: "ann", role: "editor"))
            try await newsroom.waits(for: 1, in: "role:editor")
            #expect(try await newsroom.raw("gone", to: ["role:public", "role:authenticated"]).sockets == 0)
            try await newsroom.emit("comment", "create", #"{"id":1,"text":"hi"}"#)
            #expect(
                try await newsroom.received(by: client) == [
                    [
                        "article:update \(NewsroomContent.publicView)",
                        #"comment:create {"data":{"id":1,"text":"hi"},"meta":{}}"#,
                    ]
                ]
            )
        }
    }

    @Test("a grant that is taken or given counts for the next event")
    func grants() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            try await newsroom.perform(.revoke(who: "role:public", actions: ["article:update"]))
            #expect(try await newsroom.emit().sockets == 0)
            try await newsroom.perform(
                .grant(who: "role:public", actions: ["article:update", "article:feature", "author:find"])
            )
            try await newsroom.emit()
            try await newsroom.emit("article", "feature", #"{"id":1}"#)
            #expect(
                try await newsroom.received(by: client) == [
                    [
                        "article:update \(NewsroomContent.memberView)",
                        #"article:feature {"data":{"id":1},"meta":{}}"#,
                    ]
                ]
            )
        }
    }

    @Test("losing the grant of a room leaves it")
    func room() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.grant(who: "role:public", actions: ["room:news-*"]))
            let client = try await newsroom.client()
            #expect(try await client.ask("join-room", #""news-1""#) == #"{"success":true,"room":"news-1"}"#)
            try await newsroom.waits(for: 1, in: "news-1")
            try await newsroom.perform(.revoke(who: "role:public", actions: ["room:news-*"]))
            try await newsroom.waits(for: 0, in: "news-1")
            #expect(try await client.ask("get-rooms") == #"{"success":true,"rooms":[]}"#)
        }
    }

    @Test("auth:refresh with a new token keeps the session past the end of the first")
    func refresh() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(user: NewsroomContent.ann, lifetime: 60)
            newsroom.clock.advance(bySeconds: 59)
            let token = newsroom.jwt(user: NewsroomContent.ann, lifetime: 60)
            #expect(try await client.ask("auth:refresh", #"{"token":"\#(token)"}"#) == #"{"success":true}"#)
            newsroom.clock.advance(bySeconds: 30)
            // It would go with the same sweep.
            let witness = try await newsroom.client(user: NewsroomContent.ann, lifetime: 10)
            newsroom.clock.advance(bySeconds: 10)
            #expect(try await witness.next().hasPrefix("auth:ended"))
            try await newsroom.emit()
            #expect(try await newsroom.received(by: client) == [["article:update \(NewsroomContent.memberView)"]])
        }
    }

    @Test("auth:refresh can change who the socket speaks for, and a wrong token changes nothing")
    func refreshIdentity() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            #expect(
                try await client.ask("auth:refresh", #"{"token":"wrong"}"#)
                    == #"{"success":false,"error":"invalid-token"}"#
            )
            try await newsroom.emit()
            let auth = #"{"strategy":"api-token","token":"ci-secret"}"#
            #expect(try await client.ask("auth:refresh", auth) == #"{"success":true}"#)
            try await newsroom.emit()
            #expect(
                try await newsroom.received(by: client) == [
                    ["article:update \(NewsroomContent.publicView)", "article:update \(NewsroomContent.memberView)"]
                ]
            )
            try await newsroom.perform(.tokenRevoke(name: "ci"))
            #expect(try await client.next().hasPrefix(#"auth:ended {"code":"invalid-token""#))
        }
    }

    @Test("while nobody knows the rights, events go to nobody, sockets stay, and nobody new comes in")
    func suspended() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(user: NewsroomContent.ann)
            newsroom.directory.isSuspended = true
            await #expect(throws: EmitError.self) { try await newsroom.emit() }
            // A change that would send it away, if anybody were sure of it.
            try await newsroom.perform(.userBlock(user: "ann"))
            #expect(try await newsroom.refusal(of: "{}").hasSuffix(#"{"code":"unavailable"}"#))
            try await newsroom.perform(.userUnblock(user: "ann"))
            newsroom.directory.isSuspended = false
            try await newsroom.emit()
            #expect(try await newsroom.received(by: client) == [["article:update \(NewsroomContent.memberView)"]])
        }
    }

    @Test("a user who is blocked while connecting is sent away all the same")
    func blockedMeanwhile() async throws {
        try await Newsroom.open { newsroom in
            newsroom.directory.interrupt { try await newsroom.perform(.userBlock(user: "ann")) }
            let client = try await newsroom.client(user: NewsroomContent.ann)
            #expect(try await client.next().hasPrefix(#"auth:ended {"code":"user-blocked""#))
        }
    }

    @Test("a user who is moved while refreshing the token gets the view of the new role")
    func movedMeanwhile() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client(token: "ci")
            newsroom.directory.interrupt { try await newsroom.perform(.userMove(user: "ann", role: "public")) }
            let token = newsroom.jwt(user: NewsroomContent.ann)
            #expect(try await client.ask("auth:refresh", #"{"token":"\#(token)"}"#) == #"{"success":true}"#)
            try await newsroom.emit()
            #expect(try await newsroom.received(by: client) == [["article:update \(NewsroomContent.publicView)"]])
        }
    }
}
