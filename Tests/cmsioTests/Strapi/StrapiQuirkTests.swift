import TestClients
import TestStrapi
import Testing

/// What the plugin gets wrong and a server should not: each test is named after a row of spec/strapi.md d.8. Q5 is in
/// StrapiDirectoryTests, Q8, Q12 and Q13 in WebhookRouteTests, Q9 and Q10 in StrapiLiveTests.
@Suite("Quirks of strapi-plugin-io", .timeLimit(.minutes(3)))
struct StrapiQuirkTests {
    private static let secretive = #"""
        {"id":1,"title":"T","hash":"h","internalNotes":"n","password":"p","author":{"id":3,"name":"Ann","email":"e"}}
        """#

    /// Emits an entry with more than anybody but full access may see, to clients of these identities.
    ///
    /// - Parameter auths: A JSON object for CONNECT each; nil for the public.
    /// - Returns: The arguments of all updates of articles that each got.
    private static func received(
        _ entry: String,
        by auths: String?...,
        serving options: [String] = [],
        type: String = "article",
        status: Int32 = 0
    ) async throws -> [[String]] {
        let site = try await StrapiSite()
        let server = try await RunningServer(["--strapi", "cms"] + options, in: site.folder)
        var clients: [ForeignClient] = []
        for auth in auths { clients.append(try await ForeignClient.python(url: server.url, auth: auth)) }
        let receipt = try await server.run("emit", type, "update", entry)
        #expect(receipt.status == status, "\(receipt)")
        #expect(try await server.run("raw", "fence").status == 0)
        var received: [[String]] = []
        for client in clients {
            let names = try await client.eventsBefore("fence")
            received.append(names.filter { $0.name == "article:update" }.flatMap(\.arguments))
            try await client.close()
        }
        try await server.stop()
        return received
    }

    @Test("Q1: private fields, passwords and relations that one may not read go out to nobody")
    func q1() async throws {
        let received = try await Self.received(
            Self.secretive,
            by: nil,
            StrapiSite.jwt(user: StrapiSite.ann),
            StrapiSite.token("full")
        )
        let own = #"{"data":{"id":1,"title":"T","hash":"h""#
        let withAuthor = own + #","author":{"id":3,"name":"Ann"}},"meta":{}}"#
        #expect(received == [[own + #"},"meta":{}}"#], [withAuthor], [withAuthor]])
    }

    @Test("Q2: an attribute is not dropped for its name, even if the name is 'hash'")
    func q2() async throws {
        let received = try await Self.received(#"{"id":1,"hash":"h"}"#, by: nil)
        #expect(received == [[#"{"data":{"id":1,"hash":"h"},"meta":{}}"#]])
    }

    @Test("Q3: the type is found by its uid, for several entries as for one")
    func q3() async throws {
        let entries = #"[{"id":1,"internalNotes":"n"},{"id":2,"title":"T"}]"#
        let received = try await Self.received(entries, by: nil, type: "api::article.article")
        #expect(received == [[#"{"data":[{"id":1},{"id":2,"title":"T"}],"meta":{}}"#]])
    }

    @Test("Q4: read-only tokens get nothing, or everything they may read where reading is the right to receive")
    func q4() async throws {
        let reader = StrapiSite.token("reader")
        #expect(try await Self.received(Self.secretive, by: reader) == [[]])
        let received = try await Self.received(Self.secretive, by: reader, serving: ["--receive", "read"])
        #expect(
            received == [[#"{"data":{"id":1,"title":"T","hash":"h","author":{"id":3,"name":"Ann"}},"meta":{}}"#]]
        )
    }

    @Test("Q6: no client can join the room of a role, a token or a user")
    func q6() async throws {
        let site = try await StrapiSite()
        let server = try await site.serve()
        let client = try await ForeignClient.python(url: server.url)
        for room in ["io-role-authenticated", "io-token-full", "role:1", "role:authenticated", "token:full", "user:1"] {
            let answer = try await client.emitWithAck("join-room", ["\"\(room)\""])
            #expect(answer.first?.hasPrefix(#"{"success":false"#) == true, "\(room): \(answer)")
        }
        #expect(try await server.run("emit", "article", "update", Self.secretive).status == 0)
        #expect(try await client.event("article:update").first?.contains("author") == false)
        #expect(try await server.run("raw", "fence").status == 0)
        #expect(try await client.eventNames(until: "fence").isEmpty)
        try await client.close()
        try await server.stop()
    }

    @Test("Q7: whoever follows an entry gets one copy of each event, in the view of the own audience")
    func q7() async throws {
        let follow = #""subscribe":[{"uid":"api::article.article","id":1}]"#
        let received = try await Self.received(
            Self.secretive,
            by: "{\(follow)}",
            String(StrapiSite.token("full").dropLast()) + ",\(follow)}"
        )
        let own = #"{"data":{"id":1,"title":"T","hash":"h""#
        #expect(
            received == [[own + #"},"meta":{}}"#], [own + #","author":{"id":3,"name":"Ann"}},"meta":{}}"#]]
        )
    }

    @Test("Q11: without a token one is the public, whatever the strategy; an unknown strategy is refused by a code")
    func q11() async throws {
        let ofPublic = #"{"data":{"id":1},"meta":{}}"#
        let received = try await Self.received(
            #"{"id":1,"author":{"id":3}}"#,
            by: #"{"strategy":"api-token"}"#,
            #"{"strategy":"jwt","token":""}"#
        )
        #expect(received == [[ofPublic], [ofPublic]])
        let site = try await StrapiSite()
        let server = try await site.serve()
        let auth = #"{"strategy":"oauth","token":"full-token"}"#
        let refusal = await #expect(throws: ForeignClient.Refusal.self) {
            try await ForeignClient.python(url: server.url, auth: auth)
        }
        #expect(refusal?.data == #"{"code":"unknown-strategy"}"#)
        try await server.stop()
    }

    @Test("Q14: whoever's view cannot be made gets nothing, and never the raw data")
    func q14() async throws {
        let received = try await Self.received(
            #"{"id":1,"internalNotes":"n","related":[null]}"#,
            by: nil,
            StrapiSite.token("full"),
            status: 65
        )
        #expect(received == [[], []])
    }

    @Test("Q15: what polymorphic relations lead to is cleaned, and dropped for those who may not read it")
    func q15() async throws {
        let received = try await Self.received(
            #"{"id":1,"related":[{"__type":"api::author.author","id":3,"name":"Ann","email":"e"}]}"#,
            by: nil,
            StrapiSite.jwt(user: StrapiSite.ann)
        )
        #expect(
            received == [
                [#"{"data":{"id":1},"meta":{}}"#],
                [#"{"data":{"id":1,"related":[{"__type":"api::author.author","id":3,"name":"Ann"}]},"meta":{}}"#],
            ]
        )
    }
}
