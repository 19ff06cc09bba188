import ContentEvents
import ContentServer
import JSONText
import Testing

@Suite("Who a socket speaks for", .timeLimit(.minutes(1)))
struct AuthenticationTests {
    @Test("a socket gets the view of whom its token speaks for, and of the public role without one")
    func accepted() async throws {
        try await Newsroom.open { newsroom in
            let jwt = newsroom.jwt(user: NewsroomContent.ann)
            let cases: [(auth: String?, view: String)] = [
                (nil, NewsroomContent.publicView),
                ("{}", NewsroomContent.publicView),
                (#"{"token":null}"#, NewsroomContent.publicView),
                (#"{"strategy":"api-token","token":""}"#, NewsroomContent.publicView),
                (#"{"token":"\#(jwt)"}"#, NewsroomContent.memberView),
                (#"{"strategy":"jwt","token":"\#(jwt)"}"#, NewsroomContent.memberView),
                (#"{"strategy":"api-token","token":"ci-secret"}"#, NewsroomContent.memberView),
            ]
            for (auth, view) in cases {
                let client = try await newsroom.client(auth)
                try await newsroom.emit()
                #expect(try await newsroom.received(by: client) == [["article:update \(view)"]], "\(auth ?? "none")")
                await client.disconnect()
            }
        }
    }

    @Test("a socket that is refused learns the code and nothing else, and gets no event")
    func refused() async throws {
        try await Newsroom.open { newsroom in
            let expired = newsroom.jwt(user: NewsroomContent.ann, lifetime: 10)
            newsroom.clock.advance(bySeconds: 10)
            let foreign = JWT.issue(user: 1, secret: "other", now: newsroom.clock.wallClock.seconds, lifetime: nil)
            let eve = newsroom.jwt(user: NewsroomContent.eve)
            try await newsroom.perform(.userBlock(user: "eve"))
            let cases: [(auth: String, refusal: AuthenticationRefusal)] = [
                (#"{"strategy":"magic","token":"x"}"#, .unknownStrategy),
                (#"{"strategy":"magic"}"#, .unknownStrategy),
                (#"{"strategy":7,"token":"x"}"#, .malformedAuth),
                (#"{"token":{"a":1}}"#, .malformedAuth),
                (#"{"token":"x.y.z"}"#, .invalidToken),
                (#"{"token":"\#(foreign)"}"#, .invalidToken),
                (#"{"token":"ci-secret"}"#, .invalidToken),
                (#"{"strategy":"api-token","token":"guess"}"#, .invalidToken),
                (#"{"token":"\#(expired)"}"#, .tokenExpired),
                (#"{"token":"\#(eve)"}"#, .userBlocked),
                (#"{"token":"\#(newsroom.jwt(user: 99))"}"#, .userUnknown),
                (#"{"subscribe":[{"uid":"api::comment.comment","id":1}]}"#, .malformedSubscription),
                (#"{"subscribe":7}"#, .malformedSubscription),
            ]
            for (auth, refusal) in cases {
                let told = try await newsroom.refusal(of: auth)
                #expect(told == #"\#(refusal.message) {"code":"\#(refusal.rawValue)"}"#, "\(auth)")
            }
            #expect(try await newsroom.emit().sockets == 0)
        }
    }

    @Test("taking the right to connect from the public role makes a token mandatory")
    func mandatoryToken() async throws {
        try await Newsroom.open { newsroom in
            try await newsroom.perform(.revoke(who: "role:public", actions: ["connect"]))
            #expect(try await newsroom.refusal(of: "{}").hasSuffix(#"{"code":"connect-not-allowed"}"#))
            _ = try await newsroom.client(user: NewsroomContent.ann)
        }
    }

    @Test("neither keys nor tokens nor content are logged")
    func log() async throws {
        try await Newsroom.open { newsroom in
            _ = try await newsroom.client(user: NewsroomContent.ann)
            _ = try await newsroom.client(token: "ci")
            _ = try await newsroom.operatorClient()
            _ = try await newsroom.refusal(of: #"{"token":"a-wrong-token"}"#)
            _ = try await newsroom.refusal(of: #"{"key":"a-wrong-key"}"#, namespace: "/operator")
            try await newsroom.emit()
            try await newsroom.perform(.userBlock(user: "ann"))
            let text = newsroom.log.text
            #expect(text.contains("invalid-token"))
            #expect(text.contains("operator key refused"))
            for secret in [
                newsroom.jwt(user: NewsroomContent.ann), "ci-secret", Newsroom.key, "a-wrong", "Hello", "hush",
            ] {
                #expect(!text.contains(secret))
            }
        }
    }
}
