import Foundation
import JSONText
import TestClients
import TestStrapi
import Testing

@Suite("serve --strapi", .timeLimit(.minutes(5)))
struct StrapiServeTests {
    static let entry =
        #"{"id":7,"title":"T","internalNotes":"n","author":{"id":3,"name":"Ann","email":"a@example.org"}}"#

    /// The views of ``entry``, each written by hand from the seeded grants.
    private struct Views {
        let ofPublic: String
        let ofMembers: String

        init(version: Int) {
            let five = version == 5
            self.ofPublic =
                five
                ? #"{"data":{"id":7,"title":"T"},"meta":{}}"#
                : #"{"data":{"id":7,"attributes":{"title":"T"}},"meta":{}}"#
            self.ofMembers =
                five
                ? #"{"data":{"id":7,"title":"T","author":{"id":3,"name":"Ann"}},"meta":{}}"#
                : #"{"data":{"id":7,"attributes":{"title":"T","#
                    + #""author":{"data":{"id":3,"attributes":{"name":"Ann"}}}}},"meta":{}}"#
        }
    }

    @Test(
        "gives the project's roles, users and tokens their views, in its form",
        arguments: StrapiTestDatabase.Kind.all
    )
    func audiences(kind: StrapiTestDatabase.Kind) async throws {
        let site = try await StrapiSite(kind)
        let server = try await site.serve()
        let views = Views(version: kind.version)
        let clients = [
            (String?.none, String?.some(views.ofPublic)), (StrapiSite.jwt(user: StrapiSite.ann), views.ofMembers),
            (StrapiSite.token("ci"), views.ofPublic), (StrapiSite.token("full"), views.ofMembers),
            (StrapiSite.jwt(user: StrapiSite.cat), nil), (StrapiSite.token("reader"), nil),
        ]
        var connected: [(ForeignClient, String?)] = []
        for (auth, view) in clients {
            connected.append((try await ForeignClient.python(url: server.url, auth: auth), view))
        }
        #expect(try await server.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await server.run("raw", "fence").status == 0)
        for (client, view) in connected {
            if let view { #expect(try await client.event("article:update") == [view]) }
            #expect(try await client.eventNames(until: "fence").isEmpty)
            try await client.close()
        }
        try await server.stop()
    }

    @Test("--shape counts more than the project's version")
    func shape() async throws {
        let site = try await StrapiSite(.init(engine: .sqlite, version: 4))
        let server = try await site.serve("--shape", "v5")
        let client = try await ForeignClient.python(url: server.url)
        #expect(try await server.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await client.event("article:update") == [#"{"data":{"id":7,"title":"T"},"meta":{}}"#])
        try await client.close()
        try await server.stop()
    }

    /// Somebody who is not let in, and the code that says why.
    struct Refused: Sendable, CustomTestStringConvertible {
        let auth: @Sendable () -> String
        let code: String
        var sql: @Sendable (StrapiTestDatabase) -> String? = { _ in nil }
        let testDescription: String

        static let all = [
            Refused(auth: { StrapiSite.jwt(user: StrapiSite.bob) }, code: "user-blocked", testDescription: "blocked"),
            Refused(auth: { StrapiSite.jwt(user: 99) }, code: "user-unknown", testDescription: "unknown user"),
            Refused(auth: { StrapiSite.jwt(user: StrapiSite.dan) }, code: "user-unknown", testDescription: "no role"),
            Refused(
                auth: { StrapiSite.jwt(user: StrapiSite.cat) },
                code: "user-unconfirmed",
                sql: { _ in #"UPDATE strapi_core_store_settings SET value = '{"email_confirmation":true}'"# },
                testDescription: "unconfirmed where addresses must be confirmed"
            ),
            Refused(
                auth: { StrapiSite.jwt(user: StrapiSite.ann, lifetime: -1) },
                code: "token-expired",
                testDescription: "expired JWT"
            ),
            Refused(
                auth: { StrapiSite.jwt(user: StrapiSite.ann, secret: "another") },
                code: "invalid-token",
                testDescription: "JWT of another secret"
            ),
            Refused(auth: { StrapiSite.token("old") }, code: "invalid-token", testDescription: "expired API token"),
            Refused(auth: { StrapiSite.token("no") }, code: "invalid-token", testDescription: "unknown API token"),
            Refused(
                auth: { StrapiSite.token("full") },
                code: "admin-token",
                sql: { $0.kind.version == 5 ? "UPDATE strapi_api_tokens SET kind = 'admin' WHERE name = 'full'" : nil },
                testDescription: "token of the administration"
            ),
        ]
    }

    @Test("refuses with a code, and no word of why more than that", arguments: Refused.all)
    func refused(_ refused: Refused) async throws {
        let site = try await StrapiSite()
        if let sql = refused.sql(site.database) { try site.database.run(sql) }
        let server = try await site.serve()
        let error = await #expect(throws: ForeignClient.Refusal.self) {
            try await ForeignClient.python(url: server.url, auth: refused.auth())
        }
        #expect(error?.data == #"{"code":"\#(refused.code)"}"#)
        try await server.stop()
    }

    @Test("reads sessions of jwtManagement 'refresh', and mints no token that Strapi alone can make")
    func refreshMode() async throws {
        let site = try await StrapiSite()
        try site.folder.write(
            "module.exports = { 'users-permissions': { config: { jwtManagement: 'refresh' } } };",
            to: "cms/config/plugins.js"
        )
        let server = try await site.serve()
        let refused = await #expect(throws: ForeignClient.Refusal.self) {
            try await ForeignClient.python(url: server.url, auth: StrapiSite.jwt(user: StrapiSite.ann))
        }
        #expect(refused?.data == #"{"code":"invalid-token"}"#)
        let access = StrapiSite.session(user: StrapiSite.ann)
        let client = try await ForeignClient.python(url: server.url, auth: access)
        #expect(try await server.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await client.event("article:update") == [Views(version: 5).ofMembers])
        let mint = try await server.run("perms", "token", "mint", "ann")
        #expect(mint.status == 77)
        #expect(mint.errors.contains("Strapi alone can open"))
        try await client.close()
        try await server.stop()
    }

    @Test("mints a JWT with the project's secret, by the server and without one")
    func mint() async throws {
        let site = try await StrapiSite()
        let offline = try await site.run("perms", "token", "mint", "ann", "--strapi", "cms", "-o", "pretty")
        let server = try await site.serve()
        let online = try await server.run("perms", "token", "mint", "ann", "-o", "pretty")
        for token in [offline, online] {
            let auth = #"{"token":"\#(token.output.trimmingCharacters(in: .newlines))"}"#
            let client = try await ForeignClient.python(url: server.url, auth: auth)
            try await client.close()
        }
        try await server.stop()
    }

    @Test("warns of a public that may write, and of read-only tokens unless reading is the right to receive")
    func warnings() async throws {
        let site = try await StrapiSite()
        let server = try await site.serve()
        let rights = try await server.program.line(with: "  rights ")
        #expect(rights == "  rights    of Strapi 5, in \(site.database.place)")
        let start = server.program.text(.errors)
        #expect(start.contains("warning: Strapi lets everybody write, as role:public has article:update"), "\(start)")
        #expect(start.contains("without it token:reader gets no event"), "\(start)")
        try await server.stop()
        let reading = try await site.serve("--receive", "read")
        let reader = try await ForeignClient.python(url: reading.url, auth: StrapiSite.token("reader"))
        #expect(try await reading.run("emit", "article", "update", Self.entry).status == 0)
        #expect(try await reader.event("article:update") == [Views(version: 5).ofMembers])
        #expect(!reading.program.text(.errors).contains("read-only tokens"))
        try await reader.close()
        try await reading.stop()
    }
}
