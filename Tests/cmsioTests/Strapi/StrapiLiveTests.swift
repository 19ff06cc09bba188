import Foundation
import TestClients
import TestStrapi
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("Strapi's rights, changed under open sockets", .timeLimit(.minutes(5)))
struct StrapiLiveTests {
    private static let ofPublic = #"{"data":{"id":7,"title":"T"},"meta":{}}"#
    private static let ofMembers = #"{"data":{"id":7,"title":"T","author":{"id":3,"name":"Ann"}},"meta":{}}"#

    /// What somebody does in Strapi, or time does, and the code with which a socket is sent away for it.
    struct Ending: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        var auth: @Sendable () -> String = { StrapiSite.jwt(user: StrapiSite.ann) }
        var happen: @Sendable (StrapiTestDatabase) throws -> Void = { _ in }

        static let all = [
            Ending(testDescription: "a user is blocked", code: "user-blocked", happen: { try $0.block("ann") }),
            Ending(
                testDescription: "a user is deleted",
                code: "user-unknown",
                happen: { try $0.run("DELETE FROM up_users WHERE username = 'ann'") }
            ),
            Ending(
                testDescription: "a user loses the role",
                code: "user-unknown",
                happen: { try $0.run("DELETE FROM \($0.userRoles) WHERE user_id = 1") }
            ),
            Ending(
                testDescription: "addresses must be confirmed",
                code: "user-unconfirmed",
                auth: { StrapiSite.jwt(user: StrapiSite.cat) },
                happen: {
                    try $0.run(#"UPDATE strapi_core_store_settings SET value = '{"email_confirmation":true}'"#)
                }
            ),
            Ending(
                testDescription: "a token is deleted",
                code: "invalid-token",
                auth: { StrapiSite.token("ci") },
                happen: { try $0.run("DELETE FROM strapi_api_tokens WHERE name = 'ci'") }
            ),
            Ending(
                testDescription: "a token expires",
                code: "token-expired",
                auth: { StrapiSite.token("ci") },
                happen: {
                    let soon = Int64(Date.now.timeIntervalSince1970) + 2
                    try $0.run("UPDATE strapi_api_tokens SET expires_at = \($0.time(soon)) WHERE name = 'ci'")
                }
            ),
            Ending(
                testDescription: "a JWT expires",
                code: "token-expired",
                auth: { StrapiSite.jwt(user: StrapiSite.ann, lifetime: 2) }
            ),
        ]
    }

    @Test(
        "Q9: a socket that may no longer be here is told why, and disconnected",
        arguments: StrapiTestDatabase.Engine.allCases,
        Ending.all
    )
    func ended(engine: StrapiTestDatabase.Engine, _ ending: Ending) async throws {
        let site = try await StrapiSite(.init(engine: engine, version: 5))
        let server = try await site.serve()
        let client = try await ForeignClient.python(url: server.url, auth: ending.auth())
        try ending.happen(site.database)
        let told = try await client.event("auth:ended")
        #expect(told.first?.hasPrefix(#"{"code":"\#(ending.code)""#) == true, "\(told)")
        _ = try await client.disconnected()
        try await client.close()
        try await server.stop()
    }

    @Test(
        "a user with another role gets what that role gets, and a grant that is taken or given counts",
        arguments: StrapiTestDatabase.Kind.all
    )
    func moved(kind: StrapiTestDatabase.Kind) async throws {
        let site = try await StrapiSite(kind)
        let server = try await site.serve("--shape", "v5")
        let client = try await ForeignClient.python(url: server.url, auth: StrapiSite.jwt(user: StrapiSite.ann))
        let entry = StrapiServeTests.entry

        try site.database.give(role: 2, to: StrapiSite.ann)
        try await server.waits(for: 1, in: "role:public")
        #expect(try await server.run("emit", "article", "update", entry).status == 0)
        #expect(try await client.event("article:update") == [Self.ofPublic])

        try site.database.run(
            "INSERT INTO \(site.database.permissionRoles) (permission_id, role_id) VALUES (2, 2)"
        )
        try await server.waits(until: "role:public", may: ("author", "find"))
        #expect(try await server.run("emit", "article", "update", entry).status == 0)
        #expect(try await client.event("article:update") == [Self.ofMembers])

        try site.database.takePermission(1)
        try await server.waits(until: "role:public", may: ("article", "update"), false)
        let receipt = try await server.run("emit", "article", "update", entry)
        #expect(receipt.output.contains(#""sockets":0"#), "\(receipt)")
        try await client.close()
        try await server.stop()
    }

    @Test("auth:refresh with a new token keeps the session")
    func refreshed() async throws {
        let site = try await StrapiSite()
        let server = try await site.serve()
        let short = StrapiSite.jwt(user: StrapiSite.ann, lifetime: 3)
        let client = try await ForeignClient.python(url: server.url, auth: short)
        // It would go with the same sweep.
        let witness = try await ForeignClient.python(url: server.url, auth: short)
        let answer = try await client.emitWithAck("auth:refresh", [StrapiSite.jwt(user: StrapiSite.ann, lifetime: 600)])
        #expect(answer == [#"{"success":true}"#])
        #expect(try await witness.event("auth:ended").first?.hasPrefix(#"{"code":"token-expired""#) == true)
        #expect(try await server.run("emit", "article", "update", StrapiServeTests.entry).status == 0)
        #expect(try await client.event("article:update") == [Self.ofMembers])
        try site.database.block("ann")
        #expect(try await client.event("auth:ended").first?.hasPrefix(#"{"code":"user-blocked""#) == true)
        try await client.close()
        try await witness.close()
        try await server.stop()
    }

    @Test(
        "Q10: rights are kept: while the database is away those known last serve, then nobody gets anything, until it is back",
        arguments: StrapiTestDatabase.Engine.allCases
    )
    func away(engine: StrapiTestDatabase.Engine) async throws {
        let site = try await StrapiSite(.init(engine: engine, version: 5))
        let server = try await site.serve("--rights-max-age", "6s")
        let client = try await ForeignClient.python(url: server.url)
        #expect(try await Self.readiness(of: server) == #"200 {"status":"ready"}"#)

        try site.database.take(away: true)
        _ = try await server.program.line(with: "the rights known last count for 6s")
        #expect(try await Self.readiness(of: server) == #"200 {"status":"degraded"}"#)
        #expect(try await server.run("emit", "article", "update", StrapiServeTests.entry).status == 0)
        #expect(try await client.event("article:update") == [Self.ofPublic])

        _ = try await server.program.line(with: "is away for too long; events go to nobody until it is back")
        #expect(try await Self.readiness(of: server) == #"503 {"status":"unavailable"}"#)
        let refused = try await server.run("emit", "article", "update", StrapiServeTests.entry)
        #expect(refused.status == 69, "\(refused)")

        try site.database.take(away: false)
        _ = try await server.program.line(with: "is back, and the rights are current")
        #expect(try await Self.readiness(of: server) == #"200 {"status":"ready"}"#)
        #expect(try await server.run("emit", "article", "update", StrapiServeTests.entry).status == 0)
        #expect(try await client.event("article:update") == [Self.ofPublic])
        #expect(try await server.run("raw", "fence").status == 0)
        #expect(try await client.eventNames(until: "fence").isEmpty)
        let lines = server.program.text(.errors).split(separator: "\n").filter { $0.contains("the Strapi project is") }
        #expect(lines.count == 3, "each turn is told once: \(lines)")
        try await client.close()
        try await server.stop()
    }

    @Test("SIGHUP ends nothing, and what changed counts")
    func hangup() async throws {
        let site = try await StrapiSite()
        let server = try await site.serve()
        try site.database.takePermission(1)
        server.program.signal(SIGHUP)
        _ = try await server.program.line(with: "rights changed")
        let end = try await server.stop()
        #expect(end.status == 0, "\(end)")
    }

    private static func readiness(of server: RunningServer) async throws -> String {
        let url = try #require(URL(string: "\(server.url)/readyz"))
        let (body, response) = try await URLSession.shared.data(from: url)
        return "\((response as? HTTPURLResponse)?.statusCode ?? 0) \(String(decoding: body, as: UTF8.self))"
    }
}

extension RunningServer {
    /// Waits until a room has so many sockets.
    func waits(for count: Int, in room: String) async throws {
        try await self.waits("\(count) sockets in \(room)") {
            try await self.run("raw", "knock", "-r", room).output.contains(#""sockets":\#(count)"#)
        }
    }

    /// Waits until the server knows that an audience has a right, or has it no more.
    func waits(until audience: String, may right: (type: String, action: String), _ isGranted: Bool = true) async throws
    {
        try await self.waits("\(audience) with \(right.type):\(right.action): \(isGranted)") {
            try await self.run("perms", "who", right.type, right.action).output
                .contains(#""audience":"\#(audience)""#) == isGranted
        }
    }

    private func waits(_ what: String, until isSo: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while try await !isSo() {
            guard ContinuousClock.now < end else { throw ProgramProblem(description: "no \(what)") }
        }
    }
}
