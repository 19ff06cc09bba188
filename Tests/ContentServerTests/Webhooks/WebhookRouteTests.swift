import ContentEvents
import ContentModel
import ContentServer
import JSONText
import Logging
import SocketIONIO
import TestClients
import Testing

@Suite("POST /hooks/strapi", .timeLimit(.minutes(2)))
struct WebhookRouteTests {
    static let secret = "the-webhook-secret"
    static let accepted = RoutesTests.Answer(status: 200, body: #"{"accepted":true}"#)

    static func configuration(drafts: Bool = false, hold: Duration = .seconds(60)) -> WebhookConfiguration {
        WebhookConfiguration(
            secret: SharedSecret(secret: Self.secret),
            rules: WebhookRules(emitsDrafts: drafts, hold: hold)
        )
    }

    static func post(
        _ body: String,
        to newsroom: Newsroom,
        authorization: String? = "Bearer \(Self.secret)",
        method: String = "POST"
    ) async throws -> RoutesTests.Answer {
        try await RoutesTests.send(method, "/hooks/strapi", to: newsroom, authorization: authorization, body)
    }

    private static func open(
        _ configuration: WebhookConfiguration? = Self.configuration(),
        publishing: PublishRight = .update,
        _ body: (Newsroom, WebhookIntake) async throws -> Void
    ) async throws {
        try await Newsroom.open(files: WebhookSamples.files, webhooks: configuration, publishing: publishing) {
            try await body($0, try #require($0.server.webhooks))
        }
    }

    private static let publish = EntryWebhook(event: "entry.publish", updatedAt: 1, publishedAt: 2)

    // MARK: Who may send what

    @Test("is not there without a secret")
    func off() async throws {
        try await Newsroom.open { newsroom in
            let answer = try await Self.post(Self.publish.body, to: newsroom)
            #expect(answer.status == 404)
        }
    }

    @Test("refuses requests without the secret, and other methods")
    func unauthorized() async throws {
        try await Self.open { newsroom, intake in
            let client = try await newsroom.client()
            for authorization in [nil, "Bearer guess", "Bearer ", Self.secret, "Bearer \(Newsroom.key)"] {
                let answer = try await Self.post(Self.publish.body, to: newsroom, authorization: authorization)
                #expect(answer.status == 401)
                #expect(
                    answer.body.hasPrefix(#"{"error":{"code":77,"message":"the webhook secret is missing or wrong"#)
                )
            }
            #expect(try await Self.post(Self.publish.body, to: newsroom, method: "PUT").status == 405)
            await intake.settle()
            #expect(try await newsroom.received(by: client) == [[]])
            #expect(await intake.counters.unauthorized == 5)
            #expect(!newsroom.log.text.contains("guess"), "the log shows a secret")
        }
    }

    static let refused: [(body: String, says: String)] = [
        ("", "no JSON"), ("[]", "must be a JSON object"), ("{}", "no 'event'"),
        (#"{"event":"entry.update","uid":"api::article.article"}"#, "no object 'entry'"),
        (#"{"event":"entry.update","entry":{"id":1}}"#, "neither 'uid' nor 'model'"),
        (#"{"event":"entry.update","model":"article","entry":{"title":"x"}}"#, "no 'id'"),
        (#"{"event":"entry.update","model":"article","entry":{"id":1}}"#, "says no time"),
        (#"{"event":"media.create","createdAt":"2024-03-02T12:00:00.000Z"}"#, "no object 'media'"),
    ]

    @Test("answers a body that is no webhook's with 400 and the reason")
    func malformed() async throws {
        try await Self.open { newsroom, intake in
            for (body, says) in Self.refused {
                let answer = try await Self.post(body, to: newsroom)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.body.contains(says), "\(answer.body)")
            }
            #expect(await intake.counters.malformed == Self.refused.count)
        }
    }

    @Test("answers what means nothing here with 202, and logs it once a kind")
    func unknown() async throws {
        try await Self.open { newsroom, intake in
            var other = Self.publish
            other.uid = "api::other.other"
            for body in [other.body, other.body, #"{"event":"entry.flown"}"#, #"{"event":"entry.flown"}"#] {
                let answer = try await Self.post(body, to: newsroom)
                #expect(answer.status == 202)
                #expect(answer.body.hasPrefix(#"{"accepted":false,"reason":"the "#))
            }
            #expect(await intake.counters.unknown == 4)
            #expect(newsroom.log.text.split(separator: "webhook ignored").count - 1 == 2)
        }
    }

    @Test("a press on Trigger is answered, and means nothing to clients")
    func trigger() async throws {
        try await Self.open { newsroom, intake in
            let client = try await newsroom.client()
            let body = #"{"event":"trigger-test","createdAt":"2024-03-02T12:00:00.000Z"}"#
            #expect(try await Self.post(body, to: newsroom) == Self.accepted)
            await intake.settle()
            #expect(try await newsroom.received(by: client) == [[]])
            #expect(newsroom.log.text.contains("a test of the webhook arrived"))
        }
    }

    // MARK: What clients get

    @Test("emits as any event: to those with the right to it, each with its own view")
    func views() async throws {
        try await Self.open { newsroom, intake in
            try await newsroom.perform(.roleAdd(name: "nobody"), .userAdd(name: "max", role: "nobody"))
            let clients = [try await newsroom.client(), try await newsroom.client(user: 3)]
            #expect(try await Self.post(Self.publish.body, to: newsroom) == Self.accepted)
            await intake.settle()
            let received = try await newsroom.received(by: clients[0], clients[1])
            let view = #"""
                {"data":{"id":7,"title":"Hello","createdAt":"2024-03-01T00:00:00.000Z",\#
                "updatedAt":"2024-03-01T00:01:00.000Z","publishedAt":"2024-03-01T00:02:00.000Z","locale":"en"},"meta":{}}
                """#
            #expect(received == [["article:publish \(view)"], []])
        }
    }

    @Test("a held update goes by itself when its time is over")
    func heldUpdate() async throws {
        try await Self.open(Self.configuration(hold: .milliseconds(20))) { newsroom, _ in
            let client = try await newsroom.client()
            let update = EntryWebhook(event: "entry.update", updatedAt: 1, publishedAt: 1)
            #expect(try await Self.post(update.body, to: newsroom) == Self.accepted)
            #expect(try await client.next().hasPrefix(#"article:update {"data":{"id":7,"title":"Hello","#))
        }
    }

    @Test("what was accepted before the end arrives before the end")
    func closing() async throws {
        try await Self.open { newsroom, intake in
            let client = try await newsroom.client()
            let update = EntryWebhook(event: "entry.update", updatedAt: 1, publishedAt: 1)
            #expect(try await Self.post(update.body, to: newsroom) == Self.accepted)
            await intake.close()
            #expect(try await newsroom.received(by: client).first?.count == 1)
            #expect(try await Self.post(Self.publish.body, to: newsroom).status == 503)
        }
    }

    @Test("files are told only to full-access tokens")
    func media() async throws {
        try await Self.open { newsroom, intake in
            let clients = [try await newsroom.client(), try await newsroom.client(token: "full")]
            for (event, body) in try WebhookSamples.bodies("v5") where event.hasPrefix("media.") {
                #expect(try await Self.post(body, to: newsroom) == Self.accepted)
            }
            await intake.settle()
            let received = try await newsroom.received(by: clients[0], clients[1])
            #expect(received[0] == [])
            #expect(received[1].map { $0.prefix { $0 != " " } } == ["file:create", "file:update", "file:delete"])
            #expect(
                received[1].last == #"file:delete {"data":{"id":1,"documentId":"file1documentid000000000"},"meta":{}}"#
            )
        }
    }

    @Test("stages and releases are told only where a grant names them")
    func notices() async throws {
        try await Self.open { newsroom, intake in
            let clients = [
                try await newsroom.client(token: "full"), try await newsroom.client(user: NewsroomContent.eve),
            ]
            let notices = try WebhookSamples.bodies("v5").filter {
                ["review-workflows.updateEntryStage", "releases.publish"].contains($0.event)
            }
            for (_, body) in notices { #expect(try await Self.post(body, to: newsroom) == Self.accepted) }
            await intake.settle()
            #expect(try await newsroom.received(by: clients[0], clients[1]) == [[], []])
            #expect(await intake.counters.ungranted == 2)
            try await newsroom.perform(
                .grant(who: "role:editor", actions: ["article:stage", "plugin::content-releases.release.publish"])
            )
            for (_, body) in notices { _ = try await Self.post(body, to: newsroom) }
            await intake.settle()
            let received = try await newsroom.received(by: clients[1])[0]
            #expect(
                received.first == #"""
                    article:stage {"data":{"id":1,"documentId":"article1documentid000000","locale":"en",\#
                    "status":"draft","from":"To do","to":"Ready"},"meta":{}}
                    """#
            )
            #expect(received.last?.hasPrefix("release:publish ") == true && received.count == 2, "\(received)")
        }
    }

    @Test("publish goes to whom --publish-needs says", arguments: PublishRight.allCases)
    func publishNeeds(_ right: PublishRight) async throws {
        try await Self.open(publishing: right) { newsroom, intake in
            try await newsroom.perform(
                .roleAdd(name: "reader"),
                .grant(who: "role:reader", actions: ["article:find"]),
                .userAdd(name: "rea", role: "reader"),
                .roleAdd(name: "publisher"),
                .grant(who: "role:publisher", actions: ["article:publish"]),
                .userAdd(name: "pub", role: "publisher")
            )
            let clients = [
                try await newsroom.client(), try await newsroom.client(user: 3), try await newsroom.client(user: 4),
            ]
            _ = try await Self.post(Self.publish.body, to: newsroom)
            await intake.settle()
            let received = try await newsroom.received(by: clients[0], clients[1], clients[2]).map(\.count)
            #expect(received == [right == .update ? 1 : 0, right == .find ? 1 : 0, 1])
        }
    }
}

extension WebhookRouteTests {
    // MARK: What the plugin gets wrong

    @Test("Q8: delete goes to those with the right to delete, with the entry's identity alone")
    func q8() async throws {
        try await Self.open { newsroom, intake in
            try await newsroom.perform(.revoke(who: "role:authenticated", actions: ["article:delete"]))
            let clients = [try await newsroom.client(), try await newsroom.client(user: NewsroomContent.ann)]
            let delete = EntryWebhook(event: "entry.delete", documentID: "doc", updatedAt: 1, publishedAt: 2)
            _ = try await Self.post(delete.body, to: newsroom)
            await intake.settle()
            let view = #"article:delete {"data":{"id":7,"documentId":"doc","locale":"en"},"meta":{}}"#
            #expect(try await newsroom.received(by: clients[0], clients[1]) == [[view], []])
        }
    }

    @Test("Q12: saved drafts stay secret, and publishing anew is one publish of the same document")
    func q12() async throws {
        try await Self.open { newsroom, intake in
            let client = try await newsroom.client()
            let row = { (event: String, id: Int, updated: Int, published: Int?) in
                EntryWebhook(event: event, id: id, documentID: "doc", updatedAt: updated, publishedAt: published).body
            }
            let bodies = [
                row("entry.create", 1, 1, nil), row("entry.update", 1, 2, nil), row("entry.publish", 8, 2, 3),
                row("entry.update", 1, 4, nil), row("entry.publish", 9, 4, 5),
            ]
            for body in bodies { #expect(try await Self.post(body, to: newsroom) == Self.accepted) }
            await intake.settle()
            let received = try await newsroom.received(by: client)[0]
            #expect(received.count == 2)
            #expect(received.first?.hasPrefix(#"article:publish {"data":{"id":8,"documentId":"doc","#) == true)
            #expect(received.last?.hasPrefix(#"article:publish {"data":{"id":9,"documentId":"doc","#) == true)
            #expect(await intake.counters.drafts == 3)
        }
    }

    @Test(
        "Q13: doubled, shuffled and interleaved over 20 entries, each entry's events are a correct history",
        arguments: StrapiSimulator.Version.allCases,
        [1, 2] as [UInt64]
    )
    func q13(version: StrapiSimulator.Version, seed: UInt64) async throws {
        try await Self.open { newsroom, intake in
            let client = try await newsroom.client()
            var lives: [[StrapiSimulator.Action]] = []
            for entry in 1...20 {
                var simulator = StrapiSimulator(version, entry: entry, seed: seed)
                lives.append(simulator.life(8))
            }
            var random = SeededRandom(seed: seed)
            let bodies = lives.flatMap { ($0 + $0).flatMap(\.bodies) }.shuffled(using: &random)
            for body in bodies { #expect(try await Self.post(body, to: newsroom) == Self.accepted) }
            await intake.settle()
            let received = try await newsroom.received(by: client)[0].map(Told.init(received:))
            for (index, life) in lives.enumerated() {
                let told = received.filter { $0.id / 1000 == index + 1 }
                let failures = HistoryCheck(life: life, told: told).failures
                #expect(failures.isEmpty, "entry \(index + 1): \(failures)")
            }
        }
    }
}
