import TestClients
import Testing

/// Clients that are not ours, against the built program.
@Suite("Every audience gets its own view, once", .timeLimit(.minutes(3)))
struct AudienceViewTests {
    @Test("over each transport of each client", arguments: ForeignClient.Transport.allCases)
    func views(transport: ForeignClient.Transport) async throws {
        let demo = try await DemoServer()
        let url = demo.url
        let member = try await demo.jwt(of: "ann")
        let editor = try await demo.signIn(as: "editor")
        let full = try await demo.apiToken("everything", "--type", "full-access")
        let custom = try await demo.apiToken("robot", "article:update", "author:find", "category:find")
        let clients = [
            (try await ForeignClient.python(url: url, transport: transport), DemoServer.View.ofPublic),
            (try await ForeignClient.browser(url: url, transport: transport), DemoServer.View.ofPublic),
            (try await ForeignClient.python(url: url, auth: member, transport: transport), DemoServer.View.ofMembers),
            (try await ForeignClient.browser(url: url, auth: editor, transport: transport), DemoServer.View.ofMembers),
            (try await ForeignClient.python(url: url, auth: custom, transport: transport), DemoServer.View.ofCI),
            (try await ForeignClient.python(url: url, auth: full, transport: transport), DemoServer.View.ofMembers),
        ]

        try await demo.cmsio("emit", "article", "update", "data.json")
        try await demo.cmsio("emit", "comment", "create", "comment.json")
        try await demo.cmsio("raw", "fence")

        for (client, view) in clients {
            #expect(try await client.event("article:update") == [view])
        }
        for (index, (client, _)) in clients.enumerated() {
            let isEditorOrFull = index == 3 || index == 5
            #expect(try await client.eventNames(until: "fence") == (isEditorOrFull ? ["comment:create"] : []))
            try await client.close()
        }
        try await demo.server.stop()
    }

    @Test("an action of one's own arrives once it was granted, and is refused with the way out before")
    func customAction() async throws {
        let demo = try await DemoServer()
        let client = try await ForeignClient.python(url: demo.url)
        let refused = try await demo.server.run("emit", "article", "feature", "data.json")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("cmsio perms grant role:public article:feature"))

        try await demo.cmsio("perms", "grant", "role:public", "article:feature")
        try await demo.cmsio("emit", "article", "feature", "data.json")
        #expect(try await client.event("article:feature") == [DemoServer.View.ofPublic])
        try await client.close()
        try await demo.server.stop()
    }

    @Test("a grant that is revoked takes its events and fields away from an open socket")
    func revoked() async throws {
        let demo = try await DemoServer()
        let client = try await ForeignClient.python(url: demo.url)
        try await demo.cmsio("perms", "revoke", "role:public", "category:find")
        try await demo.cmsio("emit", "article", "update", "data.json")
        #expect(try await client.event("article:update") == [DemoServer.View.start + DemoServer.View.end])
        try await demo.cmsio("perms", "revoke", "role:public", "article:update")
        try await demo.cmsio("emit", "article", "update", "data.json")
        try await demo.cmsio("raw", "fence")
        #expect(try await client.eventNames(until: "fence") == [])
        try await client.close()
        try await demo.server.stop()
    }

    @Test("a blocked user is told why and sent away, and does not come back")
    func blocked() async throws {
        let demo = try await DemoServer()
        let auth = try await demo.jwt(of: "ann")
        let client = try await ForeignClient.browser(url: demo.url, auth: auth)
        try await demo.cmsio("perms", "user", "block", "ann")
        let told = try await client.event("auth:ended")
        #expect(told.first?.contains(#""code":"user-blocked""#) == true)
        #expect(try await client.disconnected() == "io server disconnect")
        await #expect(throws: ForeignClient.Refusal(message: "the user is blocked", data: #"{"code":"user-blocked"}"#))
        {
            try await ForeignClient.python(url: demo.url, auth: auth)
        }
        try await client.close()
        try await demo.server.stop()
    }
}
